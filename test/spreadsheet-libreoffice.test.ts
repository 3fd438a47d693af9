import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openCsv } from '../documents/csv/reading.ts';
import { byKey } from '../documents/spreadsheet/columns.ts';
import type { SheetRow } from '../documents/spreadsheet/row.ts';
import { writeTemplate } from '../documents/spreadsheet/template.ts';
import { workbookStream, type ExportColumn } from '../documents/spreadsheet/writing.ts';
import { soffice, withLibreOffice } from './libre-office.ts';
import { scratchFolder } from './scratch.ts';
import { aTemplate } from './templates.ts';
import { all, rowsOf, textsOf } from './workbooks.ts';

const folder = scratchFolder();
const KNOWN = aTemplate().columns.map(({ key }) => ({ key, titles: [] }));
/** Commas, quotes, UTF-8, from the first row, as shown, and every sheet into a file of its own. */
const AS_CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';

/** What LibreOffice makes of a workbook, by the names of its sheets. */
async function converted<Sheet extends string>(name: string, file: Uint8Array, ...sheets: Sheet[]): Promise<Record<Sheet, SheetRow[]>> {
  await writeFile(join(folder, `${name}.xlsx`), file);
  await soffice(folder, '--convert-to', AS_CSV, '--outdir', folder, join(folder, `${name}.xlsx`));
  const read = sheets.map(async (sheet) => {
    const csv = await openCsv(await readFile(join(folder, `${name}-${sheet}.csv`)), { delimiter: ',' });
    return [sheet, await all(csv.rows())] as const;
  });
  return Object.fromEntries(await Promise.all(read)) as Record<Sheet, SheetRow[]>;
}

withLibreOffice('LibreOffice shows a filled-in template as we read it, with its lists and its help', async () => {
  const rows = [
    {
      values: {
        reference: '00123',
        seizedAt: '2024-03-01',
        heading: 'Tabac [tobacco]',
        quantity: '75320.25',
        unit: 'pièce [C62]',
        persons: '2',
      },
    },
    { values: { reference: '=1+1', quantity: '12345678901234567890.5' }, problems: { reference: 'déjà vu' } },
  ];
  const file = await writeTemplate(aTemplate({ rows }));
  const sheets = await converted('template', file, 'Affaires', 'Aide', 'concert-lists');
  expect(textsOf(sheets.Affaires)).toEqual(textsOf(await rowsOf(Buffer.from(file))));
  expect(textsOf(sheets.Aide)).toMatchObject({ A1: 'Colonne', B2: 'Un nombre, sans unité' });
  expect(textsOf(sheets['concert-lists'])).toEqual({ A1: 'kilogramme [KGM]', A2: 'pièce [C62]', B1: 'Tabac [tobacco]' });
  const keyed = await all(byKey(each(sheets.Affaires), KNOWN));
  expect(keyed.map(({ cells }) => cells['quantity']?.text)).toEqual(['75320.25', '12345678901234567890.5']);
});

withLibreOffice('a template that LibreOffice has saved comes back with every value', async () => {
  const values = { reference: '00123', seizedAt: '2024-03-01', heading: 'Tabac [tobacco]', quantity: '75320.25', persons: '2' };
  await writeFile(join(folder, 'mine.xlsx'), await writeTemplate(aTemplate({ rows: [{ values }] })));
  await soffice(folder, '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', join(folder, 'saved'), join(folder, 'mine.xlsx'));
  const rows = await rowsOf(join(folder, 'saved', 'mine.xlsx'));
  const [keyed] = await all(byKey(each(rows), KNOWN));
  expect(Object.fromEntries(Object.entries(keyed?.cells ?? {}).map(([key, cell]) => [key, cell?.text]))).toEqual(values);
  expect(keyed?.refusals).toEqual([]);
});

withLibreOffice('LibreOffice shows an export as it was written, and calculates nothing in it', async () => {
  const columns: ExportColumn[] = [
    { title: 'Name', kind: 'text' },
    { title: 'Quantity', kind: 'decimal' },
    { title: 'On', kind: 'date' },
    { title: 'At', kind: 'moment' },
  ];
  const names = ['=1+1', '＝1+1', '+1', '@A1', '-1', '0012', 'two\nlines', '"quoted", and more', 'العربية', '_x0041_', ' spaces '];
  const rows = Array.from({ length: 2_000 }, (_, index) => [
    names[index % names.length] ?? '',
    String(index / 8),
    new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10),
    `2024-03-01T${String(index % 24).padStart(2, '0')}:30:15`,
  ]);
  const { Export } = await converted('export', await buffer(workbookStream(rows, 'Export', columns)), 'Export');
  const shown = Export.slice(1).map(({ cells }) => cells.map(({ text }) => text.replace(/^(\d{4}-\d\d-\d\d) (?=\d\d:)/, '$1T')));
  expect(shown).toEqual(rows);
});

async function* each(rows: readonly SheetRow[]): AsyncGenerator<SheetRow> {
  yield* rows;
}
