import fc from 'fast-check';
import type { Seizure } from '../domain/case.ts';
import { UNITS } from '../domain/catalogue/units.ts';
import { addDecimals } from '../domain/decimal.ts';
import { generateCases, MEASURED_UNITS, type Amount, type GeneratedCase, type Wanted } from '../drills/generator.ts';

const RUNS = { numRuns: 60 };
const FROM = Date.parse('2021-04-30T00:00:00Z');
const UNTIL = Date.parse('2021-10-01T00:00:00Z');

const wanted = (wish: Partial<Wanted> = {}): Wanted => ({
  seed: 'test',
  prefix: 'BATCH',
  members: 83,
  cases: 2360,
  seizures: 3434,
  quantities: [
    { heading: 'medicines', unit: 'C62', quantity: '195500000' },
    { heading: 'medical-devices', unit: 'C62', quantity: '156700000' },
    { heading: 'vaccines', unit: 'E27', quantity: '13500000' },
  ],
  from: FROM,
  until: UNTIL,
  countries: ['BE', 'KR', 'KE'],
  ...wish,
});

const seizuresOf = (cases: readonly GeneratedCase[]) => cases.flatMap(({ report }) => report.seizures);
const linesOf = (cases: readonly GeneratedCase[]) => seizuresOf(cases).flatMap(({ goods }) => goods);
const membersOf = (cases: readonly GeneratedCase[]) => new Set(cases.map(({ member }) => member));
const totalOf = (cases: readonly GeneratedCase[], { heading, unit }: Amount) =>
  addDecimals(linesOf(cases).flatMap((line) => (line.heading === heading && line.unit === unit ? [line.quantity] : [])));

/** Any wish that cases can add up to: no fewer cases than members, no fewer seizures than cases, something in each seizure. */
const anyWish = fc
  .record({
    seed: fc.string(),
    members: fc.integer({ min: 1, max: 30 }),
    moreCases: fc.nat(40),
    moreSeizures: fc.nat(60),
    counted: fc.bigInt(130n, 10n ** 15n),
    weighed: fc.bigInt(0n, 10n ** 15n),
    doses: fc.bigInt(0n, 3n),
    windowMs: fc.integer({ min: 1, max: 10 ** 10 }),
  })
  .map(({ seed, members, moreCases, moreSeizures, counted, weighed, doses, windowMs }) =>
    wanted({
      seed,
      members,
      cases: members + moreCases,
      seizures: members + moreCases + moreSeizures,
      until: FROM + windowMs,
      quantities: [
        { heading: 'medicines', unit: 'C62', quantity: String(counted) },
        { heading: 'medicines', unit: 'KGM', quantity: addDecimals([`${weighed / 1000n}.${String(weighed % 1000n).padStart(3, '0')}`]) },
        { heading: 'vaccines', unit: 'E27', quantity: String(doses) },
      ],
    }),
  );

test('cases, seizures, members and every quantity add up exactly to what was wanted', () => {
  fc.assert(
    fc.property(anyWish, (wish) => {
      const cases = generateCases(wish);
      expect(cases).toHaveLength(wish.cases);
      expect(seizuresOf(cases)).toHaveLength(wish.seizures);
      expect(membersOf(cases).size).toBe(wish.members);
      for (const amount of wish.quantities) expect(totalOf(cases, amount)).toBe(amount.quantity);
    }),
    RUNS,
  );
});

test('every seizure lies in its window, holds something, and has a number of its own in its case', () => {
  fc.assert(
    fc.property(anyWish, (wish) => {
      const cases = generateCases(wish);
      const isInside = (seizedAt: string): boolean => Date.parse(seizedAt) >= wish.from && Date.parse(seizedAt) < wish.until;
      const isWrong = ({ seizedAt, goods }: Seizure): boolean => !isInside(seizedAt) || !goods.some(({ quantity }) => Number(quantity) > 0);
      expect(seizuresOf(cases).filter(isWrong)).toEqual([]);
      expect(linesOf(cases).filter(({ quantity }) => Number(quantity) <= 0)).toEqual([]);
      expect(cases.filter(({ report }) => report.seizures.some(({ number }, i) => number !== i + 1))).toEqual([]);
    }),
    RUNS,
  );
});

test('only what is weighed or measured gets decimals', () => {
  fc.assert(
    fc.property(anyWish, (wish) => {
      const counted = linesOf(generateCases(wish)).filter(({ unit }) => !MEASURED_UNITS.includes(unit));
      expect(counted.every(({ quantity }) => /^\d+$/.test(quantity))).toBe(true);
    }),
    RUNS,
  );
  const measured = UNITS.filter(({ dimension }) => dimension === 'mass' || dimension === 'volume').map(({ code }) => code);
  expect([...MEASURED_UNITS].sort()).toEqual([...measured].sort());
});

test('the same seed gives the same cases, another seed others', () => {
  fc.assert(
    fc.property(anyWish, (wish) => {
      expect(JSON.stringify(generateCases(wish))).toBe(JSON.stringify(generateCases(wish)));
    }),
    RUNS,
  );
  expect(generateCases(wanted({ seed: 'a' }))).not.toEqual(generateCases(wanted({ seed: 'b' })));
});

test('references are unique within a batch', () => {
  const references = generateCases(wanted()).map(({ report }) => report.reference);
  expect(new Set(references).size).toBe(references.length);
});

test('few seizures are large, as in the operations that published theirs', () => {
  const sizes = linesOf(generateCases(wanted()))
    .filter(({ heading }) => heading === 'medicines')
    .map(({ quantity }) => Number(quantity))
    .sort((a, b) => b - a);
  const largestTenth = sizes.slice(0, Math.ceil(sizes.length / 10)).reduce((a, b) => a + b, 0);
  expect(largestTenth).toBeGreaterThan(195_500_000 / 2);
});

test.each([
  ['fewer cases than members', { members: 84, cases: 83 }],
  ['fewer seizures than cases', { cases: 100, seizures: 99 }],
  ['less to seize than seizures', { quantities: [{ heading: 'vaccines', unit: 'E27', quantity: '3433' }] }],
  ['half a dose', { quantities: [{ heading: 'vaccines', unit: 'E27', quantity: '4000.5' }] }],
  ['a window without time', { until: FROM }],
])('%s cannot be made up', (_, wish: Partial<Wanted>) => {
  expect(() => generateCases(wanted(wish))).toThrow();
});
