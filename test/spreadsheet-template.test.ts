import { readXlsx } from 'hucre/xlsx';
import { openCsv } from '../documents/csv/reading.ts';
import { byKey, codeOf, type KeyedRow } from '../documents/spreadsheet/columns.ts';
import { openWorkbook } from '../documents/spreadsheet/reading.ts';
import { writeTemplate, type Template } from '../documents/spreadsheet/template.ts';
import { aTemplate } from './templates.ts';
import { all, refusalOf, rowsOf, textsOf, workbook } from './workbooks.ts';

const KNOWN = aTemplate().columns.map(({ key, title }) => ({ key, titles: [title, `${key} in English`] }));

async function keyed(file: Buffer): Promise<KeyedRow[]> {
  const opened = await openWorkbook(file);
  try {
    return await all(byKey(opened.rows(), KNOWN));
  } finally {
    opened.close();
  }
}

const written = async (template: Partial<Template>): Promise<Buffer> => Buffer.from(await writeTemplate(aTemplate(template)));
const valuesOf = (rows: readonly KeyedRow[]) =>
  rows.map(({ cells }) => Object.fromEntries(Object.entries(cells).map(([key, cell]) => [key, cell?.text])));
const text = (...texts: string[]): string => `<row>${texts.map((one) => `<c t="inlineStr"><is><t>${one}</t></is></c>`).join('')}</row>`;

const ROWS = [
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
  { values: { reference: '=1+1', quantity: '12345678901234567890.5' }, problems: { quantity: 'trop', seizedAt: 'manque' } },
];

test('what is filled in comes back by the keys of the columns, with zeros and digits', async () => {
  const rows = await keyed(await written({ rows: ROWS }));
  expect(valuesOf(rows)).toEqual(ROWS.map(({ values }) => values));
  expect(rows.map(({ number }) => number)).toEqual([3, 4]);
  expect(rows[0]?.cells).toMatchObject({ reference: { kind: 'text' }, seizedAt: { kind: 'date' }, quantity: { kind: 'number' } });
});

test('an empty template has no rows, and neither its formats nor its lists are taken for some', async () => {
  expect(await keyed(await written({}))).toEqual([]);
});

test('columns are found in another order, under titles in a language that nobody here knows', async () => {
  const { columns } = aTemplate();
  const moved = [...columns].reverse().map((column) => ({ ...column, title: `？${column.key.length}` }));
  expect(valuesOf(await keyed(await written({ columns: moved, rows: ROWS })))).toEqual(ROWS.map(({ values }) => values));
});

test('without the hidden row, columns are found by their titles in any known language, or by plain keys', async () => {
  const rows = text('unit IN  english', 'Référence') + text('KGM', '1');
  expect(valuesOf(await keyed(workbook({ rows })))).toEqual([{ unit: 'KGM', reference: '1' }]);
  const csv = await openCsv(Buffer.from('quantity;reference\r\n1,5;A\r\n'));
  expect(valuesOf(await all(byKey(csv.rows(), KNOWN)))).toEqual([{ quantity: '1,5', reference: 'A' }]);
});

test('a template that was saved as CSV is read like the workbook', async () => {
  const csv = await openCsv(Buffer.from('Numéro;Combien\r\n#reference;#quantity\r\n7;1,5\r\n'));
  expect(valuesOf(await all(byKey(csv.rows(), KNOWN)))).toEqual([{ reference: '7', quantity: '1,5' }]);
});

test('a hidden row that sorting has moved is no report', async () => {
  const rows = text('Référence', 'Unité') + text('1', 'KGM') + text('#reference', '#unit') + text('2', 'C62');
  expect(valuesOf(await keyed(workbook({ rows })))).toEqual([
    { reference: '1', unit: 'KGM' },
    { reference: '2', unit: 'C62' },
  ]);
});

