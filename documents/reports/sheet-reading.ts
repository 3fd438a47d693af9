import type { Flaw } from '../../domain/failure.ts';
import type { KeyedRow } from '../spreadsheet/columns.ts';
import type { SheetCell } from '../spreadsheet/row.ts';
import { instantText, type ReadDay } from './cell-dates.ts';
import type { CellReader } from './cell-values.ts';
import { COLUMNS, columnOf, type Level } from './sheet-columns.ts';
import { cellFlaw, columnAt, fileFlaw, reportFlaw, type Origin, type SheetFlaw } from './sheet-flaws.ts';

/** The report that the rows of one case make, as far as they can be read, and what is wrong with them. */
export type ReadCase = { sent: unknown; flaws: SheetFlaw[]; tell: (flaw: Flaw) => SheetFlaw };

/** `zone` is that of the organisation, for times without an offset. `isCsv`: what could be a formula has been given an apostrophe there. */
export type CaseReading = { read: CellReader; zone: string | null; isCsv: boolean };

type Placed = Origin & { value: unknown };
type Values = Map<string, Placed>;
type Part = { values: Values; rows: KeyedRow[] };
type SeizurePart = Part & { goods: Part[] };

/**
 * Makes one report of the rows of a case. Each row is a goods line; what is said of the case, and of a seizure, may stand in any of their
 * rows, and two rows that say different things of one are told at the cell of the second.
 */
export function readCase(rows: readonly KeyedRow[], reading: CaseReading): ReadCase {
  const flaws: SheetFlaw[] = [];
  const whole: Part = { values: new Map(), rows: [...rows] };
  const seizures = new Map<number, SeizurePart>();
  for (const row of rows) {
    flaws.push(...row.refusals.map((refusal) => fileFlaw(row, refusal)));
    const values = valuesOf(row, reading, flaws);
    const number = values.get('seizure')?.value;
    const key = typeof number === 'number' ? number : 1;
    const seizure: SeizurePart = seizures.get(key) ?? { values: new Map(), rows: [], goods: [] };
    seizures.set(key, seizure);
    seizure.rows.push(row);
    merge(values, 'case', whole.values, flaws);
    merge(values, 'seizure', seizure.values, flaws);
    const goods: Part = { values: new Map(), rows: [row] };
    merge(values, 'goods', goods.values, flaws);
    seizure.goods.push(goods);
  }
  const origins = new Map<string, Placed>();
  const parts = [...seizures].map(([number, seizure], i) => {
    const base = `/seizures/${i}`;
    const goods = seizure.goods.map((line, j) => build('goods', line.values, `${base}/goods/${j}`, origins));
    const seizedAt = momentOf(seizure, reading.zone, flaws);
    return { ...build('seizure', seizure.values, base, origins), number, ...(seizedAt !== undefined && { seizedAt }), goods };
  });
  const sent = { ...build('case', whole.values, '', origins), seizures: parts };
  const lines = [...seizures.values()];
  return { sent, flaws, tell: (flaw) => told(flaw, origins, whole, lines) };
}

function valuesOf(row: KeyedRow, { read, isCsv }: CaseReading, flaws: SheetFlaw[]): Values {
  const values: Values = new Map();
  for (const [key, cell] of Object.entries(row.cells)) {
    const column = columnOf(key);
    if (!cell || !column || REFUSED.has(cell.kind) || cell.text.trim() === '') continue;
    const origin = { row, column: key };
    const answer = read(isCsv ? withoutApostrophe(cell) : cell, column.kind);
    if ('flaw' in answer) flaws.push(cellFlaw(origin, answer.flaw));
    else values.set(key, { ...origin, value: answer.value });
  }
  return values;
}

/** Told by the reader of the file already. */
const REFUSED = new Set<string>(['formula', 'error', 'too-long']);

