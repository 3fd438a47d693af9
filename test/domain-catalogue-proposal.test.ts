import { gapsIn, isProposedNow } from '../domain/catalogue-proposal.ts';

const places = (others: number, named: number) => [
  { list: 'placeTypes' as const, code: 'other', uses: others },
  { list: 'placeTypes' as const, code: 'airport', uses: named },
];

test.each([
  [20, 79, true],
  [20, 80, false],
  [19, 0, false],
  [1_000, 3_000, true],
  [0, 0, false],
])('%i uses of a code for the rest beside %i of others are a gap: %p', (others, named, isGap) => {
  expect(gapsIn(places(others, named))).toEqual(isGap ? [{ list: 'placeTypes', heading: '', others, uses: others + named }] : []);
});

test('a heading that is reported itself is held against its own subtypes only, and one without subtypes lacks none', () => {
  const used = (code: string, uses: number) => ({ list: 'headings' as const, code, uses });
  expect(gapsIn([used('tobacco', 20), used('cigarettes', 70), used('alcohol', 500)])).toEqual([
    { list: 'headings', heading: 'tobacco', others: 20, uses: 90 },
  ]);
  expect(gapsIn([used('tobacco', 20), used('cigarettes', 60), used('loose-tobacco', 20)])).toEqual([]);
});

test.each([
  ['open', 20, 1_000, false],
  ['dropped', 20, 39, false],
  ['dropped', 20, 40, true],
  ['accepted', 20, 40, true],
] as const)('after one that is %s, of %i uses, %i are proposed anew: %p', (state, before, others, isProposed) => {
  expect(isProposedNow({ others }, { state, others: before })).toBe(isProposed);
});
