import { writeXlsx, type Cell, type CellStyle, type WriteSheet } from 'hucre/xlsx';
import { cellDate, cellNumber, cellText, sheetName } from './text.ts';
import type { ExportColumn, ExportRow } from './writing.ts';

/** A sheet with titles over its columns; a value that no longer fits its column's kind, such as a mark in place of a number, stays text. */
export type BookSheet = { name: string; columns: readonly ExportColumn[]; rows: readonly ExportRow[] };

/** Several sheets as one workbook, in memory: for what people read, and not for lines without end. From right to left where its language runs so. */
export function writeBook(
  sheets: readonly BookSheet[],
  { isRightToLeft, madeAt }: { isRightToLeft: boolean; madeAt: Date },
): Promise<Uint8Array> {
  const view = { rightToLeft: isRightToLeft };
  const properties = { created: madeAt, modified: madeAt }; // or the same sheets would be another file in the next second
  const named = sheets.map((sheet, index) => ({ ...sheet, name: uniqueName(sheets, index) }));
  return writeXlsx({ sheets: named.map((sheet) => ({ ...sheetOf(sheet), view })), properties });
}

function sheetOf({ name, columns, rows }: BookSheet): WriteSheet {
  return {
    name,
    columns: columns.map(({ width = 18, kind }) => ({ width, ...(STYLES[kind] && { style: STYLES[kind] }) })),
    rows: [
      columns.map(({ title }) => cellText(title)),
      ...rows.map((row) => columns.map(({ kind }, index) => cellOf(row[index] ?? null, kind))),
    ],
    cells: new Map(columns.map((_, index): [string, Partial<Cell>] => [`0,${index}`, { style: TITLE }])),
    freezePane: { rows: 1 },
  };
}

/** Excel opens no workbook in which two sheets have one name, in whatever case. */
function uniqueName(sheets: readonly BookSheet[], index: number): string {
  const names = sheets.map(({ name }) => sheetName(name));
  const name = names[index] ?? '';
  const isTaken = names.slice(0, index).some((before) => before.toLowerCase() === name.toLowerCase());
  return isTaken ? sheetName(`${name.slice(0, 26)} (${index + 1})`) : name;
}

const TITLE: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'DDE6F0' } },
  alignment: { wrapText: true, vertical: 'top' },
};
const STYLES: Readonly<Record<ExportColumn['kind'], CellStyle | null>> = {
  text: { alignment: { wrapText: true, vertical: 'top' } },
  decimal: null,
  date: { numFmt: 'yyyy-mm-dd' },
  moment: { numFmt: 'yyyy-mm-dd hh:mm:ss' },
};

function cellOf(value: string | null, kind: ExportColumn['kind']): string | number | Date | null {
  if (value === null) return null;
  if (kind === 'decimal') return cellNumber(value);
  return kind === 'text' ? cellText(value) : cellDate(value);
}
