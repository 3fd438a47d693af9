import type { Archive } from './archive.ts';
import { cellOf, refusalOf, type Lookup, type RawCell } from './cells.ts';
import { CELL_CHARACTERS, type Limits } from './limits.ts';
import { SpreadsheetRefusal } from './refusal.ts';
import { columnLetters, placeOf, type SheetCell, type SheetRow } from './row.ts';
import { richText } from './strings.ts';
import { parsePart, type XmlListener } from './xml.ts';

/** The rows of a sheet that hold something, as its part is inflated: never more than those of one piece are held. */
export async function* readRows(archive: Archive, part: string, lookup: Lookup, limits: Limits): AsyncGenerator<SheetRow> {
  const found: SheetRow[] = [];
  for await (const _ of parsePart(
    archive,
    part,
    rowListener(lookup, limits, (row) => found.push(row)),
  )) {
    yield* found.splice(0);
  }
}

type OpenRow = { number: number; cells: SheetCell[]; refusals: SpreadsheetRefusal[]; nextColumn: number };

function rowListener(lookup: Lookup, limits: Limits, found: (row: SheetRow) => void): XmlListener {
  const inline = richText();
  let row: OpenRow | null = null;
  let cell: RawCell | null = null;
  let isInValue = false;
  // Controls on a sheet have places with rows too.
  let isInData = false;
  let lastRow = 0;
  return {
    open: (name, attributes) => {
      if (name === 'sheetData') isInData = true;
      else if (name === 'row' && isInData) row = openRow(attributes['r'], lastRow, limits);
      else if (name === 'c' && row) cell = openCell(attributes, row);
      else if (cell) {
        isInValue = name === 'v';
        if (name === 'f') cell.hasFormula = true;
        inline.open(name, attributes);
      }
    },
    text: (text) => {
      if (!cell) return;
      if (isInValue && cell.value.length <= CELL_CHARACTERS) cell.value += text.slice(0, CELL_CHARACTERS + 1 - cell.value.length);
      inline.text(text);
    },
    close: (name) => {
      if (name === 'c' && row && cell) {
        closeCell({ ...cell, inline: inline.take() }, row, lookup, limits);
        cell = null;
      } else if (name === 'row' && row) {
        lastRow = row.number;
        if (row.cells.length > 0) found({ number: row.number, cells: row.cells, refusals: row.refusals });
        row = null;
      } else if (cell) {
        isInValue = false;
        inline.close(name);
      } else if (name === 'sheetData') isInData = false;
    },
  };
}

/** Rows, and cells, without a reference follow the one before. A reference that goes back would make two rows of one, so it is damage. */
function openRow(reference: string | undefined, lastRow: number, { rows }: Limits): OpenRow {
  const number = reference === undefined ? lastRow + 1 : Number(reference);
  if (!Number.isInteger(number) || number <= lastRow) {
    throw new SpreadsheetRefusal('sheet.broken', `row ${reference?.slice(0, 20) ?? number} after row ${lastRow}`, { row: lastRow + 1 });
  }
  if (number > rows) throw new SpreadsheetRefusal('sheet.too-many-rows', `row ${number}, of ${rows} at most`, { row: number });
  return { number, cells: [], refusals: [], nextColumn: 0 };
}

function openCell(attributes: Readonly<Record<string, string>>, row: OpenRow): RawCell {
  const { r: reference, t: type = 'n', s: style = '0' } = attributes;
  const place = reference === undefined ? { column: row.nextColumn, row: row.number } : placeOf(reference);
  if (!place || place.row !== row.number || place.column < row.nextColumn) {
    throw new SpreadsheetRefusal('sheet.broken', `cell ${reference?.slice(0, 20)} stands out of order`, { row: row.number });
  }
  row.nextColumn = place.column + 1;
  return { ...place, type, style: Number(style), value: '', inline: '', hasFormula: false };
}

function closeCell(raw: RawCell, row: OpenRow, lookup: Lookup, { columns }: Limits): void {
  const cell = cellOf(raw, lookup);
  if (!cell) return;
  if (raw.column >= columns) {
    const place = { cell: `${columnLetters(raw.column)}${raw.row}` };
    throw new SpreadsheetRefusal('sheet.too-many-columns', `column ${raw.column + 1}, of ${columns} at most`, place);
  }
  row.cells.push(cell);
  row.refusals.push(...refusalOf(cell, row.number));
}
