import type { CaseReport } from '../../domain/case.ts';
import { FAILURES, type FailureCode } from '../../domain/failure.ts';
import type { Plan } from '../../domain/plan.ts';
import type { CellReader } from './cell-values.ts';
import { cellFlaw, type SheetFlaw } from './sheet-flaws.ts';
import { readReport } from './intake.ts';
import type { SheetCase } from './sheet-cases.ts';
import { readCase } from './sheet-reading.ts';

export type SheetIntake = { plan: Plan; at: number; zone: string | null; isCsv: boolean; read: CellReader };

/** A row that is not taken: its cells as they were sent, by the keys of their columns, and everything that is wrong with it. */
export type RefusedRow = { row: number; cells: Record<string, string>; flaws: SheetFlaw[] };

/** What became, or would become, of one case of a table. */
export type CaseOutcome = { outcome: 'reported' | 'corrected' | 'unchanged' } | { outcome: 'refused'; rows: RefusedRow[] };

/** What the record says of a report, in the order in which they were asked. */
export type Settled = { outcome: 'reported' | 'corrected' | 'unchanged' } | { outcome: 'refused'; code: FailureCode };

/**
 * Takes cases as far as they are right, each whole or not at all: of one that has anything wrong in it, all rows are refused. `settle` takes
 * the reports, or only looks what taking them would do.
 */
export async function takeSheetCases(
  intake: SheetIntake,
  cases: readonly SheetCase[],
  settle: (reports: readonly CaseReport[]) => Promise<readonly Settled[]>,
): Promise<CaseOutcome[]> {
  const read = cases.map((one) => readWhole(one, intake));
  const settled = (await settle(read.flatMap((one) => ('report' in one ? [one.report] : [])))).values();
  return read.map((one, i): CaseOutcome => {
    const from = cases[i] as SheetCase;
    if (!('report' in one)) return { outcome: 'refused', rows: refusedRows(from, one.flaws) };
    const answer = settled.next().value as Settled;
    return answer.outcome === 'refused' ? { outcome: 'refused', rows: refusedRows(from, [failure(from, answer.code)]) } : answer;
  });
}

function readWhole({ rows }: SheetCase, { plan, at, ...reading }: SheetIntake): { report: CaseReport } | { flaws: SheetFlaw[] } {
  const { sent, flaws, tell } = readCase(rows, reading);
  const answer = readReport(sent, plan, at);
  const more = 'report' in answer ? [] : (answer.errors ?? []).map(tell);
  // What could not be read is missing from the report: the first that is told of a cell is the reason for the rest.
  const told = [...flaws, ...more].filter((flaw, i, all) => flaw.cell === null || all.findIndex(({ cell }) => cell === flaw.cell) === i);
  return 'report' in answer && told.length === 0 ? { report: answer.report } : { flaws: told };
}

function failure({ rows: [row] }: SheetCase, code: FailureCode): SheetFlaw {
  const { number = 0, cells } = row ?? {};
  const letters = cells?.['reference']?.column;
  return {
    row: number,
    column: 'reference',
    cell: letters === undefined ? null : `${letters}${number}`,
    code,
    detail: FAILURES[code].says,
  };
}

function refusedRows({ rows }: SheetCase, flaws: readonly SheetFlaw[]): RefusedRow[] {
  return rows.map((row) => {
    const own = flaws.filter((flaw) => flaw.row === row.number);
    const cells = Object.entries(row.cells).flatMap(([key, cell]) => (cell ? [[key, keepable(cell.text)] as const] : []));
    const why =
      own.length > 0 ? own : [cellFlaw({ row, column: 'reference' }, 'cell.case-refused', `See row ${flaws[0]?.row ?? row.number}.`)];
    return { row: row.number, cells: Object.fromEntries(cells), flaws: why };
  });
}

/** A workbook can say characters that neither text nor a database can hold; the row is refused for them, and must be shown all the same. */
function keepable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
