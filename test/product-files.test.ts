import { createHash } from 'node:crypto';
import { openCsv } from '../documents/csv/reading.ts';
import { PRODUCT_FORMATS, type ProductContent } from '../domain/product.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { LANGUAGES } from '../domain/language.ts';
import { renderProduct } from '../documents/products/rendering.ts';
import { wordingIn } from '../documents/products/wording.ts';
import { aNewsletter, stopFinal } from './product-samples.ts';
import { all, rowsOf, textsOf } from './workbooks.ts';
import { entriesOf } from './zip-entries.ts';

const EVERY_FILE = PRODUCT_FORMATS.flatMap((format) => LANGUAGES.map((language) => [format, language] as const));
const MAGIC = { json: '{"agreement":', csv: '\ufeffproduct,', xlsx: 'PK\u0003\u0004', pdf: '%PDF-1.7' };

test.each(EVERY_FILE)('a product as %s in %s is the same file each time it is made', async (format, language) => {
  const asked = { content: stopFinal(), format, language };
  const [once, again] = [await renderProduct(asked), await renderProduct(asked)];
  expect(Buffer.from(once.bytes).toString(format === 'xlsx' || format === 'pdf' ? 'latin1' : 'utf8')).toMatch(
    new RegExp(`^${MAGIC[format]}`),
  );
  expect(Buffer.compare(once.bytes, again.bytes)).toBe(0);
  expect(once.fileName).toBe(format === 'json' ? 'operation-stop-ii-final-2.json' : `operation-stop-ii-final-2-${language}.${format}`);
});

test('JSON is the content itself, in one way only, whatever the language and the order of its keys', async () => {
  const content = stopFinal();
  const turned = Object.fromEntries(Object.entries(content).reverse()) as ProductContent;
  const [en, ar] = [await json(content, 'en'), await json(turned, 'ar')];
  expect(en).toBe(ar);
  expect(JSON.parse(en)).toEqual(content);
  expect(en).not.toMatch(/[\n\t]|": |, "/);
  expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'é', skipped: undefined })).toBe('{"a":"é","b":[{"c":null,"d":1}]}');
});

test('the bytes of STOP II as JSON do not change from release to release, or hashes that were handed out would be wrong', async () => {
  const hash = createHash('sha256')
    .update(await json(stopFinal(), 'en'))
    .digest('hex');
  expect(hash).toBe('573e5977f15b456324de0539c699b189ecf83b68c599023b2e61d04f69b69ab9');
});

async function json(content: ProductContent, language: 'en' | 'ar'): Promise<string> {
  return Buffer.from((await renderProduct({ content, format: 'json', language })).bytes).toString('utf8');
}

test.each([
  ['../../etc/passwd', 'etc-passwd-final-2-en.csv'],
  ['a\r\nSet-Cookie: x=1', 'a-set-cookie-x-1-final-2-en.csv'],
  ['Opération Éléphant', 'operation-elephant-final-2-en.csv'],
  ['عملية', '0197a3c2-5d1e-7b0a-9c44-2f6f0e6d1a55-final-2-en.csv'],
])('the file of an operation named %j is called %s', async (title, name) => {
  const content = stopFinal({ operation: { id: 'x', title } });
  expect((await renderProduct({ content, format: 'csv', language: 'en' })).fileName).toBe(name);
});

async function linesOf(content: ProductContent, language: 'en' | 'fr' = 'en'): Promise<Record<string, string>[]> {
  const { bytes } = await renderProduct({ content, format: 'csv', language });
  const [header, ...rows] = await all((await openCsv(Buffer.from(bytes), { delimiter: ',' })).rows());
  const titles = header?.cells.map(({ column, text }) => [column, text] as const) ?? [];
  return rows.map(({ cells }) =>
    Object.fromEntries(titles.map(([column, title]) => [title, cells.find((cell) => cell.column === column)?.text ?? ''])),
  );
}

test('every line of the CSV says of what it is', async () => {
  const lines = await linesOf(stopFinal({ supersededBy: 'corrected (3)' }), 'fr');
  for (const line of lines) {
    expect(line).toMatchObject({
      product: stopFinal().id,
      operation: 'Operation STOP II',
      edition: 'final',
      number: '2',
      status: 'final',
      cut_off: '2022-05-20T16:00:00.000Z',
      superseded_by: 'corrected (3)',
      handling: 'H1',
      tlp: 'CLEAR',
    });
  }
  const figure = (name: string) => lines.find((line) => line['part'] === 'figure' && line['name'] === name);
  expect(figure('medicines')).toMatchObject({ label: 'Médicaments', unit: 'C62', value: '273600000', suppressed: '' });
  expect(figure('value/medicines/retail')).toMatchObject({ label: 'Médicaments : Prix de détail', value: '12345678901234567890.25' });
  expect(lines.find(({ part }) => part === 'sum')).toMatchObject({
    name: 'total',
    value: '501500000',
    note: expect.stringContaining('One dose') as string,
  });
  expect(lines.find(({ part, name }) => part === 'reason' && name === 'late')).toMatchObject({ value: '29' });
  expect(lines.find(({ part, name }) => part === 'withheld' && name === 'consent')).toMatchObject({ value: '14' });
});