test('a header that leaves open what is meant is refused at its cell', async () => {
  const refused = (rows: string) => refusalOf(keyed(workbook({ rows })));
  expect(await refused(text('Référence', 'référence') + text('1'))).toMatchObject({ code: 'sheet.header-twice', cell: 'B1' });
  expect(await refused(text('Référence', 'Remarques') + text('1'))).toMatchObject({
    code: 'sheet.header-unknown',
    cell: 'B1',
    detail: 'Remarques',
  });
  expect(await refused(text('a', 'Remarques') + text('#reference'))).toMatchObject({ code: 'sheet.header-unknown', cell: 'B1' });
  expect(await refused(text('a', 'b') + text('1', '2'))).toMatchObject({ code: 'sheet.header-missing', row: 1 });
  expect(await refused(text('a', 'b'))).toMatchObject({ code: 'sheet.header-missing', row: 1 });
  expect(await refused('')).toMatchObject({ code: 'sheet.header-missing', row: null });
});

test('a header without rows is no mistake', async () => {
  expect(await keyed(workbook({ rows: text('Référence') }))).toEqual([]);
});

test('a value beside the columns is refused in its row, so that none is lost unseen', async () => {
  const [row] = await keyed(workbook({ rows: text('Référence') + text('1', 'note') }));
  expect(row?.refusals).toMatchObject([{ code: 'sheet.header-empty', cell: 'B2', detail: 'note' }]);
});

test.each([
  ['kilogramme [KGM]', 'KGM'],
  ['KGM', 'KGM'],
  ['kgm', 'KGM'],
  ['Kilogramme ', 'KGM'],
  ['kilogram [KGM]', 'KGM'],
  ['tonne', null],
  ['pièce [XYZ]', null],
])('%j chosen from the list is %s', (chosen, code) => {
  expect(codeOf(chosen, aTemplate().lists['units'] ?? [])).toBe(code);
});

test('Excel offers the lists, shows the help, keeps the header in sight and hides what is for programs', async () => {
  const book = await readXlsx(await written({ rows: ROWS }));
  const [data, help, lists] = book.sheets;
  expect(data).toMatchObject({ name: 'Affaires', freezePane: { rows: 2 } });
  expect(data?.rowDefs?.get(1)).toMatchObject({ hidden: true });
  expect(data?.dataValidations?.map(({ type, formula1, inputMessage }) => [type, formula1, inputMessage])).toEqual([
    ['textLength', '32767', 'Votre numéro'],
    ['date', '61', undefined],
    ['list', "'concert-lists'!$B$1:$B$1", 'Choisissez'],
    ['decimal', '-999999999999999', 'Un nombre'],
    ['list', "'concert-lists'!$A$1:$A$2", 'Choisissez'],
    ['whole', '-999999999999999', undefined],
  ]);
  expect(data?.cells?.get('0,0')?.comment?.text).toBe('Votre numéro');
  expect(data?.cells?.get('3,1')?.comment?.text).toBe('manque');
  expect(help).toMatchObject({ name: 'Aide', rows: aTemplate().help.rows });
  expect(lists).toMatchObject({
    veryHidden: true,
    rows: [
      ['kilogramme [KGM]', 'Tabac [tobacco]'],
      ['pièce [C62]', null],
    ],
  });
});

test('a template in Arabic is laid out from right to left', async () => {
  const [data, help] = (await readXlsx(await written({ isRightToLeft: true }))).sheets;
  expect([data?.view?.rightToLeft, help?.view?.rightToLeft]).toEqual([true, true]);
  expect((await readXlsx(await written({}))).sheets[0]?.view?.rightToLeft ?? false).toBe(false);
});

test('names and texts that a workbook cannot hold are made such that it can', async () => {
  const long = 'x'.repeat(40_000);
  const file = await written({
    sheet: "'a/b:c[d]*?\\".padEnd(40, 'z'),
    rows: [{ values: { reference: long, unit: 'a\u0000\ud800_x0041_' } }],
  });
  const texts = textsOf(await rowsOf(file));
  expect(texts['A3']).toBe(`${'x'.repeat(32_766)}…`);
  expect(texts['E3']).toBe('a\u0000\ufffd_x0041_');
  expect((await openWorkbook(file)).sheets[0]?.name).toMatch(/^a b c d z+$/);
});

test('a list column without a list is a mistake that is told at once', async () => {
  await expect(written({ lists: {} })).rejects.toThrow('no list headings for its column heading');
});
