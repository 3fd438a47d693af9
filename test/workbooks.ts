import { openWorkbook } from '../documents/spreadsheet/reading.ts';
import type { Limits } from '../documents/spreadsheet/limits.ts';
import { SpreadsheetRefusal } from '../documents/spreadsheet/refusal.ts';
import type { SheetRow } from '../documents/spreadsheet/row.ts';
import { zip, type ZipEntry } from './zip.ts';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export type WorkbookParts = {
  /** What stands in `sheetData`. */
  rows?: string;
  /** What stands after it. */
  after?: string;
  strings?: string;
  styles?: string;
  sheets?: string;
  workbook?: string;
  /** Entries besides, or instead of those of the same name. */
  more?: readonly ZipEntry[];
};

/** A workbook of one sheet as XML says it, so that a test can say it wrongly. */
export function workbook(parts: WorkbookParts = {}): Buffer {
  const entries = entriesOf(parts);
  const more = parts.more ?? [];
  return zip([...entries.filter(({ name }) => !more.some((one) => one.name === name)), ...more]);
}

export function sheetXml(rows: string, after = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet ${MAIN}><sheetData>${rows}</sheetData>${after}</worksheet>`;
}

function entriesOf({
  rows = '',
  after = '',
  strings,
  styles,
  sheets = '<sheet name="Cases" sheetId="1" r:id="rId1"/>',
  workbook: more = '',
}: WorkbookParts): ZipEntry[] {
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const relations = (inside: string): string =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`;
  return [
    { name: '_rels/.rels', data: relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: relations(
        relation('rId1', 'worksheet', 'worksheets/sheet1.xml') +
          relation('rId2', 'sharedStrings', '/xl/sharedStrings.xml') +
          relation('rId3', 'styles', 'styles.xml') +
          relation('rId4', 'worksheet', 'worksheets/sheet2.xml'),
      ),
    },
    { name: 'xl/workbook.xml', data: `<workbook ${MAIN} xmlns:r="${RELATIONS}">${more}<sheets>${sheets}</sheets></workbook>` },
    { name: 'xl/worksheets/sheet1.xml', data: sheetXml(rows, after) },
    { name: 'xl/sharedStrings.xml', data: `<sst ${MAIN}>${strings ?? ''}</sst>` },
    { name: 'xl/styles.xml', data: `<styleSheet ${MAIN}>${styles ?? ''}</styleSheet>` },
  ];
}

/** Everything that comes, at once. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** All rows of a workbook. */
export async function rowsOf(source: Buffer | string, sheet?: string, limits?: Limits): Promise<SheetRow[]> {
  const opened = await openWorkbook(source, limits);
  try {
    return await all(opened.rows(sheet));
  } finally {
    opened.close();
  }
}

/** Texts of cells, by their references. */
export function textsOf(rows: readonly SheetRow[]): Record<string, string> {
  return Object.fromEntries(rows.flatMap(({ number, cells }) => cells.map(({ column, text }) => [`${column}${number}`, text])));
}

/** What was refused, and where. Fails when nothing was, or when something else was thrown. */
export async function refusalOf(work: Promise<unknown>): Promise<Pick<SpreadsheetRefusal, 'code' | 'cell' | 'row' | 'byte' | 'detail'>> {
  const error: unknown = await work.then(
    () => new Error('nothing was refused'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof SpreadsheetRefusal)) throw error;
  const { code, cell, row, byte, detail } = error;
  return { code, cell, row, byte, detail };
}
