import type { KeyedRow } from '../spreadsheet/columns.ts';
import { SpreadsheetRefusal } from '../spreadsheet/refusal.ts';

/** Rows of one reference; a row without one stands alone. `last` is the number of its last row: cases come in the order of those. */
export type SheetCase = { reference: string; last: number; rows: readonly KeyedRow[] };

/** How many rows there are, which is the last, and for each reference its last row. */
export type Overview = { rows: number; last: number; lastOf: ReadonlyMap<string, number> };

/** So many rows may wait for others of their case at the same time. */
const MOST_WAITING = 50_000;

/** Reads a table once, so that it can be read case by case then, however its rows are sorted. */
export async function survey(rows: AsyncIterable<KeyedRow>): Promise<Overview> {
  const lastOf = new Map<string, number>();
  const spans = new Map<string, { first: number; count: number }>();
  let [count, last] = [0, 0];
  for await (const row of rows) {
    const key = keyOf(row);
    const span = spans.get(key);
    if (span) span.count += 1;
    else spans.set(key, { first: row.number, count: 1 });
    lastOf.set(key, row.number);
    count += 1;
    last = row.number;
  }
  refuseScattered(spans, lastOf);
  return { rows: count, last, lastOf };
}

/** The cases whose last row lies behind this one: where an earlier reading stopped, this one goes on. */
export async function* casesOf(rows: AsyncIterable<KeyedRow>, { lastOf }: Overview, after: number): AsyncGenerator<SheetCase> {
  const waiting = new Map<string, KeyedRow[]>();
  for await (const row of rows) {
    const key = keyOf(row);
    const last = lastOf.get(key) ?? row.number;
    if (last <= after) continue;
    const own = waiting.get(key) ?? [];
    own.push(row);
    if (last === row.number) {
      waiting.delete(key);
      yield { reference: row.cells['reference']?.text.trim() ?? '', last, rows: own };
    } else waiting.set(key, own);
  }
}

function keyOf({ number, cells }: KeyedRow): string {
  const reference = cells['reference']?.text.trim() ?? '';
  return reference === '' ? `row ${number}` : `reference ${reference}`;
}

/** Rows of a case wait until its last one has been read. At no row may more wait than memory is meant to hold. */
function refuseScattered(spans: ReadonlyMap<string, { first: number; count: number }>, lastOf: ReadonlyMap<string, number>): void {
  const steps = [...spans].flatMap(([key, { first, count }]) => [
    { row: first, by: count },
    { row: lastOf.get(key) ?? first, by: -count },
  ]);
  let waiting = 0;
  for (const { row, by } of steps.toSorted((a, b) => a.row - b.row)) {
    waiting += by;
    if (waiting > MOST_WAITING) throw new SpreadsheetRefusal('sheet.rows-scattered', `more than ${MOST_WAITING} rows are open`, { row });
  }
}