test('what is suppressed is empty and marked in CSV, and marked in a workbook: nobody can add it up as 0', async () => {
  const content = stopFinal();
  const hidden = (await linesOf(content)).filter(({ suppressed }) => suppressed === 'yes');
  expect(hidden.map(({ part, country, name }) => `${part} ${country} ${name}`)).toEqual([
    'figure  persons/arrested',
    'country SA vaccines',
    'country SA vaccines/seizures',
    'country RU cases',
    'country RU seizures',
    'difference  persons/arrested',
  ]);
  expect(new Set(hidden.map(({ value }) => value))).toEqual(new Set(['']));
  const texts = Object.values(textsOf(await sheet(content, 'en', 'countries')));
  expect(texts.filter((text) => text === '[c]')).toHaveLength(4);
  expect(texts).not.toContain('0');
});

async function sheet(
  content: ProductContent,
  language: 'en' | 'ar' | 'ru',
  name: 'figures' | 'countries' | 'differences' | 'trend' | 'about',
) {
  const { bytes } = await renderProduct({ content, format: 'xlsx', language });
  return rowsOf(Buffer.from(bytes), wordingIn(language).words.sections[name]);
}

test.each(['en', 'ar', 'ru'] as const)('a workbook in %s has the figures as numbers, under titles in its language', async (language) => {
  const { words } = wordingIn(language);
  const [header, ...rows] = await sheet(stopFinal(), language, 'figures');
  expect(header?.cells.map(({ text }) => text)).toEqual([
    words.labels.figure,
    words.labels.value,
    words.labels.unit,
    words.labels.code,
    words.labels.reason,
  ]);
  const medicines = rows.find(({ cells }) => cells.some(({ text }) => text === 'medicines [C62]'));
  expect(medicines?.cells.slice(0, 3)).toEqual([
    { column: 'A', text: words.headings['medicines'], kind: 'text' },
    { column: 'B', text: '273600000', kind: 'number' },
    { column: 'C', text: words.units['C62'], kind: 'text' },
  ]);
  const retail = rows.find(({ cells }) => cells.some(({ text }) => text === 'value/medicines/retail [EUR]'));
  expect(retail?.cells[1]).toEqual({ column: 'B', text: '12345678901234567890.25', kind: 'text' }); // a number would lose five digits
});

test('a workbook in Arabic is read from right to left, and one in French is not', async () => {
  const views = async (language: 'ar' | 'fr') => {
    const { bytes } = await renderProduct({ content: stopFinal(), format: 'xlsx', language });
    return (await entriesOf(Buffer.from(bytes)))
      .filter(({ name }) => name.includes('/sheet'))
      .map(({ text }) => /rightToLeft="1"/.test(text));
  };
  expect(await views('ar')).toEqual([true, true, true, true, true]);
  expect(await views('fr')).toEqual([false, false, false, false, false]);
});

test('the notes of a workbook say what the report says besides its figures', async () => {
  const content = stopFinal({ supersededBy: 'corrected (3)' });
  const texts = Object.values(textsOf(await sheet(content, 'en', 'about'))).join('\n');
  for (const said of [
    'replaced by: corrected (3)',
    '90 of 160',
    'their owner has not agreed | 14',
    '5 values are suppressed',
    'Late reports | 29',
    content.id,
  ]) {
    expect(texts).toContain(said);
  }
});

test('formulas that somebody typed stay text in CSV and in workbooks', async () => {
  const content = aNewsletter({ operation: { id: 'x', title: '=1+1' }, text: [{ heading: '@SUM(A1)', paragraphs: ['＝cmd', '+1'] }] });
  const lines = await linesOf(content);
  expect(lines[0]?.['operation']).toBe("'=1+1");
  expect(lines.filter(({ part }) => part === 'text').map(({ name, note }) => [name, note])).toEqual([
    ["'@SUM(A1)", "'＝cmd"],
    ["'@SUM(A1)", "'+1"],
  ]);
  const { bytes } = await renderProduct({ content, format: 'xlsx', language: 'en' });
  expect((await entriesOf(Buffer.from(bytes))).filter(({ text }) => text.includes('<f>'))).toEqual([]);
});
