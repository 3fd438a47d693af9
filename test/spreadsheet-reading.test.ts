import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { openWorkbook } from '../documents/spreadsheet/reading.ts';
import { scratchFolder } from './scratch.ts';
import { all, rowsOf, sheetXml, textsOf, workbook } from './workbooks.ts';

const folder = scratchFolder();

const kindsOf = async (file: Buffer): Promise<string[]> => {
  return (await rowsOf(file)).flatMap(({ cells }) => cells.map(({ column, kind, text }) => `${column} ${kind} ${text}`));
};

test('cells of every kind come with their text and their place', async () => {
  const file = workbook({
    rows:
      '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2"><v>12.5</v></c><c r="D2" t="b"><v>1</v></c></row>' +
      '<row r="9"><c r="AB9" t="inlineStr"><is><t>here</t></is></c><c r="AC9" t="d"><v>2024-03-01</v></c><c r="AD9" t="str"><v>typed</v></c></row>',
    strings: '<si><t>shared</t></si>',
  });
  expect(await rowsOf(file)).toEqual([
    {
      number: 2,
      cells: [
        { column: 'A', text: 'shared', kind: 'text' },
        { column: 'C', text: '12.5', kind: 'number' },
        { column: 'D', text: 'true', kind: 'boolean' },
      ],
      refusals: [],
    },
    {
      number: 9,
      cells: [
        { column: 'AB', text: 'here', kind: 'text' },
        { column: 'AC', text: '2024-03-01', kind: 'date' },
        { column: 'AD', text: 'typed', kind: 'text' },
      ],
      refusals: [],
    },
  ]);
});

test('rows and cells without a reference follow each other, and those that hold nothing are left out', async () => {
  const file = workbook({ rows: '<row><c><v>1</v></c><c s="1"/><c><v>3</v></c></row><row><c s="0"/></row><row><c><v>4</v></c></row>' });
  expect(textsOf(await rowsOf(file))).toEqual({ A1: '1', C1: '3', A3: '4' });
});

test.each([
  ['12345678901234567890.123456789', '12345678901234567890.123456789'],
  ['0.30000000000000004', '0.30000000000000004'],
  ['1.7331E+3', '1733.1'],
  ['7532E-2', '75.32'],
  ['-1.5E-7', '-0.00000015'],
  ['1E21', '1000000000000000000000'],
])('the number %s keeps its digits as %s', async (raw, text) => {
  expect(textsOf(await rowsOf(workbook({ rows: `<row><c><v>${raw}</v></c></row>` })))).toEqual({ A1: text });
});

test('rich text keeps all its runs and spaces, and no readings of Japanese words', async () => {
  const file = workbook({
    rows: '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><r><t> b</t></r><r><t>c </t></r></is></c></row>',
    strings:
      '<si><r><t>a </t></r><r><rPr><b/></rPr><t xml:space="preserve"> bold </t></r><r><t><![CDATA[<z>]]></t></r></si>' +
      '<si><t>課</t><rPh sb="0" eb="1"><t>カ</t></rPh></si>',
  });
  expect(textsOf(await rowsOf(file))).toEqual({ A1: 'a  bold <z>', B1: '課', C1: ' bc ' });
});

test('characters that XML cannot hold come back from their escapes', async () => {
  const file = workbook({ rows: '<row><c t="inlineStr"><is><t>a_x000D_b_x005F_x0041_</t></is></c></row>' });
  expect(textsOf(await rowsOf(file))).toEqual({ A1: 'a\rb_x0041_' });
});

const STYLES =
  '<numFmts><numFmt numFmtId="164" formatCode="[$-409]d\\ mmm\\ yyyy;@"/><numFmt numFmtId="165" formatCode="[h]:mm"/>' +
  '<numFmt numFmtId="166" formatCode="0.0&quot; days&quot;"/><numFmt numFmtId="167" formatCode="yyyy-mm-dd hh:mm:ss"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="20"/></cellXfs>';

