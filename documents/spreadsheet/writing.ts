import { Readable } from 'node:stream';
import { writeXlsxStream } from 'hucre/xlsx';
import { cellDate, cellNumber, cellText, sheetName } from './text.ts';

/** A column of an export. Decimals and dates come as text, so that nobody has made them imprecise on the way here. */
export type ExportColumn = { title: string; kind: 'text' | 'decimal' | 'date' | 'moment'; width?: number };

/** The values of a row in the order of the columns; null for an empty cell. A date is ISO 8601, in the zone in which it is to be shown. */
export type ExportRow = readonly (string | null)[];

/**
 * Any number of rows as a workbook, in constant memory: rows are asked for as fast as the stream is read. Text is written as text, so
 * that `=1+1` is shown and never calculated; beyond 1,048,576 rows a second sheet goes on, under the same titles.
 */
export function workbookStream(
  rows: AsyncIterable<ExportRow> | Iterable<ExportRow>,
  sheet: string,
  columns: readonly ExportColumn[],
): Readable {
  const stream = writeXlsxStream(cells(rows, columns), {
    name: sheetName(sheet),
    columns: columns.map(({ title, kind, width = 18 }) => ({ header: cellText(title), width, ...FORMATS[kind] })),
    freezePane: { rows: 1 },
  });
  return Readable.fromWeb(stream);
}

/** Without one, a moment would show its date only. */
const FORMATS: Readonly<Record<ExportColumn['kind'], { numFmt?: string }>> = {
  text: {},
  decimal: {},
  date: { numFmt: 'yyyy-mm-dd' },
  moment: { numFmt: 'yyyy-mm-dd hh:mm:ss' },
};

type CellValue = string | number | Date | null;

async function* cells(rows: AsyncIterable<ExportRow> | Iterable<ExportRow>, columns: readonly ExportColumn[]): AsyncGenerator<CellValue[]> {
  for await (const row of rows) yield columns.map(({ kind }, index) => cellOf(row[index] ?? null, kind));
}

function cellOf(value: string | null, kind: ExportColumn['kind']): CellValue {
  if (value === null) return null;
  if (kind === 'decimal') return cellNumber(value);
  return kind === 'text' ? cellText(value) : cellDate(value);
}
