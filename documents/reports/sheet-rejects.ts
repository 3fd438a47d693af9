import type { Readable } from 'node:stream';
import { csvStream } from '../csv/writing.ts';
import type { RefusedRow } from './sheet-intake.ts';
import { COLUMNS, PROBLEMS } from './sheet-columns.ts';
import { caseTemplate, type CaseTemplate } from './sheet-template.ts';

/** Only the rows that were refused, under the same columns, every wrong cell marked with what is wrong: to be mended, and sent again. */
export function rejectsWorkbook(template: CaseTemplate, rows: readonly RefusedRow[]): Promise<Uint8Array> {
  return caseTemplate(
    template,
    rows.map((row) => {
      const { cells, flaws } = row;
      const problems = Object.groupBy(flaws, ({ column }) => column ?? PROBLEMS);
      const marks = Object.entries(problems).map(([column, own = []]): [string, string] => [
        column,
        own.map(({ detail }) => detail).join('\n'),
      ]);
      return { values: { ...cells, [PROBLEMS]: said(row) }, problems: Object.fromEntries(marks) };
    }),
  );
}

/** The same as CSV, of any size: what is wrong stands in the last column, which is passed over when the rows come again. */
export function rejectsCsv(rows: AsyncIterable<RefusedRow>, used: readonly string[]): Readable {
  const keys = [...COLUMNS.map(({ key }) => key).filter((key) => used.includes(key)), PROBLEMS];
  return csvStream(lines(rows, keys), keys);
}

async function* lines(rows: AsyncIterable<RefusedRow>, keys: readonly string[]): AsyncGenerator<(string | null)[]> {
  for await (const row of rows) {
    const values: Readonly<Record<string, string>> = { ...row.cells, [PROBLEMS]: said(row) };
    yield keys.map((key) => values[key] ?? null);
  }
}

function said({ flaws }: RefusedRow): string {
  return flaws.map(({ cell, detail }) => (cell === null ? detail : `${cell}: ${detail}`)).join('\n');
}
