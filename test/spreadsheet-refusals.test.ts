import { writeXlsx } from 'hucre/xlsx';
import { openWorkbook } from '../documents/spreadsheet/reading.ts';
import { LIMITS, type Limits } from '../documents/spreadsheet/limits.ts';
import { SHEET_REFUSALS, SpreadsheetRefusal } from '../documents/spreadsheet/refusal.ts';
import { refusalOf, rowsOf, sheetXml, workbook, type WorkbookParts } from './workbooks.ts';
import { zip } from './zip.ts';

const ROW = '<row r="1"><c r="A1"><v>1</v></c></row>';
const SHEET = 'xl/worksheets/sheet1.xml';
const refused = (parts: WorkbookParts, limits: Partial<Limits> = {}) =>
  refusalOf(rowsOf(workbook(parts), undefined, { ...LIMITS, ...limits }));

test.each([
  ['a PDF', '%PDF-1.7 and so on', 'a PDF'],
  ['a web page with an .xlsx name', '\ufeff<html><table><tr><td>1</td></tr></table></html>', 'a web page'],
  ['an XML table of 2003', '<?xml version="1.0"?><Workbook/>', 'XML'],
  ['CSV', 'a;b\n1;2\n', 'no zip archive'],
  ['nothing', '', 'no zip archive'],
  ['one byte', 'P', 'no zip archive'],
])('%s is no workbook', async (_, contents, detail) => {
  expect(await refusalOf(rowsOf(Buffer.from(contents)))).toMatchObject({ code: 'sheet.not-a-workbook', detail });
});

test('a file of old Excel, of OpenDocument, of Word and a binary workbook are told by their names', async () => {
  const ole = Buffer.alloc(4_096);
  ole.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  expect(await refusalOf(rowsOf(ole))).toMatchObject({ code: 'sheet.not-a-workbook', detail: 'an old Office file (.xls)' });
  for (const [name, detail] of [
    ['content.xml', 'an OpenDocument file (.ods)'],
    ['word/document.xml', 'another Office document'],
    ['xl/workbook.bin', 'a binary workbook (.xlsb)'],
  ]) {
    expect(await refusalOf(rowsOf(zip([{ name: name ?? '', data: '<a/>' }])))).toMatchObject({ code: 'sheet.not-a-workbook', detail });
  }
  expect(await refusalOf(rowsOf(zip([{ name: 'a.txt', data: '' }])))).toMatchObject({ code: 'sheet.not-a-workbook' });
});

test('a workbook with a password, and an archive with one, are refused as such', async () => {
  const encrypted = await writeXlsx({ sheets: [{ name: 'a', rows: [['b']] }], encryption: { password: 'c', spinCount: 1_000 } });
  expect(await refusalOf(rowsOf(Buffer.from(encrypted)))).toMatchObject({ code: 'sheet.encrypted' });
  expect(await refused({ more: [{ name: SHEET, data: sheetXml(ROW), flags: 1 }] })).toMatchObject({ code: 'sheet.encrypted' });
});

