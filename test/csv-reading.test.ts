import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { openCsv, type CsvSaid } from '../documents/csv/reading.ts';
import { LIMITS, type Limits } from '../documents/spreadsheet/limits.ts';
import { SpreadsheetRefusal } from '../documents/spreadsheet/refusal.ts';
import type { SheetRow } from '../documents/spreadsheet/row.ts';
import { scratchFolder } from './scratch.ts';
import { all, refusalOf, textsOf } from './workbooks.ts';

const folder = scratchFolder();

async function read(contents: string | Buffer, said: CsvSaid = {}, limits: Partial<Limits> = {}): Promise<SheetRow[]> {
  const { rows } = await openCsv(Buffer.from(contents as string), said, { ...LIMITS, ...limits });
  return all(rows());
}

test('cells are text, at the places where a spreadsheet program shows them', async () => {
  expect(await read('reference,quantity\r\n\r\n00123,"1,5"\r\n"two\nlines",\r\n')).toEqual([
    {
      number: 1,
      cells: [
        { column: 'A', text: 'reference', kind: 'text' },
        { column: 'B', text: 'quantity', kind: 'text' },
      ],
      refusals: [],
    },
    {
      number: 3,
      cells: [
        { column: 'A', text: '00123', kind: 'text' },
        { column: 'B', text: '1,5', kind: 'text' },
      ],
      refusals: [],
    },
    { number: 4, cells: [{ column: 'A', text: 'two\nlines', kind: 'text' }], refusals: [] },
  ]);
});

test.each([
  ['commas', 'a,b,c\n1,2,3\n', ','],
  ['semicolons with decimal commas', 'a;b\n1,5;2,5\n3,25;4,75\n', ';'],
  ['one column of decimal commas', 'a;b\n"x";1,5\n"y;z";2,5\n', ';'],
  ['two columns by tabs', 'a\tb\n1,5\t2\n2,5\t3\n', '\t'],
  ['bars', 'a|b\n1;2,3|x\n', '|'],
  ['quoted separators', '"a;a;a";"b",c\n', ','],
  ['decimal commas without a header', '1,5;2,5\n3;4,1\n5,5;6\n', ';'],
  ['what Excel says itself', 'sep=|\r\na,b|c,d\r\n', '|'],
  ['a title in one column', 'reference\nA-1\nA-2\n', ','],
  ['dates with commas in them', 'at;place\n"1 March, 2024";Lyon, FR\n"2 March, 2024";Nice, FR\n', ';'],
])('the separator of %s is found', async (_, contents, delimiter) => {
  expect((await openCsv(Buffer.from(contents))).delimiter).toBe(delimiter);
});

test('what says the separator is no row, and a given one is believed', async () => {
  expect(textsOf(await read('sep=;\r\na;b\r\n1;2\r\n'))).toEqual({ A1: 'a', B1: 'b', A2: '1', B2: '2' });
  expect(textsOf(await read('a;b,c\n1;2,3\n', { delimiter: ',' }))).toEqual({ A1: 'a;b', B1: 'c', A2: '1;2', B2: '3' });
});

const RUSSIAN = 'наименование;количество\nсигареты контрабандные;100\nтабак для кальяна;12\n';
const FRENCH = 'désignation;quantité\ncigarettes à l’étranger;100\ntabac à chicha, mélassé;12\n';