function withoutApostrophe(cell: SheetCell): SheetCell {
  return { ...cell, text: cell.text.replace(/^'(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/, '') };
}

function merge(values: Values, level: Level, into: Values, flaws: SheetFlaw[]): void {
  for (const [key, placed] of values) {
    if (columnOf(key)?.level !== level) continue;
    const earlier = into.get(key);
    if (!earlier) into.set(key, placed);
    else if (JSON.stringify(earlier.value) !== JSON.stringify(placed.value)) {
      flaws.push(cellFlaw(placed, 'cell.contradiction', `It is row ${earlier.row.number} that says otherwise.`));
    }
  }
}

function build(level: Level, values: Values, base: string, origins: Map<string, Placed>): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  const positions = new Map<string, number>();
  for (const { key, place, level: own } of COLUMNS) {
    const placed = own === level ? values.get(key) : undefined;
    if (!placed || place.is === 'moment') continue;
    if (place.is === 'field') {
      const [first, second] = place.path;
      if (second === undefined) made[first] = placed.value;
      else made[first] = { ...(made[first] as object | undefined), [second]: placed.value };
      origins.set(`${base}/${place.path.join('/')}`, placed);
    } else if (place.is === 'entry') {
      const list = (made[place.list] ??= []) as Record<string, unknown>[];
      const entry = `${place.list} ${place.index}`;
      const position = positions.get(entry) ?? list.length;
      positions.set(entry, position);
      list[position] = { ...list[position], [place.field]: placed.value };
      origins.set(`${base}/${place.list}/${position}/${place.field}`, placed);
    } else {
      const list = (made[place.list] ??= []) as Record<string, unknown>[];
      for (const value of [placed.value].flat()) {
        origins.set(`${base}/${place.list}/${list.length}`, placed);
        list.push({ [place.name]: place.code, [place.value]: value });
      }
    }
  }
  return made;
}

/** Noon where no time is given: a day that somebody knows lies in the right phase, and nobody has to invent an hour. */
const NOON = '12:00:00';

function momentOf({ values }: Part, zone: string | null, flaws: SheetFlaw[]): string | undefined {
  const date = values.get('date');
  if (!date) return undefined;
  const day = date.value as ReadDay;
  const time = (values.get('time')?.value as string | undefined) ?? day.time ?? NOON;
  const offset =
    (values.get('offset')?.value as string | undefined) ?? day.offset ?? (values.get('zone')?.value as string | undefined) ?? zone;
  const origin = values.get('time') ?? date;
  if (offset === null) {
    const isTold = flaws.some(({ column }) => column === 'offset'); // one was given that could not be read
    if (!isTold) flaws.push(cellFlaw({ row: date.row, column: 'offset' }, 'cell.zone-missing'));
    return undefined;
  }
  const read = instantText(day.day, time, offset);
  if ('value' in read) return read.value;
  flaws.push(cellFlaw(origin, read.flaw));
  return undefined;
}

function told(flaw: Flaw, origins: ReadonlyMap<string, Placed>, whole: Part, seizures: readonly SeizurePart[]): SheetFlaw {
  const parts = flaw.pointer.split('/');
  for (let length = parts.length; length > 1; length -= 1) {
    const origin = origins.get(parts.slice(0, length).join('/'));
    if (origin) return reportFlaw(flaw, origin, true);
  }
  const [, list, i, inside, j] = parts;
  const seizure = list === 'seizures' ? seizures[Number(i)] : undefined;
  const goods = inside === 'goods' ? seizure?.goods[Number(j)] : undefined;
  const [part, level, from] = goods
    ? ([goods, 'goods', 5] as const)
    : seizure
      ? ([seizure, 'seizure', 3] as const)
      : ([whole, 'case', 1] as const);
  const [row] = part.rows as [KeyedRow];
  const column = columnAt(level, parts.slice(from).join('/'));
  return reportFlaw(flaw, part.values.get(column) ?? { row, column }, part.values.has(column));
}
