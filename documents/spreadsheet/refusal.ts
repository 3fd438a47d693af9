/**
 * Why a file, a row or a cell of a table that somebody sent is not taken, and what its sender can do. The same list serves workbooks
 * and CSV, so that one importer tells both; `detail` of a refusal says which part of the file is meant.
 */
export const SHEET_REFUSALS = {
  'sheet.not-a-workbook':
    'Save it as an Excel workbook (.xlsx) or as CSV and send that: another kind of file is not read, whatever its name.',
  'sheet.encrypted': 'Take the password off the file and send it again.',
  'sheet.macros': 'Save it as an Excel workbook without macros (.xlsx) and send that.',
  'sheet.external-links': 'Break the links to other files and connections, or paste their values, and send it again.',
  'sheet.too-large': 'The file is larger, inside or outside, than what is read. Split it, or copy the rows into a new workbook.',
  'sheet.size-lies': 'The file says another size of its contents than they have. Open it, save it again, and send that.',
  'sheet.broken': 'The file is damaged. Open it in a spreadsheet program, save it again, and send that.',
  'sheet.doctype': 'The file declares a document type, as no spreadsheet program does. Copy the rows into a new workbook.',
  'sheet.not-there': 'The sheet that is read is missing. Use the template, and leave the names of its sheets as they are.',
  'sheet.merged-cells': 'Cells are merged here. Unmerge them, so that every row has its own values.',
  'sheet.too-many-rows': 'There are more rows than are read at once. Split the file.',
  'sheet.too-many-columns': 'A cell stands further to the right than any column that is read. Delete it, or its column.',
  'sheet.rows-scattered': 'Too many rows of the same cases stand far from each other. Sort the sheet by reference and send it again.',
  'sheet.cell-too-long': 'This cell holds more than 32,767 characters. Shorten it.',
  'sheet.formula': 'This cell is a formula. Copy it and paste it as a value.',
  'sheet.error-value': 'This cell shows an error instead of a value. Type the value.',
  'sheet.header-missing': 'No row at the top names the columns. Use the template, and leave its first rows as they are.',
  'sheet.header-twice': 'Two columns have this title. Keep one of them.',
  'sheet.header-unknown': 'No column is known by this title. Rename the column or delete it.',
  'sheet.header-empty': 'This cell stands in a column without a title. Delete it, or move it to its column.',
  'csv.encoding-unknown': 'Save the file as CSV UTF-8, or say which encoding it has.',
  'csv.encoding-wrong': 'These bytes are no text in this encoding. Save the file as CSV UTF-8, or say which encoding it has.',
  'csv.quote-broken': 'Quotation marks do not match in this row. A cell that holds one is quoted, and the mark in it doubled.',
  'csv.row-ragged': 'This row has another number of cells than the header. Quote cells that hold the separator.',
} as const;

export type SheetRefusalCode = keyof typeof SHEET_REFUSALS;

/** Where in a table: a cell such as `D17`, a row from 1 as spreadsheet programs count, or a byte of the file from 0. */
export type Place = { cell?: string; row?: number; byte?: number };

/**
 * One thing in a file that keeps it, or one row of it, from being taken. Thrown where nothing after it could be trusted; otherwise it
 * is among the `refusals` of its row, and the rows around it are good.
 */
export class SpreadsheetRefusal extends Error {
  readonly code: SheetRefusalCode;
  readonly cell: string | null;
  readonly row: number | null;
  readonly byte: number | null;
  /** What is meant in this file, for a person; may be empty, and may quote the file. */
  readonly detail: string;

  constructor(code: SheetRefusalCode, detail = '', { cell, row, byte }: Place = {}) {
    super(SHEET_REFUSALS[code]);
    this.code = code;
    this.cell = cell ?? null;
    this.row = row ?? (cell === undefined ? null : Number(/\d+$/.exec(cell)?.[0] ?? NaN) || null);
    this.byte = byte ?? null;
    this.detail = detail;
  }
}
