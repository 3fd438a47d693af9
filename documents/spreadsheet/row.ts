import type { SpreadsheetRefusal } from './refusal.ts';

/** `formula`, `error` and `too-long` are refused: their text is only for showing, and for a file to mend. */
export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'formula' | 'error' | 'too-long';

/**
 * A cell that holds something. `text` is what the file says, with every digit: a number is plain decimal text, a date is ISO 8601
 * without zone (`2024-03-01`, `2024-03-01T14:30:00`, or `14:30:00` alone), a boolean is `true` or `false`.
 */
export type SheetCell = { column: string; text: string; kind: CellKind };

/** A row that holds something, counted from 1 as spreadsheet programs do. Its cells are in the order of their columns. */
export type SheetRow = { number: number; cells: readonly SheetCell[]; refusals: readonly SpreadsheetRefusal[] };

/** `A` for 0, `AA` for 26. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest === 0 ? '' : columnLetters(rest - 1)) + String.fromCharCode(65 + (index % 26));
}

/** The column, from 0, and the row, from 1, of a reference such as `AB12`; null for anything else. */
export function placeOf(reference: string): { column: number; row: number } | null {
  const [, letters, digits] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(reference) ?? [];
  if (letters === undefined) return null;
  return { column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1, row: Number(digits) };
}
