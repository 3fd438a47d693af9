import { SpreadsheetRefusal } from './refusal.ts';
import type { SheetCell, SheetRow } from './row.ts';

/** A column that a table may have. `titles` are those of every language: people fill in what a colleague abroad has sent them. */
export type KnownColumn = { key: string; titles: readonly string[] };

/** A row by the keys of its columns. `header` says under which letters each column stands, so that an empty cell can be named too. */
export type KeyedRow = {
  number: number;
  header: ReadonlyMap<string, string>;
  cells: Readonly<Partial<Record<string, SheetCell>>>;
  refusals: readonly SpreadsheetRefusal[];
};

/** Templates carry the keys of their columns in a hidden row below the titles, marked so that nobody takes it for values. */
export const KEY_MARK = '#';

/**
 * The rows under a header, by the keys of their columns: in any order, under titles in any language. The header is a row of marked
 * keys, with at most one row of titles above it, or the first row, by plain keys or known titles. Takes rows of a workbook and of CSV
 * alike; throws a SpreadsheetRefusal where the header leaves open what is meant.
 */
export async function* byKey(rows: AsyncIterable<SheetRow>, columns: readonly KnownColumn[]): AsyncGenerator<KeyedRow> {
  const marked = new Map(columns.map(({ key }) => [KEY_MARK + key, key]));
  let above: SheetRow | null = null;
  let header: ReadonlyMap<string, string> | null = null;
  for await (const row of rows) {
    // A sorted sheet may have moved the row of keys in between the others.
    const isKeys = row.cells.every(({ text }) => marked.has(text));
    if (header && isKeys) continue;
    if (header) yield keyed(row, header);
    else if (isKeys) header = markedHeader(row, above, marked);
    else if (!above) above = row;
    else {
      header = titledHeader(above, columns);
      yield keyed(row, header);
    }
  }
  if (!header) titledHeader(above, columns);
}

/** The code that a person chose or typed: the code itself, `label [code]` as templates offer it, or the label alone; else null. */
export function codeOf(text: string, list: readonly { code: string; label: string }[]): string | null {
  const typed = plainTitle(text);
  const [, inBrackets = ''] = /\[([^[\]]+)\]$/.exec(text.trim()) ?? [];
  const found =
    list.find(({ code }) => code === text.trim() || code === inBrackets.trim()) ??
    list.find(({ code, label }) => plainTitle(code) === typed || plainTitle(label) === typed);
  return found?.code ?? null;
}

function markedHeader(keys: SheetRow, titles: SheetRow | null, marked: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const header = headerOf(keys, (text) => marked.get(text));
  const added = titles?.cells.find(({ column }) => !header.has(column));
  if (added && titles) throw new SpreadsheetRefusal('sheet.header-unknown', added.text.slice(0, 100), at(added, titles));
  return header;
}

function titledHeader(row: SheetRow | null, columns: readonly KnownColumn[]): ReadonlyMap<string, string> {
  const known = new Map(columns.flatMap(({ key, titles }) => [key, ...titles].map((title) => [plainTitle(title), key])));
  if (!row?.cells.some(({ text }) => known.has(plainTitle(text)))) {
    throw new SpreadsheetRefusal('sheet.header-missing', '', row ? { row: row.number } : {});
  }
  return headerOf(row, (text) => known.get(plainTitle(text)));
}

function headerOf(row: SheetRow, keyOf: (text: string) => string | undefined): ReadonlyMap<string, string> {
  const header = new Map<string, string>();
  const seen = new Set<string>();
  for (const cell of row.cells) {
    const key = keyOf(cell.text);
    if (key === undefined) throw new SpreadsheetRefusal('sheet.header-unknown', cell.text.slice(0, 100), at(cell, row));
    if (seen.has(key)) throw new SpreadsheetRefusal('sheet.header-twice', cell.text.slice(0, 100), at(cell, row));
    seen.add(key);
    header.set(cell.column, key);
  }
  return header;
}

function keyed(row: SheetRow, header: ReadonlyMap<string, string>): KeyedRow {
  const stray = row.cells.filter(({ column }) => !header.has(column));
  const cells = row.cells.flatMap((cell) => {
    const key = header.get(cell.column);
    return key === undefined ? [] : [[key, cell] as const];
  });
  const refusals = stray.map((cell) => new SpreadsheetRefusal('sheet.header-empty', cell.text.slice(0, 100), at(cell, row)));
  return { number: row.number, header, cells: Object.fromEntries(cells), refusals: [...row.refusals, ...refusals] };
}

/** As people compare titles: without case, and whatever the width of letters and spaces. */
function plainTitle(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}

function at({ column }: SheetCell, { number }: SheetRow): { cell: string } {
  return { cell: `${column}${number}` };
}