test.each([
  ['a program', 'sheet.macros', 'xl/vbaProject.bin'],
  ['a macro sheet', 'sheet.macros', 'xl/macrosheets/sheet1.xml'],
  ['a control', 'sheet.macros', 'xl/activeX/activeX1.xml'],
  ['a link to another file', 'sheet.external-links', 'xl/externalLinks/externalLink1.xml'],
  ['a connection', 'sheet.external-links', 'xl/connections.xml'],
])('a workbook with %s is refused', async (_, code, name) => {
  expect(await refused({ rows: ROW, more: [{ name, data: '' }] })).toMatchObject({ code, detail: expect.stringMatching(/^xl\//) });
});

test('a sheet that lies in another file is an external link', async () => {
  const relations =
    '<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="file:///etc/passwd" TargetMode="External"/></Relationships>';
  expect(await refused({ more: [{ name: 'xl/_rels/workbook.xml.rels', data: relations }] })).toMatchObject({
    code: 'sheet.external-links',
  });
});

test('a bomb is refused by what it declares, before anything is inflated', async () => {
  const zeros = Buffer.alloc(20_000_000);
  expect(await refused({ rows: ROW, more: [{ name: 'xl/media/image1.png', data: zeros }] })).toMatchObject({ code: 'sheet.too-large' });
  expect(await refused({ more: [{ name: SHEET, data: '', bytes: 2_000_000_000 }] })).toMatchObject({
    code: 'sheet.too-large',
    detail: `${SHEET} has 2000000000 bytes`,
  });
  const many = Array.from({ length: 2 }, (_, index) => ({ name: `xl/a${index}`, data: '', bytes: 9_000_000 }));
  expect(await refused({ more: many }, { totalBytes: 10_000_000 })).toMatchObject({ code: 'sheet.too-large' });
});

test('a part that is larger, or smaller, than it says is refused before a row goes out', async () => {
  const data = sheetXml(ROW.repeat(1));
  expect(await refused({ more: [{ name: SHEET, data, bytes: 20 }] })).toMatchObject({ code: 'sheet.size-lies', detail: SHEET });
  expect(await refused({ more: [{ name: SHEET, data, bytes: data.length + 1 }] })).toMatchObject({ code: 'sheet.size-lies' });
  expect(await refused({ more: [{ name: SHEET, data, crc: 1 }] })).toMatchObject({ code: 'sheet.broken' });
});

test('too many parts, two of one name in whatever case, and a compression that no workbook has are refused', async () => {
  expect(await refused({}, { entries: 5 })).toMatchObject({ code: 'sheet.too-large', detail: 'the archive has 6 parts' });
  expect(await refused({ more: [{ name: 'XL/Workbook.xml', data: '' }] })).toMatchObject({
    code: 'sheet.broken',
    detail: 'the archive has two parts XL/Workbook.xml',
  });
  expect(await refused({ more: [{ name: SHEET, data: '', method: 12 }] })).toMatchObject({ code: 'sheet.broken' });
  expect(await refused({ more: [{ name: '../../evil', data: '' }] })).toMatchObject({ code: 'sheet.broken' });
});

test('a document type is refused, so that no entity is ever expanded', async () => {
  const data = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "boom">]>${sheetXml('<row><c t="str"><v>&b;</v></c></row>').slice(38)}`;
  expect(await refused({ more: [{ name: SHEET, data }] })).toMatchObject({ code: 'sheet.doctype', detail: SHEET });
});

test.each([
  ['is cut off', sheetXml(ROW).slice(0, -20)],
  ['has tags that cross', '<worksheet><sheetData><row></sheetData></row></worksheet>'],
  ['uses an entity that nobody declared', '<worksheet>&x;</worksheet>'],
  ['is not UTF-8', Buffer.from('<worksheet>\xe9</worksheet>', 'latin1')],
  ['is UTF-16', Buffer.from('\ufeff<worksheet/>', 'utf16le')],
  ['is empty', ''],
  ['is deep', '<a>'.repeat(101) + '</a>'.repeat(101)],
  ['has a cell of no kind', sheetXml('<row><c t="z"><v>1</v></c></row>')],
  ['has a number that is none', sheetXml('<row><c><v>1,5</v></c></row>')],
  ['names a text that is not there', sheetXml('<row><c t="s"><v>7</v></c></row>')],
  ['has one row twice', sheetXml('<row r="2"/><row r="2"/>')],
  ['has one cell twice', sheetXml('<row r="1"><c r="A1"/><c r="A1"/></row>')],
  ['has a cell in another row', sheetXml('<row r="1"><c r="A2"/></row>')],
])('a sheet that %s is refused as damaged', async (_, data) => {
  expect(await refused({ more: [{ name: SHEET, data }] })).toMatchObject({ code: 'sheet.broken' });
});

test('megabytes without a tag are not held to be looked at', async () => {
  expect(await refused({ rows: `<row><c><v>${'1'.repeat(3_000_000)}</v></c></row>` })).toMatchObject({ code: 'sheet.too-large' });
  const attributes = Array.from({ length: 200_000 }, (_, index) => `a${index}="1"`).join(' ');
  expect(await refused({ rows: `<row ${attributes}/>` })).toMatchObject({ code: 'sheet.too-large' });
});

test('merged cells are refused at the first of them, before a row goes out', async () => {
  const file = workbook({ rows: ROW.repeat(1), after: '<mergeCells count="1"><mergeCell ref="B7:C9"/></mergeCells>' });
  expect(await refusalOf(rowsOf(file))).toEqual({ code: 'sheet.merged-cells', cell: 'B7', row: 7, byte: null, detail: 'B7:C9' });
  const opened = await openWorkbook(file);
  await expect(opened.rows().next()).rejects.toBeInstanceOf(SpreadsheetRefusal);
  opened.close();
});

test('merged cells are found across the pieces in which a sheet is inflated, and the word in a cell is no merge', async () => {
  const text = `<row r="1"><c r="A1" t="str"><v>mergeCell</v></c></row>`;
  expect(await rowsOf(workbook({ rows: text }))).toHaveLength(1);
  // One word alone, moved over the end of the first piece of 16,384 bytes.
  for (let shift = 0; shift < 60; shift += 1) {
    const rows = ' '.repeat(16_384 - 180 + shift);
    expect(await refused({ rows, after: '<mergeCell ref="A1:B1"/>' })).toMatchObject({ code: 'sheet.merged-cells' });
  }
});

test('rows and columns beyond the limits are refused where they begin, and formats alone are not counted', async () => {
  expect(await refused({ rows: ROW + '<row r="3"><c r="A3"><v>1</v></c></row>' }, { rows: 2 })).toMatchObject({
    code: 'sheet.too-many-rows',
    row: 3,
  });
  expect(await refused({ rows: '<row r="1"><c r="XFD1"><v>1</v></c></row>' })).toMatchObject({
    code: 'sheet.too-many-columns',
    cell: 'XFD1',
  });
  expect(await refused({ rows: '<row r="1"><c r="ABCD1"><v>1</v></c></row>' })).toMatchObject({ code: 'sheet.broken', row: 1 });
  expect(await refused({ rows: `<row>${'<c><v>1</v></c>'.repeat(501)}</row>` })).toMatchObject({
    code: 'sheet.too-many-columns',
    cell: 'SG1',
  });
  expect(await rowsOf(workbook({ rows: '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>' }))).toHaveLength(1);
});

test('more shared texts than memory is given for are refused', async () => {
  const strings = '<si><t>abc</t></si>'.repeat(11);
  expect(await refused({ rows: ROW, strings }, { sharedStrings: 10 })).toMatchObject({ code: 'sheet.too-large' });
  expect(await refused({ rows: ROW, strings }, { sharedCharacters: 32 })).toMatchObject({ code: 'sheet.too-large' });
  expect(await rowsOf(workbook({ rows: ROW, strings }), undefined, { ...LIMITS, sharedStrings: 11, sharedCharacters: 33 })).toHaveLength(1);
});

test('a sheet that is missing is refused with the names of those that are there', async () => {
  expect(await refusalOf(rowsOf(workbook(), 'Fälle'))).toMatchObject({ code: 'sheet.not-there', detail: 'Fälle; there: Cases' });
  const hidden = workbook({ sheets: '<sheet name="a" sheetId="1" state="hidden" r:id="rId1"/>' });
  expect(await refusalOf(rowsOf(hidden))).toMatchObject({ code: 'sheet.not-there', detail: 'no sheet is shown; there: a' });
});

test('every refusal says what to do, and a cell brings its row along', () => {
  for (const says of Object.values(SHEET_REFUSALS)) expect(says).toMatch(/\. [A-Z]|^[A-Z][a-z]+ .*\.$/);
  expect(new SpreadsheetRefusal('sheet.formula', '', { cell: 'AB12' })).toMatchObject({
    row: 12,
    message: SHEET_REFUSALS['sheet.formula'],
  });
});
