import type { CaseReport } from '../domain/case.ts';
import type { Plan } from '../domain/plan.ts';
import { cellReader } from '../documents/reports/cell-values.ts';
import { readCase, type ReadCase } from '../documents/reports/sheet-reading.ts';
import type { KeyedRow } from '../documents/spreadsheet/columns.ts';
import { columnLetters, type CellKind } from '../documents/spreadsheet/row.ts';
import { aPlan } from './plans.ts';

/** A cell as text, or as another kind of cell. */
export type Said = Record<string, string | { text: string; kind: CellKind }>;

/** Rows as a reader of files hands them over: the columns in the order in which they are first named, the first row being the third. */
export function keyedRows(rows: readonly Said[]): KeyedRow[] {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const header = new Map(keys.map((key, index) => [columnLetters(index), key]));
  return rows.map((row, index) => ({
    number: index + 3,
    header,
    cells: Object.fromEntries(
      Object.entries(row).map(([key, said]) => {
        const { text, kind } = typeof said === 'string' ? { text: said, kind: 'text' as const } : said;
        return [key, { column: columnLetters(keys.indexOf(key)), text, kind }];
      }),
    ),
    refusals: [],
  }));
}

export const THE_PLAN = { ...aPlan(), riskIndicators: [{ key: 'empty-box', name: 'Box heavier than declared' }] } as unknown as Plan;

type As = { habit?: 'point' | 'comma'; zone?: string | null; isCsv?: boolean };

export function readRows(rows: readonly Said[], { habit = 'point', zone = null, isCsv = false }: As = {}): ReadCase {
  return readCase(keyedRows(rows), { read: cellReader(THE_PLAN, habit), zone, isCsv });
}

export const reportOf = (rows: readonly Said[], as?: As): CaseReport => readRows(rows, as).sent as CaseReport;

/** `D3 cell.date` for each thing that is wrong. */
export const flawsOf = (rows: readonly Said[], as?: As): string[] =>
  readRows(rows, as).flaws.map(({ cell, row, code }) => `${cell ?? row} ${code}`);
