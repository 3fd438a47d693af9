import fc from 'fast-check';
import { byKey } from '../documents/spreadsheet/columns.ts';
import { SpreadsheetRefusal } from '../documents/spreadsheet/refusal.ts';
import { writeTemplate } from '../documents/spreadsheet/template.ts';
import { openWorkbook } from '../documents/spreadsheet/reading.ts';
import { aTemplate } from './templates.ts';
import { rowsOf, workbook, sheetXml } from './workbooks.ts';

/** Some thousands were run once; these keep watch. */
const RUNS = 400;
const SHEET = 'xl/worksheets/sheet1.xml';
const XML = sheetXml(
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45352.5</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><r><t>a</t></r></is></c><c r="C2"><f>1</f></c></row>',
);

/** Some bytes of a file, each at a place from 0 to 1 of it, with what is written there, put in or cut out. */
const changes = fc.array(
  fc.record({ at: fc.double({ min: 0, max: 0.999, noNaN: true }), byte: fc.nat(255), how: fc.constantFrom('set', 'insert', 'cut') }),
  {
    minLength: 1,
    maxLength: 6,
  },
);

function changed(file: Buffer, list: readonly { at: number; byte: number; how: string }[]): Buffer {
  return list.reduce((bytes, { at, byte, how }) => {
    const index = Math.floor(at * bytes.length);
    const between = how === 'cut' ? [] : [byte];
    return Buffer.concat([bytes.subarray(0, index), Buffer.from(between), bytes.subarray(how === 'insert' ? index : index + 1)]);
  }, file);
}

async function readOrRefuse(read: Promise<unknown>): Promise<void> {
  await read.catch((error: unknown) => {
    if (!(error instanceof SpreadsheetRefusal)) throw error;
  });
}

test('whatever happens to the bytes of a workbook, it is read or refused', async () => {
  const small = workbook({ rows: XML, strings: '<si><t>text</t></si>' });
  const real = Buffer.from(await writeTemplate(aTemplate()));
  const files = fc.constantFrom(small, real);
  await fc.assert(
    fc.asyncProperty(files, changes, async (file, list) => readOrRefuse(readAll(changed(file, list)))),
    { numRuns: RUNS },
  );
});

test('whatever happens to the XML inside a whole archive, it is read or refused', async () => {
  await fc.assert(
    fc.asyncProperty(changes, async (list) => {
      const data = changed(Buffer.from(XML), list);
      await readOrRefuse(rowsOf(workbook({ more: [{ name: SHEET, data }] })));
    }),
    { numRuns: RUNS },
  );
});

test('pieces of XML in any order are read or refused', async () => {
  const pieces = [
    '<row>',
    '</row>',
    '<row r="3">',
    '<c>',
    '</c>',
    '<c r="B3" t="s">',
    '<v>',
    '</v>',
    '<is>',
    '</is>',
    '<t>',
    '</t>',
    '<f/>',
    '<rPh>',
    '</rPh>',
    '1',
    'x',
    '</sheetData>',
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...pieces), { maxLength: 20 }), async (list) =>
      readOrRefuse(rowsOf(workbook({ rows: list.join('') }))),
    ),
    { numRuns: RUNS },
  );
});

async function readAll(file: Buffer): Promise<void> {
  const opened = await openWorkbook(file);
  try {
    for await (const _ of byKey(opened.rows(), [{ key: 'reference', titles: [] }])) continue;
  } finally {
    opened.close();
  }
}
