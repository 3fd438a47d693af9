import fc from 'fast-check';
import { unitOf } from '../domain/catalogue/units.ts';
import { normalise } from '../domain/conversion.ts';
import { compareDecimals, multiplyDecimals } from '../domain/decimal.ts';
import { amounts, factors, someDecimal, someQuantities } from './quantities.ts';

test('normalising never changes a dimension, and every unit is either in a total or beside it', () => {
  fc.assert(
    fc.property(someQuantities, (quantities) => {
      const { totals, unconverted } = normalise(quantities, factors);
      for (const { dimension, unit, parts } of totals) {
        expect(unitOf(unit)?.dimension).toBe(dimension);
        for (const part of parts) expect(unitOf(part.unit)?.dimension).toBe(dimension);
      }
      const seen = [
        ...totals.flatMap(({ heading, parts }) => parts.map(({ unit }) => `${heading} ${unit}`)),
        ...unconverted.map(({ heading, unit }) => `${heading} ${unit}`),
      ];
      expect([...seen].sort()).toEqual([...new Set(quantities.map(({ heading, unit }) => `${heading} ${unit}`))].sort());
    }),
  );
});

test('the order of the sums does not matter, nor whether they were added before or after', () => {
  fc.assert(
    fc.property(someQuantities, someQuantities, (some, others) => {
      const all = [...some, ...others];
      expect(normalise([...all].reverse(), factors)).toEqual(normalise(all, factors));
      const [first, second] = [normalise(some, factors), normalise(others, factors)];
      const added = [...first.totals, ...second.totals].map(({ heading, unit, quantity }) => ({ heading, unit, quantity }));
      expect(amounts([...added, ...first.unconverted, ...second.unconverted])).toEqual(amounts(all));
    }),
  );
});

test('no digit is lost: dividing a total by its factors gives back what was reported', () => {
  fc.assert(
    fc.property(someDecimal, fc.constantFrom('MGM', 'GRM', 'TNE'), (quantity, unit) => {
      const back = { MGM: '1000000', GRM: '1000', TNE: '0.001' }[unit];
      const [total] = normalise([{ heading: 'gold', unit, quantity }], factors).totals;
      expect(compareDecimals(multiplyDecimals(total?.quantity ?? '', back), quantity)).toBe(0);
    }),
  );
});
