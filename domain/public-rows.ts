import { hiddenPoint, OTHERS, type CountryRow, type ProductContent } from './product.ts';
import { USUAL_SMALLEST_CELL, type TrendStep } from './subscription.ts';
import type { PeriodCount } from './summary.ts';
import { hiddenCells, WHOLE, withWhole, type Cell } from './suppression.ts';

/** Reports of one country, those apart whose owners let it be a row of its own. */
export type CountryCount = { country: string; mayBeRow: boolean; cases: number; seizures: number };
export type PublicRows = Pick<ProductContent, 'countries' | 'trend' | 'suppressed'>;
export type PublicCounts = { countries: readonly CountryCount[]; periods: readonly Period[] };
type Period = Omit<PeriodCount, 'own'>;

/**
 * Where and when, for everybody. The sums of a publication are signed and shown, so that nothing can be kept back of them: countries with few seizures
 * go to the others instead, with as many more as it takes for those to tell of nobody; and periods with few are not told, nor others from which they
 * would follow. `suppressed` counts both.
 */
export function publicRows({ countries, periods }: PublicCounts): PublicRows {
  const rows = countryRows(countries);
  const folded = countries.filter(({ mayBeRow, country }) => mayBeRow && !rows.some((row) => row.country === country));
  const hidden = hiddenPeriods(periods);
  const isTold = periods.some(({ from, seizures }) => seizures > 0 && !hidden.includes(from));
  const trend = isTold ? periods.map((period) => (hidden.includes(period.from) ? hiddenPoint(period.from) : period)) : [];
  return { countries: rows, trend, suppressed: folded.length + hidden.length };
}

function countryRows(countries: readonly CountryCount[]): CountryRow[] {
  const isEnough = ({ mayBeRow, seizures }: CountryCount): boolean => mayBeRow && seizures >= USUAL_SMALLEST_CELL;
  const apart = countries.filter(isEnough).toSorted((a, b) => a.seizures - b.seizures || (a.country < b.country ? -1 : 1));
  const others = countries.filter((count) => !isEnough(count));
  while (others.length > 0 && isTelling(others)) {
    const next = apart.shift();
    if (!next) break;
    others.push(next);
  }
  if (apart.length === 0) return []; // the others alone are all, which the sums say
  const shown = apart
    .map(({ country, cases, seizures }) => rowOf(country, cases, seizures))
    .sort((a, b) => (a.country < b.country ? -1 : 1));
  return others.length === 0 ? shown : [...shown, rowOf(OTHERS, sumOf(others, 'cases'), sumOf(others, 'seizures'))];
}

/** What the others have together is known, from the sum: it must not be one country's, nor few, nor one of each. */
function isTelling(others: readonly CountryCount[]): boolean {
  const seizures = sumOf(others, 'seizures');
  const countries = new Set(others.map(({ country }) => country)).size;
  return countries < 2 || seizures < USUAL_SMALLEST_CELL || seizures <= countries;
}

function sumOf(counts: readonly CountryCount[], of: 'cases' | 'seizures'): number {
  return counts.reduce((sum, count) => sum + count[of], 0);
}

function rowOf(country: string, cases: number, seizures: number): CountryRow {
  return { country, cases, seizures, quantities: [] };
}

const ALL = 'all';

/** Where the whole would have to be hidden, which is published, nothing is told of any. */
function hiddenPeriods(periods: readonly Period[]): string[] {
  const cells = withWhole(periods.map(({ from, seizures }): Cell => ({ row: ALL, column: from, seizures })));
  const isFew = ({ column, seizures }: Cell): boolean => column !== WHOLE && seizures < USUAL_SMALLEST_CELL;
  const hidden = hiddenCells(cells, { smallest: USUAL_SMALLEST_CELL, isTelling: isFew }).map(({ column }) => column);
  return hidden.includes(WHOLE) ? cells.map(({ column }) => column).filter((column) => column !== WHOLE) : hidden;
}

const WEEK_MS = 7 * 86_400_000;
const MOST_WEEKS = 26;

/** By which step what happened in this time is told: more points than that nobody reads. */
export function stepOf(fromMs: number, untilMs: number): TrendStep {
  return untilMs - fromMs > MOST_WEEKS * WEEK_MS ? 'month' : 'week';
}