test.each([
  ['UTF-8', Buffer.from(FRENCH), 'utf-8', false, FRENCH],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${FRENCH}`), 'utf-8', false, FRENCH],
  ['UTF-16 with a mark', Buffer.from(`\ufeff${FRENCH}`, 'utf16le'), 'utf-16le', false, FRENCH],
  ['UTF-16, big end first', Buffer.from(`\ufeff${FRENCH}`, 'utf16le').swap16(), 'utf-16be', false, FRENCH],
  ['UTF-16 without a mark', Buffer.from(FRENCH, 'utf16le'), 'utf-16le', true, FRENCH],
  ['Windows-1251', windows(RUSSIAN, 'windows-1251'), 'windows-1251', true, RUSSIAN],
  ['cp866', windows(RUSSIAN, 'ibm866'), 'ibm866', true, RUSSIAN],
])('%s is found, and said to be a guess where it is one', async (_, bytes, label, isGuess, text) => {
  expect((await openCsv(bytes)).encoding).toMatchObject({ label, isGuess });
  expect(textsOf(await read(bytes))).toEqual(textsOf(await read(text)));
});

test('an encoding that could be another is asked for, and not guessed', async () => {
  const bytes = windows(FRENCH, 'windows-1252');
  expect(await refusalOf(read(bytes))).toMatchObject({ code: 'csv.encoding-unknown', detail: expect.stringMatching(/^perhaps /) });
  expect(textsOf(await read(bytes, { encoding: 'windows-1252' }))).toEqual(textsOf(await read(FRENCH)));
});

test('a given encoding is believed unless a mark says otherwise, and one that nobody knows is refused', async () => {
  expect((await openCsv(windows(RUSSIAN, 'windows-1251'), { encoding: 'cp1251' })).encoding).toMatchObject({
    label: 'windows-1251',
    isGuess: false,
  });
  expect((await openCsv(Buffer.from(`\ufeff${FRENCH}`), { encoding: 'latin1' })).encoding.label).toBe('utf-8');
  expect(await refusalOf(read('a,b', { encoding: 'cp850' }))).toMatchObject({ code: 'csv.encoding-unknown', detail: 'cp850' });
});

test('a wrong encoding is refused at its first wrong byte, however late in the file', async () => {
  const bytes = Buffer.concat([Buffer.from('a,é\n'.repeat(60_000)), Buffer.from([0x62, 0xe9, 0x0a])]);
  expect(await refusalOf(read(bytes))).toMatchObject({ code: 'csv.encoding-wrong', byte: 5 * 60_000 + 2, detail: 'utf-8' });
  const path = join(folder, 'wrong.csv');
  await writeFile(path, bytes);
  expect(await refusalOf(openCsv(path).then(({ rows }) => all(rows())))).toMatchObject({ byte: 5 * 60_000 + 2 });
  expect(await refusalOf(read(Buffer.from('a,\xe9\n', 'latin1'), { encoding: 'utf-8' }))).toMatchObject({ byte: 3 });
});

test('what is no text is refused, whatever its name', async () => {
  expect(await refusalOf(read(Buffer.from('PK\x03\x04')))).toMatchObject({ code: 'sheet.not-a-workbook', detail: 'a zip archive' });
  expect(await refusalOf(read('<!DOCTYPE html><p>'))).toMatchObject({ code: 'sheet.not-a-workbook', detail: 'a web page' });
  expect(await refusalOf(read('a,b\n1,\0\n'))).toMatchObject({
    code: expect.stringMatching(/^(csv.encoding-unknown|sheet.not-a-workbook)$/),
  });
  expect(await refusalOf(read('a,b\n1,\0\n', { encoding: 'utf-8' }))).toMatchObject({ code: 'sheet.not-a-workbook' });
  expect(await read('')).toEqual([]);
});

test('a row with more or fewer cells than the header is refused, and those around it are read', async () => {
  const rows = await read('a,b\n1,2\n3\n4,5,6\n\n7,8\n');
  expect(rows.map(({ number, refusals }) => [number, refusals.map(({ code, row, detail }) => ({ code, row, detail }))])).toEqual([
    [1, []],
    [2, []],
    [3, [{ code: 'csv.row-ragged', row: 3, detail: '1 cells, the header has 2' }]],
    [4, [{ code: 'csv.row-ragged', row: 4, detail: '3 cells, the header has 2' }]],
    [6, []],
  ]);
});

test('quotation marks that do not match are refused at the row where they open', async () => {
  expect(await refusalOf(read('a,b\n1,2\n3,"4\n5,6\n'))).toMatchObject({ code: 'csv.quote-broken', row: 3 });
  expect(await refusalOf(read('a,b\n1,2\n\n3,"4"x\n5,6\n'))).toMatchObject({ code: 'csv.quote-broken', row: 4 });
});

test('sizes have limits: of the file, of a row that never ends, of a cell, of rows and of columns', async () => {
  expect(await refusalOf(read('a,b\n', {}, { fileBytes: 3 }))).toMatchObject({ code: 'sheet.too-large' });
  expect(await refusalOf(read(`a\n"${'x'.repeat(4_000_000)}"\n`))).toMatchObject({ code: 'sheet.cell-too-long', row: 2 });
  expect(await refusalOf(read('a\n1\n2\n', {}, { rows: 2 }))).toMatchObject({ code: 'sheet.too-many-rows', row: 3 });
  expect(await refusalOf(read(`${','.repeat(1_000_000)}a\n`))).toMatchObject({ code: 'sheet.too-many-columns', row: 1 });
  const [, row] = await read(`a,b\n1,${'x'.repeat(32_768)}\n`);
  expect(row?.refusals).toMatchObject([{ code: 'sheet.cell-too-long', cell: 'B2' }]);
  expect(row?.cells.map(({ kind }) => kind)).toEqual(['text', 'too-long']);
});

test('whatever bytes come, they are read or refused', async () => {
  const seed = Buffer.from('a;b\n"x";1,5\né;\n');
  const pieces = fc.array(fc.oneof(fc.uint8Array({ maxLength: 6 }), fc.constantFrom(...[...seed].map((byte) => Uint8Array.of(byte)))));
  await fc.assert(
    fc.asyncProperty(pieces, async (bytes) => {
      await read(Buffer.concat(bytes)).catch((error: unknown) => {
        if (!(error instanceof SpreadsheetRefusal)) throw error;
      });
    }),
    { numRuns: 500 },
  );
});

/** The text in an encoding that Node only reads: each character by the byte that is read as it. */
function windows(text: string, label: string): Buffer {
  const decoder = new TextDecoder(label);
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Buffer.from(Array.from(text, (character) => bytes.get(character) ?? 0x3f));
}
