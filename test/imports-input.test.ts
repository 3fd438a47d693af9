import { castOf } from './cast.ts';
import { aRow, csvOf, settled, sheetOf, upload } from './imports.ts';
import { aRunningOperation, created } from './operations.ts';
import { aStack, type Stack } from './stack.ts';
import { workbook } from './workbooks.ts';

let stack: Stack;
let id: string;
const { bea } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
  id = await aRunningOperation(stack);
});
afterAll(() => stack.stop());

const cell = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (...cells: string[]): string => `<row>${cells.join('')}</row>`;
const HEADER = row(...['reference', 'date', 'offset', 'heading', 'quantity', 'unit'].map(cell));
const good = (reference: string): string => row(...[reference, '2026-03-10', '+01:00', 'medicines', '1', 'C62'].map(cell));
const refusal = async (content: Uint8Array | string, query = {}): Promise<unknown[]> => {
  const { status, body } = await upload(stack, id, content, { query });
  return [status, body.code, body.errors?.[0]?.code, body.errors?.[0]?.detail];
};
const imports = async (): Promise<number> => (await bea.get(`/operations/${id}/imports`)).body.items.length;

test.each([
  ['a bomb', workbook({ rows: HEADER, more: [{ name: 'xl/bomb.xml', data: Buffer.alloc(20_000_000) }] }), 'sheet.too-large'],
  [
    'a lie about sizes',
    workbook({ rows: HEADER, more: [{ name: 'xl/sharedStrings.xml', data: Buffer.alloc(9_000), bytes: 100 }] }),
    'sheet.size-lies',
  ],
  ['macros', workbook({ rows: HEADER, more: [{ name: 'xl/vbaProject.bin', data: 'x' }] }), 'sheet.macros'],
  [
    'links to other files',
    workbook({ rows: HEADER, more: [{ name: 'xl/externalLinks/externalLink1.xml', data: '<x/>' }] }),
    'sheet.external-links',
  ],
  [
    'merged cells',
    workbook({ rows: HEADER + good('m'), after: '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>' }),
    'sheet.merged-cells',
  ],
  ['a header twice', csvOf([aRow()]).replace('heading', 'quantity'), 'sheet.header-twice'],
  ['a column that nobody knows', csvOf([aRow()]).replace('heading', 'colour'), 'sheet.header-unknown'],
  ['no header', 'a,b\r\n1,2', 'sheet.header-missing'],
  ['a picture', Buffer.from('\x89PNG\r\n\x1a\n and so on', 'latin1'), 'sheet.not-a-workbook'],
] as const)('a file with %s is refused with the reason, and nothing is stored', async (_, content, code) => {
  const before = await imports();
  expect(await refusal(content as Buffer)).toEqual([422, 'import.file-refused', code, expect.any(String)]);
  expect(await imports()).toBe(before);
});

test('bytes that are no text in the encoding that is said are refused at the byte', async () => {
  const csv = Buffer.from(`${csvOf([aRow({ place: 'x' })])}\r\ncaf\xe9`, 'latin1');
  expect(await refusal(csv, { encoding: 'utf-8' })).toEqual([
    422,
    'import.file-refused',
    'csv.encoding-wrong',
    expect.stringMatching(/^byte \d+: /),
  ]);
  expect(await refusal(csvOf([aRow()]), { encoding: 'klingon' })).toEqual([
    422,
    'import.file-refused',
    'csv.encoding-unknown',
    expect.any(String),
  ]);
});

test('a gigabyte is refused before it is received, whether it says its size or not', async () => {
  let pulled = 0;
  const piece = new Uint8Array(1_000_000);
  const endless = (): ReadableStream<Uint8Array> =>
    new ReadableStream({
      pull: (controller) => {
        pulled += 1;
        if (pulled > 1_000) controller.close();
        else controller.enqueue(piece);
      },
    });
  const { status, body } = await upload(stack, id, endless());
  expect([status, body.code, pulled < 400]).toEqual([413, 'import.too-large', true]);
});

test('a formula, an error and a stray cell are told in their rows, and the rows around them are taken', async () => {
  const formula = row(...['f', '2026-03-10', '+01:00', 'medicines'].map(cell), '<c><f>1+1</f><v>2</v></c>', cell('C62'));
  const stray = `<row r="4">${['s', '2026-03-10', '+01:00', 'medicines', '1', 'C62', '', 'stray'].map(cell).join('')}</row>`;
  const sheet = workbook({ rows: HEADER + good('before') + formula + stray + good('after') });
  const done = await settled(stack, created(await upload(stack, id, sheet, { query: { confirm: 'now' } })).id);
  expect(done).toMatchObject({ state: 'done', counts: { reported: 2, refused: 2 } });
  expect(done.errors.map(({ cell: place, code }: any) => `${place} ${code}`)).toEqual(['E3 sheet.formula', 'H4 sheet.header-empty']);
});

test('a file that breaks in its middle is refused as a whole, at the row, and none of it is taken', async () => {
  const csv = `${csvOf([aRow(), aRow(), aRow()])}\r\n"open,2026-03-10\r\n`;
  const sent = created(await upload(stack, id, csv, { query: { confirm: 'now', name: 'broken.csv' } }));
  expect(await settled(stack, sent.id)).toMatchObject({
    state: 'refused',
    counts: { reported: 0 },
    problem: { code: 'csv.quote-broken', row: 5 },
  });
  expect((await bea.post(`/imports/${sent.id}/confirmations`)).body.code).toBe('import.not-previewed');
});

test('letters that no text can hold stand in the rejects as what can be shown', async () => {
  const sheet = workbook({ rows: HEADER + row(...['x_x0000_y_xD800_', '2026-03-10', '+01:00', 'pills', '1', 'C62'].map(cell)) });
  const done = await settled(stack, created(await upload(stack, id, sheet)).id);
  expect(done).toMatchObject({ state: 'previewed', counts: { refused: 1 } });
  expect((await bea.get(`/imports/${done.id}/rejects.csv`)).body).toContain('x\ufffdy\ufffd');
  expect((await settled(stack, created(await upload(stack, id, await sheetOf([aRow()]))).id)).counts.reported).toBe(1);
});
