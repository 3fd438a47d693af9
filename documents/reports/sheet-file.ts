import { openCsv } from '../csv/reading.ts';
import { byKey, type KeyedRow } from '../spreadsheet/columns.ts';
import { fileKind } from '../spreadsheet/file-kind.ts';
import { LIMITS } from '../spreadsheet/limits.ts';
import { openWorkbook } from '../spreadsheet/reading.ts';
import type { NumberHabit } from './cell-numbers.ts';
import { KNOWN_COLUMNS } from './sheet-template.ts';

/** A table of cases that somebody sent, opened. Close it in any case. `encoding` is null for a workbook. */
export type SheetFile = {
  format: 'xlsx' | 'csv';
  encoding: { label: string; isGuess: boolean } | null;
  habit: NumberHabit;
  rows: () => AsyncGenerator<KeyedRow>;
  close: () => void;
};

/** More would keep one worker busy for minutes, and somebody waiting for its rows; a longer table is sent in parts. */
const MOST_ROWS = 200_000;

/** By its content; a name proves nothing. Throws, or its rows throw, a SpreadsheetRefusal for what no row could be trusted after. */
export async function openSheet(path: string, encoding?: string): Promise<SheetFile> {
  const limits = { ...LIMITS, rows: MOST_ROWS };
  const { kind } = await fileKind(path);
  if (kind === 'unmarked') {
    const csv = await openCsv(path, encoding === undefined ? {} : { encoding }, limits);
    const habit = csv.delimiter === ';' ? 'comma' : 'point'; // programs that write commas in decimals part cells by semicolons
    return { format: 'csv', encoding: csv.encoding, habit, rows: () => byKey(csv.rows(), KNOWN_COLUMNS), close: () => undefined };
  }
  const workbook = await openWorkbook(path, limits);
  return { format: 'xlsx', encoding: null, habit: 'point', rows: () => byKey(workbook.rows(), KNOWN_COLUMNS), close: workbook.close };
}

/** Whether there is a header under which rows can be read: throws what is wrong with the file as far as its beginning tells. */
export async function lookInto(file: SheetFile): Promise<void> {
  for await (const _ of file.rows()) return;
}
