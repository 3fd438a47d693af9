import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { workbookStream, type ExportColumn, type ExportRow } from '../documents/spreadsheet/writing.ts';
import { scratchFolder } from './scratch.ts';
import { rowsOf, textsOf } from './workbooks.ts';

const folder = scratchFolder();
const COLUMNS: readonly ExportColumn[] = [
  { title: 'Nom', kind: 'text' },
  { title: 'Quantité', kind: 'decimal' },
  { title: 'Le', kind: 'date' },
  { title: 'À', kind: 'moment' },
];
const written = (rows: Iterable<ExportRow> | AsyncIterable<ExportRow>) => buffer(workbookStream(rows, 'Export', COLUMNS));

test('values come back with their kinds, digits and days, under their titles', async () => {
  const [header, row] = await rowsOf(
    await written([
      ['a', '75320.000000001', '2024-02-29', '2024-03-01T14:30:00'],
      [null, null, null, null],
    ]),
  );
  expect(header?.cells.map(({ text }) => text)).toEqual(['Nom', 'Quantité', 'Le', 'À']);
  expect(row?.cells).toEqual([
    { column: 'A', text: 'a', kind: 'text' },
    { column: 'B', text: '75320.000000001', kind: 'number' },
    { column: 'C', text: '2024-02-29', kind: 'date' },
    { column: 'D', text: '2024-03-01T14:30:00', kind: 'date' },
  ]);
});

test.each(['12345678901234567890', '0.1234567890123456', '007', '1e5', 'many', ''])(
  '%j is no number that a spreadsheet could keep, and stays text',
  async (value) => {
    const [, row] = await rowsOf(await written([['a', value, value === '' ? null : value, null]]));
    expect(row?.cells.slice(1)).toEqual(value === '' ? [] : ['B', 'C'].map((column) => ({ column, text: value, kind: 'text' })));
  },
);

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＠A1', '=HYPERLINK("http://evil.example","x")'])(
  '%j is written as text and never calculated',
  async (value) => {
    const [, row] = await rowsOf(await written([[value, value, value, value]]));
    const isNumber = value === '-1';
    expect(row?.cells.map(({ kind, text }) => [kind, text])).toEqual(
      ['A', 'B', 'C', 'D'].map((column) => [isNumber && column === 'B' ? 'number' : 'text', value]),
    );
    expect(row?.refusals).toEqual([]);
  },
);

test('whatever text is exported comes back as it was', async () => {
  const texts = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.string({ unit: fc.constantFrom('_', 'x', '0', '4', '1', '\r', '\n', ' ', '<', '&', '\u0001'), minLength: 1 }),
    ),
  );
  await fc.assert(
    fc.asyncProperty(texts, async (values) => {
      const rows = textsOf(await rowsOf(await written(values.map((value) => [value, null, null, null]))));
      expect(values.map((_, index) => rows[`A${index + 2}`])).toEqual(
        values.map((value) => value.toWellFormed().replace(/[\ufffe\uffff]/g, '\ufffd')),
      );
    }),
  );
});

test('any decimal of up to fifteen digits comes back as the same number', async () => {
  const decimal = fc
    .tuple(
      fc.maxSafeNat().map((value) => value % 10 ** 15),
      fc.nat(14),
    )
    .map(([digits, places]) => {
      const text = String(digits).padStart(places + 1, '0');
      return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`.replace(/\.?0+$/, '');
    });
  await fc.assert(
    fc.asyncProperty(fc.array(decimal), async (values) => {
      const rows = textsOf(await rowsOf(await written(values.map((value) => ['x', value, null, null]))));
      expect(values.map((_, index) => rows[`B${index + 2}`])).toEqual(values);
    }),
  );
});

test('what goes wrong with the rows goes wrong with the stream', async () => {
  async function* broken(): AsyncGenerator<ExportRow> {
    yield ['a', '1', null, null];
    throw new Error('the database went away');
  }
  await expect(written(broken())).rejects.toThrow('the database went away');
});

test('100,000 rows are written and read with less memory than would hold them', async () => {
  const path = join(folder, 'large.xlsx');
  const columns = Array.from(
    { length: 12 },
    (_, index): ExportColumn => ({ title: `Column ${index}`, kind: index % 2 ? 'decimal' : 'text' }),
  );
  const module = (name: string): string => JSON.stringify(pathToFileURL(resolve('documents/spreadsheet', name)).href);
  // As a process of its own: under a heap of 32 MB, whatever holds the rows dies.
  const write = `
    import { createWriteStream } from 'node:fs';
    import { pipeline } from 'node:stream/promises';
    import { workbookStream } from ${module('writing.ts')};
    function* rows() { for (let row = 0; row < 100000; row += 1) yield Array.from({ length: 12 }, (_, column) => column % 2 ? String(row + column / 16) : 'text ' + row + ' of ' + column); }
    await pipeline(workbookStream(rows(), 'Export', ${JSON.stringify(columns)}), createWriteStream(${JSON.stringify(path)}));`;
  const read = `
    import { openWorkbook } from ${module('reading.ts')};
    const book = await openWorkbook(${JSON.stringify(path)});
    let count = 0, last;
    for await (const row of book.rows()) { count += 1; last = row; }
    book.close();
    console.log(JSON.stringify({ count, last: last.cells.at(-1), refusals: last.refusals }));`;
  await run(write);
  const { count, last, refusals } = JSON.parse(await run(read));
  expect({ count, last, refusals }).toEqual({ count: 100_001, last: { column: 'L', text: '99999.6875', kind: 'number' }, refusals: [] });
});

async function run(code: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=32', '--input-type=module', '--eval', code]);
  return stdout;
}
