import fc from 'fast-check';
import { OTHERS } from '../domain/product.ts';
import { publicRows, stepOf, type CountryCount, type PublicCounts } from '../domain/public-rows.ts';
import { USUAL_SMALLEST_CELL } from '../domain/subscription.ts';

const DAY_MS = 86_400_000;

const few = fc.oneof({ weight: 2, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.integer({ min: 1, max: 400 }));
const countryCounts = fc.uniqueArray(
  fc.record({
    country: fc.constantFrom('BE', 'CI', 'FR', 'GH', 'JP', 'KR', OTHERS),
    mayBeRow: fc.boolean(),
    cases: few,
    more: fc.nat(300),
  }),
  { selector: ({ country, mayBeRow }) => `${country} ${mayBeRow}`, maxLength: 12 },
);
const countries = countryCounts.map((rows) =>
  rows.map(
    ({ country, mayBeRow, cases, more }): CountryCount => ({
      country,
      mayBeRow: mayBeRow && country !== OTHERS,
      cases,
      seizures: cases + (more % 3),
    }),
  ),
);
const periods = fc
  .array(fc.oneof(fc.constant(0), few), { maxLength: 20 })
  .map((made) => made.map((seizures, i) => ({ from: `2026-${String(i + 1).padStart(2, '0')}-01`, cases: seizures, seizures })));

const sum = (numbers: readonly (number | null)[]): number => numbers.reduce<number>((total, number) => total + (number ?? 0), 0);
const of = (counts: Partial<PublicCounts>) => publicRows({ countries: [], periods: [], ...counts });

test('rows add up to all that was seized, and no country is named whose owners did not let it', () => {
  fc.assert(
    fc.property(countries, (counted) => {
      const rows = of({ countries: counted }).countries;
      if (rows.length === 0) return;
      expect(sum(rows.map(({ seizures }) => seizures))).toBe(sum(counted.map(({ seizures }) => seizures)));
      expect(sum(rows.map(({ cases }) => cases))).toBe(sum(counted.map(({ cases }) => cases)));
      const named = counted.filter(({ mayBeRow }) => mayBeRow).map(({ country }) => country);
      expect(rows.filter(({ country }) => country !== OTHERS && !named.includes(country))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test('no row has few seizures, and what the others have is never one country alone, nor one seizure each', () => {
  fc.assert(
    fc.property(countries, (counted) => {
      const rows = of({ countries: counted }).countries;
      const shown = rows.map(({ country }) => country);
      for (const { seizures } of rows) expect(seizures).toBeGreaterThanOrEqual(USUAL_SMALLEST_CELL);
      const among = counted.filter(({ country, mayBeRow }) => !mayBeRow || !shown.includes(country)).map(({ country }) => country);
      const others = rows.find(({ country }) => country === OTHERS);
      expect(others !== undefined).toBe(rows.length > 0 && among.length > 0);
      if (!others) return;
      expect(new Set(among).size).toBeGreaterThan(1);
      expect(others.seizures).toBeGreaterThan(new Set(among).size);
    }),
    { numRuns: 1000 },
  );
});

test('a period with few seizures is not told, nor does it follow from the others and the published sum', () => {
  fc.assert(
    fc.property(periods, (made) => {
      const { trend } = of({ periods: made });
      if (trend.length === 0) return;
      expect(trend.map(({ from }) => from)).toEqual(made.map(({ from }) => from));
      const hidden = made.filter((_, i) => trend[i]?.seizures === null);
      expect(made.filter(({ seizures }, i) => seizures > 0 && seizures < USUAL_SMALLEST_CELL && trend[i]?.seizures !== null)).toEqual([]);
      if (hidden.length === 0) return;
      expect(hidden.length).toBeGreaterThan(1);
      expect(sum(hidden.map(({ seizures }) => seizures))).toBeGreaterThan(hidden.length);
    }),
    { numRuns: 1000 },
  );
});

test('a country with few seizures goes to the others, and takes the next smallest with it where it would be alone', () => {
  const count = (country: string, seizures: number, mayBeRow = true): CountryCount => ({ country, mayBeRow, cases: seizures, seizures });
  const { countries: rows, suppressed } = of({ countries: [count('KR', 40), count('BE', 2), count('FR', 9), count('JP', 25)] });
  expect(rows.map(({ country, seizures }) => [country, seizures])).toEqual([
    ['JP', 25],
    ['KR', 40],
    [OTHERS, 11],
  ]);
  expect(suppressed).toBe(2);
});

test('where nobody lets its country be a row, there are none; where all do, nobody is among others', () => {
  const count = (country: string, mayBeRow: boolean): CountryCount => ({ country, mayBeRow, cases: 9, seizures: 9 });
  expect(of({ countries: [count('BE', false), count('FR', false)] })).toEqual({ countries: [], trend: [], suppressed: 0 });
  expect(of({ countries: [count('BE', true), count('FR', true)] }).countries.map(({ country }) => country)).toEqual(['BE', 'FR']);
});

test('weeks in which nothing was seized are 0, and hidden ones are not', () => {
  const at = (from: string, seizures: number) => ({ from, cases: seizures, seizures });
  const { trend, suppressed } = of({
    periods: [at('2026-03-02', 8), at('2026-03-09', 0), at('2026-03-16', 1), at('2026-03-23', 5), at('2026-03-30', 90)],
  });
  expect(trend.map(({ seizures }) => seizures)).toEqual([8, 0, null, null, 90]);
  expect(suppressed).toBe(2);
});

test('half a year is told by weeks, and more by months', () => {
  expect([26 * 7, 26 * 7 + 1].map((days) => stepOf(0, days * DAY_MS))).toEqual(['week', 'month']);
});
