import fc from 'fast-check';
import { blockingKeys } from '../domain/blocking-key.ts';
import { REASON_CODES, scoreOf, type Suspect, type SuspectSeizure } from '../domain/duplicate.ts';
import { medicines, days, aSuspect, police, key } from './suspects.ts';

const seizures: fc.Arbitrary<SuspectSeizure[]> = fc.array(
  fc.record(
    {
      at: fc.constantFrom(days(0), days(0.02), days(1.2), days(8)),
      transport: fc.constantFrom('1', '4', '9'),
      direction: fc.constantFrom('import' as const, 'export' as const),
      place: fc.constantFrom('Antwerp', 'Antwerpen', 'Incheon'),
      coordinates: fc.constantFrom({ latitude: 51.2, longitude: 4.4 }, { latitude: 37.46, longitude: 126.4 }),
      departure: fc.constantFrom('KR', 'CN'),
      destination: fc.constantFrom('BE', 'KR'),
      goods: fc.array(
        fc.record({
          heading: fc.constantFrom('medical-products', 'wildlife'),
          unit: fc.constantFrom('KGM', 'TNE', 'C62', 'XPK'),
          quantity: fc.constantFrom('0', '1', '1200', '1.2', '1000'),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    },
    { requiredKeys: ['at', 'goods'] },
  ),
  { minLength: 1, maxLength: 4 },
);
const suspects: fc.Arbitrary<Suspect> = fc.record(
  {
    operation: fc.constantFrom('tulip', 'rose'),
    organisation: fc.constantFrom('be-customs', 'be-police', 'kr-customs'),
    country: fc.constantFrom('BE', 'KR', null),
    service: fc.constantFrom('customs', 'police'),
    units: fc.subarray(['pcu', 'jaitf']),
    external: fc.constantFrom('ncen 7', 'ncen 8'),
    keys: fc.array(fc.record({ kind: fc.constantFrom('container', 'flight', 'parcel', 'lab-exhibit'), value: fc.constantFrom('1', '2') }), {
      maxLength: 3,
    }),
    seizures,
  },
  { requiredKeys: ['operation', 'organisation', 'country', 'service', 'units', 'keys', 'seizures'] },
);

test('a score is the same whichever case comes first, and in whatever order its seizures and keys stand', () => {
  fc.assert(
    fc.property(suspects, suspects, (one, two) => {
      const turned = { ...one, seizures: one.seizures.toReversed(), keys: one.keys.toReversed() };
      expect(scoreOf(two, turned)).toEqual(scoreOf(one, two));
    }),
    { numRuns: 500 },
  );
});

test('no pair that scores without a number in common is missed by the keys that bring pairs together', () => {
  fc.assert(
    fc.property(suspects, suspects, (one, two) => {
      const [a, b] = [
        { ...one, keys: [], external: undefined },
        { ...two, keys: [], external: undefined },
      ];
      const theirs = blockingKeys(b);
      const meet = blockingKeys(a).some((own) => theirs.some(({ key, at }) => key === own.key && Math.abs(at - own.at) <= own.reach));
      expect(meet || scoreOf(a, b).score === 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('every reason can be given', () => {
  const given = new Set<string>();
  fc.assert(
    fc.property(suspects, suspects, (one, two) => {
      for (const { code } of scoreOf(one, two).reasons) given.add(code);
    }),
    { numRuns: 6_000, seed: 1 },
  );
  for (const { code } of scoreOf(aSuspect(key('national-reference')), police({}, key('national-reference'))).reasons) given.add(code);
  for (const { code } of scoreOf(aSuspect(), police({ goods: medicines('1100') })).reasons) given.add(code);
  expect(REASON_CODES.filter((code) => !given.has(code))).toEqual([]);
});
