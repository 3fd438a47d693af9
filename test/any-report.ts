import fc from 'fast-check';
import type { CaseReport } from '../domain/case.ts';
import { COUNTRIES } from '../domain/catalogue/countries.ts';
import { GROUP_STATES } from '../domain/catalogue/groups.ts';
import { MATCH_KEY_KINDS } from '../domain/catalogue/match-keys.ts';
import { OUTCOMES } from '../domain/catalogue/outcomes.ts';
import { PERSON_STATES } from '../domain/catalogue/persons.ts';

const text = fc.stringMatching(/^[\p{L}\d][\p{L}\d ,.'"=+-]{0,20}[\p{L}\d]$/u);
const decimal = fc.stringMatching(/^[1-9]\d{0,8}(\.\d{1,2})?$/);
const country = fc.constantFrom(...COUNTRIES.map(({ code }) => code));
const some = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
/** Each once at most, in the order of the catalogue: rows have a column for each, so that no other order can come back. */
const states = (codes: readonly string[]) =>
  some(
    fc
      .subarray([...codes], { minLength: 1 })
      .chain((chosen) => fc.tuple(...chosen.map((state) => fc.integer({ min: 1, max: 999 }).map((count) => ({ state, count }))))),
  );

const goods = fc.record(
  {
    heading: fc.constantFrom('medicines', 'vaccines', 'gold'),
    quantity: decimal,
    unit: fc.constantFrom('C62', 'KGM', 'E27'),
    isWeighed: fc.boolean(),
    description: text,
    hs: fc.constantFrom('3004', '300490', '010600'),
    species: text,
    cites: fc.constantFrom('I', 'II', 'none'),
    status: fc.constantFrom('counterfeit', 'stolen'),
    values: fc.array(
      fc.record(
        {
          amount: decimal,
          currency: fc.constantFrom('EUR', 'JPY'),
          basis: fc.constantFrom('street', 'customs'),
          rateDate: fc.constant('2026-03-09'),
        },
        { requiredKeys: ['amount', 'currency', 'basis'] },
      ),
      { minLength: 1, maxLength: 5 },
    ),
    including: fc.array(
      fc.record({ quantity: decimal, unit: fc.constantFrom('MTQ', 'KGM'), description: text }, { requiredKeys: ['quantity', 'unit'] }),
      { minLength: 1, maxLength: 10 },
    ),
  },
  { requiredKeys: ['heading', 'quantity', 'unit'] },
);

const keys = fc
  .subarray([...MATCH_KEY_KINDS], { minLength: 1 })
  .chain((kinds) =>
    fc.tuple(
      ...kinds.map((kind) => fc.array(text, { minLength: 1, maxLength: 3 }).map((values) => values.map((value) => ({ kind, value })))),
    ),
  )
  .map((entries) => entries.flat());

const seizureBody = fc.record({
  seizedAt: fc.constantFrom('2026-03-10T12:00:00+01:00', '2026-03-11T23:59:59.5Z', '2026-03-12T00:00:00-03:30'),
  zone: some(fc.constant('Europe/Brussels')),
  place: some(text),
  placeType: some(fc.constantFrom('airport', 'sea-port')),
  coordinates: some(
    fc.record({
      latitude: fc.constantFrom(-33.87, 50.85),
      longitude: fc.constantFrom(-4.5, 4.35),
      accuracyMetres: fc.constantFrom(0, 12.5),
    }),
  ),
  direction: some(fc.constantFrom('import', 'transit')),
  transport: some(fc.constantFrom('0', '4')),
  means: some(fc.constantFrom('express', 'passenger')),
  departure: some(country),
  transit: some(fc.array(country, { minLength: 1, maxLength: 10 })),
  destination: some(country),
  origin: some(country),
  detection: some(
    fc.record(
      { method: fc.constantFrom('dog', 'scanner'), riskIndicator: fc.constant('empty-box'), warning: text },
      { requiredKeys: ['method'] },
    ),
  ),
  concealment: some(text),
  courier: some(fc.record({ company: text, isAeo: fc.boolean() })),
  online: some(fc.boolean()),
  persons: states(PERSON_STATES.map(({ code }) => code)),
  groups: states(GROUP_STATES.map(({ code }) => code)),
  outcomes: some(
    fc.subarray(
      OUTCOMES.map(({ code }) => code),
      { minLength: 1 },
    ),
  ),
  keys: some(keys),
  goods: fc.array(goods, { minLength: 1, maxLength: 4 }),
});

/** Reports of every field, as rows can hold them. */
export const anyReport = fc
  .record({
    reference: text,
    external: some(fc.record({ system: text, id: text })),
    summary: some(text),
    nationalReference: some(text),
    seizures: fc.array(seizureBody, { minLength: 1, maxLength: 3 }).map((all) => all.map((seizure, i) => ({ number: 3 - i, ...seizure }))),
  })
  .map((report) => JSON.parse(JSON.stringify(report)) as CaseReport);
