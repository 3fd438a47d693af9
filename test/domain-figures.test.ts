import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { differences } from '../domain/difference.ts';
import { editionRule, figureDifferences, namedFigures, refuseCutOff } from '../domain/edition.ts';
import { addDecimals, applySums, type Figures } from '../domain/statistics.ts';
import { instant, resolvedPlan } from './resolved-plan.ts';

const figures: Figures = {
  cases: 2,
  seizures: 3,
  denominators: { invited: 2, accepted: 1, declined: 0, silent: 1, reported: 1, nil: 0 },
  quantities: [
    { heading: 'medicines', unit: 'C62', quantity: '195500000.5', seizures: 2 },
    { heading: 'vaccines', unit: 'E27', quantity: '13500000', seizures: 1 },
  ],
  sums: [],
};

test('quantities are added exactly, however large and however small', () => {
  expect(addDecimals(['0.1', '0.2'])).toBe('0.3');
  expect(addDecimals(['9007199254740993', '0.000001'])).toBe('9007199254740993.000001');
  expect(addDecimals(['1.50', '0.50'])).toBe('2');
  expect(addDecimals([])).toBe('0');
});

const decimals = fc.array(fc.record({ units: fc.bigInt({ min: 0n, max: 10n ** 24n }), scale: fc.nat(6) }), { maxLength: 20 });

test('the sum of decimals is the sum of the numbers that they stand for', () => {
  fc.assert(
    fc.property(decimals, (amounts) => {
      const texts = amounts.map(({ units, scale }) => {
        const digits = units.toString().padStart(scale + 1, '0');
        return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
      });
      const inMillionths = amounts.reduce((sum, { units, scale }) => sum + units * 10n ** BigInt(6 - scale), 0n);
      const [whole = '', fraction = ''] = addDecimals(texts).split('.');
      expect(BigInt(whole + fraction.padEnd(6, '0'))).toBe(inMillionths);
      expect(fraction).not.toMatch(/0$/);
    }),
  );
});

test('nothing is added without a rule of the plan, and by one only what it names', () => {
  expect(applySums({ sums: [] }, figures.quantities)).toEqual([]);
  const parts = [
    { heading: 'medicines', unit: 'C62' },
    { heading: 'vaccines', unit: 'E27' },
    { heading: 'medical-devices', unit: 'C62' },
  ];
  const rule = { key: 'total', name: 'Total', unit: 'C62', parts, reason: 'A dose counts as a unit.' };
  expect(applySums({ sums: [rule] }, figures.quantities)).toEqual([
    { key: 'total', name: 'Total', unit: 'C62', reason: 'A dose counts as a unit.', quantity: '209000000.5' },
  ]);
});

test('an edition can be frozen from its cut-off on', () => {
  const plan = resolvedPlan();
  expect(refuseCutOff(plan, 'final', instant('2026-04-10T17:59'))).toBe('edition.before-cut-off');
  expect(refuseCutOff(plan, 'final', instant('2026-04-10T18:00'))).toBeNull();
  expect(refuseCutOff(plan, 'interim', instant('2026-04-10T18:00'))).toBe('edition.not-in-plan');
  expect(editionRule(plan, 'final')?.status).toBe('final');
});

test('every figure has a name, and what it counts', () => {
  expect(namedFigures(figures)).toEqual(
    expect.arrayContaining([
      { name: 'cases', unit: 'cases', value: '2' },
      { name: 'silent', unit: 'administrations', value: '1' },
      { name: 'medicines', unit: 'C62', value: '195500000.5' },
    ]),
  );
});

test('an edition tells what differs from the one before: what changed, what is new, what went', () => {
  const before = namedFigures(figures);
  const [medicines] = figures.quantities;
  const now = namedFigures({ ...figures, cases: 3, quantities: medicines ? [{ ...medicines, unit: 'KGM' }] : [] });
  expect(figureDifferences(before, before)).toEqual([]);
  expect(figureDifferences(before, now)).toEqual([
    { name: 'cases', unit: 'cases', before: '2', now: '3' },
    { name: 'medicines', unit: 'KGM', before: null, now: '195500000.5' },
    { name: 'medicines', unit: 'C62', before: '195500000.5', now: null },
    { name: 'vaccines', unit: 'E27', before: '13500000', now: null },
  ]);
});

test('an invitee that is added at the top of a list is one difference', () => {
  const before = { invitees: [{ organisation: 'be' }, { organisation: 'fr' }] };
  const after = { invitees: [{ organisation: 'at' }, { organisation: 'be' }, { organisation: 'fr' }] };
  expect(differences(before, after)).toEqual([{ pointer: '/invitees/at', before: undefined, after: { organisation: 'at' } }]);
});

test('steps that change places are a difference, although each of them stayed as it was', () => {
  const [first, second] = [{ name: 'director' }, { name: 'deputy' }];
  expect(differences({ approval: [first, second] }, { approval: [second, first] })).toEqual([
    { pointer: '/approval', before: ['director', 'deputy'], after: ['deputy', 'director'] },
  ]);
});

test('lists whose items have no name are compared whole, and names are escaped as pointers ask', () => {
  const [before, after] = [{ ladder: [{ offsetHours: -72 }] }, { ladder: [{ offsetHours: -48 }] }];
  expect(differences(before, after)).toEqual([{ pointer: '/ladder', before: before.ladder, after: after.ladder }]);
  expect(differences({ 'a/b~c': 1 }, { 'a/b~c': 2 })).toEqual([{ pointer: '/a~1b~0c', before: 1, after: 2 }]);
});

/** Documents whose objects often carry the names that lists are compared by, and whose names are sometimes those of JavaScript itself. */
const word = fc.constantFrom('a', 'b', 'key', 'name', 'organisation', 'heading', '__proto__', 'constructor');
const { document } = fc.letrec((tie) => ({
  document: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 0, 1, 'a', 'b'),
    fc.array(tie('document'), { maxLength: 4 }),
    fc.dictionary(word, tie('document'), { maxKeys: 4 }),
  ),
}));

test('two documents have differences if and only if they are not equal', () => {
  fc.assert(
    fc.property(document, document, fc.boolean(), (before, other, isSame) => {
      const [one, two] = [asJson(before), asJson(isSame ? before : other)];
      expect(differences(one, two).length > 0).toBe(!isDeepStrictEqual(one, two));
    }),
    { numRuns: 2_000 },
  );
});

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
