import { buffer, text } from 'node:stream/consumers';
import fc from 'fast-check';
import { openCsv } from '../documents/csv/reading.ts';
import { csvStream } from '../documents/csv/writing.ts';
import { all, textsOf } from './workbooks.ts';

const written = (rows: AsyncIterable<readonly (string | null)[]> | Iterable<readonly (string | null)[]>) =>
  text(csvStream(rows, ['name', 'value']));
const isFormula = (value: string): boolean => /^[=+\-@\t\r＝＋－＠]/.test(value);

test('rows become lines of RFC 4180 under their titles, after a mark by which spreadsheets know UTF-8', async () => {
  expect(
    await written([
      ['é', '1'],
      ['a,"b"', null],
    ]),
  ).toBe('name,value\r\né,1\r\n"a,""b""",\r\n');
  const bytes = await buffer(csvStream([], ['name', 'value']));
  expect(bytes.toString()).toBe('\ufeffname,value\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠A1', '=cmd|"/c calc"!A0'])(
  'no spreadsheet takes %j for a formula',
  async (value) => {
    const csv = await openCsv(Buffer.from(await written([[value, 'x']])));
    expect(textsOf(await all(csv.rows()))['A2']).toBe(`'${value}`);
  },
);

test('whatever is exported comes back as it was, but for the apostrophe before what looks like a formula', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '=', '-', '＝', '\t', '\r', '\n', '"', ',', "'", ';', 'é', '😀'), minLength: 1 });
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 5 }), async (values) => {
      const csv = await openCsv(Buffer.from(await written(values.map((value) => ['x', value]))));
      const rows = await all(csv.rows());
      expect(csv.delimiter).toBe(',');
      expect(rows.slice(1).map(({ cells }) => cells[1]?.text)).toEqual(values.map((value) => (isFormula(value) ? `'${value}` : value)));
    }),
  );
});

test('what goes wrong with the rows goes wrong with the stream', async () => {
  async function* broken(): AsyncGenerator<string[]> {
    yield ['a', '1'];
    throw new Error('the database went away');
  }
  await expect(written(broken())).rejects.toThrow('the database went away');
});

test('rows are asked for as fast as the stream is read', async () => {
  let asked = 0;
  function* rows(): Generator<string[]> {
    for (; asked < 1_000_000; asked += 1) yield ['x'.repeat(1_000), String(asked)];
  }
  const stream = csvStream(rows(), ['name', 'value']);
  for await (const _ of stream) break;
  expect(asked).toBeLessThan(1_000);
});
