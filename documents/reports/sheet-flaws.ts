import type { Flaw } from '../../domain/failure.ts';
import type { KeyedRow } from '../spreadsheet/columns.ts';
import type { SpreadsheetRefusal } from '../spreadsheet/refusal.ts';
import { CELL_FLAWS, type CellFlawCode } from './cell-flaws.ts';
import { COLUMNS, type Place } from './sheet-columns.ts';

/** One thing wrong in a table: at a cell such as `D17`, in a column that the file does not have, or with its row. */
export type SheetFlaw = { row: number; column: string | null; cell: string | null; code: string; detail: string };

/** Where a value of a report came from: its row, and the key of its column. */
export type Origin = { row: KeyedRow; column: string };

export function cellFlaw({ row, column }: Origin, code: CellFlawCode, more = ''): SheetFlaw {
  return { ...placeOf(row, column), code, detail: more === '' ? CELL_FLAWS[code] : `${CELL_FLAWS[code]} ${more}` };
}

/** What the reader of the file found in a row. */
export function fileFlaw(row: KeyedRow, { code, cell, message, detail }: SpreadsheetRefusal): SheetFlaw {
  const column = cell === null ? null : (row.header.get(cell.replace(/\d+$/, '')) ?? null);
  return { row: row.number, column, cell, code, detail: detail === '' ? message : `${message} (${detail})` };
}

/** A flaw of the report that the rows make, told at the cell that it came from. */
export function reportFlaw({ code, detail }: Flaw, origin: Origin, isGiven: boolean): SheetFlaw {
  const isMissing = !isGiven && code === 'field.invalid';
  if (isMissing) return cellFlaw(origin, 'cell.missing');
  return { ...placeOf(origin.row, origin.column), code, detail };
}

function placeOf(row: KeyedRow, column: string | null): Pick<SheetFlaw, 'row' | 'column' | 'cell'> {
  const letters = column === null ? undefined : [...row.header].find(([, key]) => key === column)?.[0];
  return { row: row.number, column, cell: letters === undefined ? null : `${letters}${row.number}` };
}

/** The column in which a field of a report stands, by the end of its pointer: `seizedAt`, `detection/method`, `values/0/amount`. */
export function columnAt(level: 'case' | 'seizure' | 'goods', path: string): string {
  if (level === 'seizure' && path === 'seizedAt') return 'date';
  const parts = path.split('/');
  for (let length = parts.length; length > 0; length -= 1) {
    const head = parts.slice(0, length).join('/');
    const column = COLUMNS.find((one) => one.level === level && stands(one.place) === head);
    if (column) return column.key;
  }
  const inside = COLUMNS.find((one) => one.level === level && stands(one.place).startsWith(`${path}/`));
  return inside?.key ?? 'reference';
}

function stands(place: Place): string {
  switch (place.is) {
    case 'field':
      return place.path.join('/');
    case 'entry':
      return `${place.list}/${place.index}/${place.field}`;
    case 'coded':
      return place.list;
    case 'moment':
      return '';
  }
}
