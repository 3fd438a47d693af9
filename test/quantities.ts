import fc from 'fast-check';
import { factorsOf, type FactorSet } from '../domain/catalogue/factors.ts';
import { HEADINGS } from '../domain/catalogue/headings.ts';
import { UNITS } from '../domain/catalogue/units.ts';
import { normalise } from '../domain/conversion.ts';

export const factors = factorsOf('2026-11') as FactorSet;

/** Up to 38 digits with as many decimal places as PostgreSQL would keep: far beyond what a number could hold. */
export const someDecimal = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.option(fc.stringMatching(/^[0-9]{1,12}$/), { nil: '' }))
  .map(([whole, fraction]) => (fraction === '' ? whole.toString() : `${whole}.${fraction}`));

/** What several administrations may have seized, of a few headings and in any unit. */
export const someQuantities = fc.array(
  fc.record({
    heading: fc.constantFrom(...HEADINGS.slice(0, 6).map(({ code }) => code)),
    unit: fc.constantFrom(...UNITS.map(({ code }) => code)),
    quantity: someDecimal,
  }),
  { maxLength: 12 },
);

/** The totals of these without what they were added up from. */
export const amounts = (quantities: Parameters<typeof normalise>[0]): unknown =>
  normalise(quantities, factors).totals.map(({ parts: _, ...total }) => total);