test.each([
  ['45352', 1, 'date 2024-03-01'],
  ['45352', 2, 'date 2024-03-01'],
  ['45352', 0, 'number 45352'],
  ['45352', 4, 'number 45352'],
  ['1.5', 3, 'number 1.5'],
  ['45352.104155092595', 5, 'date 2024-03-01T02:29:59'],
  ['45352.5', 1, 'date 2024-03-01T12:00:00'],
  ['45352', 5, 'date 2024-03-01T00:00:00'],
  ['0.75', 6, 'date 18:00:00'],
  ['1', 1, 'date 1900-01-01'],
  ['59', 1, 'date 1900-02-28'],
  ['60', 1, 'number 60'],
  ['61', 1, 'date 1900-03-01'],
  ['-1', 1, 'number -1'],
  ['2958466', 1, 'number 2958466'],
])('the number %s in style %i is a %s', async (raw, style, shown) => {
  const file = workbook({ rows: `<row><c s="${style}"><v>${raw}</v></c></row>`, styles: STYLES });
  expect(await kindsOf(file)).toEqual([`A ${shown}`]);
});

test('a workbook that counts from 1904 means other days', async () => {
  const file = workbook({ rows: '<row><c s="1"><v>43890</v></c></row>', styles: STYLES, workbook: '<workbookPr date1904="1"/>' });
  expect(await kindsOf(file)).toEqual(['A date 2024-03-01']);
});

test('a formula, an error and a text without end are refused in their cells, and what is around them is read', async () => {
  const file = workbook({
    rows:
      '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="s"><v>0</v></c></row>' +
      `<row r="2"><c r="A2" t="e"><v>#N/A</v></c><c r="B2"><f>A1</f></c><c r="C2" t="s"><v>1</v></c></row>`,
    strings: `<si><t>good</t></si><si><t>${'x'.repeat(32_768)}</t></si>`,
  });
  const rows = await rowsOf(file);
  expect(rows.flatMap(({ refusals }) => refusals.map(({ code, cell, row }) => [code, cell, row]))).toEqual([
    ['sheet.formula', 'A1', 1],
    ['sheet.error-value', 'A2', 2],
    ['sheet.formula', 'B2', 2],
    ['sheet.cell-too-long', 'C2', 2],
  ]);
  expect(textsOf(rows)).toMatchObject({ A1: '2', B1: 'good', A2: '#N/A', B2: '' });
});

test('a text of 32,767 characters is still one', async () => {
  const [row] = await rowsOf(workbook({ rows: '<row><c t="s"><v>0</v></c></row>', strings: `<si><t>${'x'.repeat(32_767)}</t></si>` }));
  expect(row).toMatchObject({ cells: [{ kind: 'text' }], refusals: [] });
  expect(row?.cells[0]?.text).toHaveLength(32_767);
});

test('the first sheet that is shown is read, or the one that is named', async () => {
  const file = workbook({
    rows: '<row><c><v>1</v></c></row>',
    sheets: '<sheet name="lists" sheetId="1" state="veryHidden" r:id="rId1"/><sheet name="Cases" sheetId="2" r:id="rId4"/>',
    more: [{ name: 'xl/worksheets/sheet2.xml', data: sheetXml('<row><c><v>2</v></c></row>') }],
  });
  expect(textsOf(await rowsOf(file))).toEqual({ A1: '2' });
  expect(textsOf(await rowsOf(file, 'lists'))).toEqual({ A1: '1' });
});

test('elements may have prefixes, and what stands behind the rows is not taken for rows', async () => {
  const sheet =
    '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1048576"><x:c r="A1048576"><x:v>1</x:v></x:c></x:row>' +
    '</x:sheetData><controls><from><row>5</row></from></controls></x:worksheet>';
  const file = workbook({ more: [{ name: 'xl/worksheets/sheet1.xml', data: sheet }] });
  expect(textsOf(await rowsOf(file))).toEqual({ A1048576: '1' });
});

test('a file is read by its path as by its bytes, more than once, and can be left halfway', async () => {
  const path = join(folder, 'cases.xlsx');
  await writeFile(path, workbook({ rows: '<row><c><v>1</v></c></row><row><c><v>2</v></c></row>' }));
  const opened = await openWorkbook(path);
  for await (const { number } of opened.rows()) {
    expect(number).toBe(1);
    break;
  }
  expect(textsOf(await all(opened.rows()))).toEqual({ A1: '1', A2: '2' });
  opened.close();
});

test('a file that is not there is no refusal', async () => {
  await expect(openWorkbook(join(folder, 'none.xlsx'))).rejects.toMatchObject({ code: 'ENOENT' });
});
