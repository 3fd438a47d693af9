import fc from 'fast-check';
import { openCsv } from '../documents/csv/reading.ts';
import { productPage } from '../documents/products/public-page.ts';
import { renderProduct } from '../documents/products/rendering.ts';
import { wordingIn } from '../documents/products/wording.ts';
import { escapeHtml } from '../documents/page.ts';
import { LANGUAGES } from '../domain/language.ts';
import { type ProductContent } from '../domain/product.ts';
import { anyProduct } from './any-product.ts';
import { pdfParts, wordsIn } from './pdf-parts.ts';
import { all, rowsOf } from './workbooks.ts';

const language = fc.constantFrom(...LANGUAGES);
type Format = 'json' | 'csv' | 'xlsx' | 'pdf';
const bytesOf = async (content: ProductContent, format: Format, spoken: (typeof LANGUAGES)[number]): Promise<Buffer> =>
  Buffer.from((await renderProduct({ content, format, language: spoken })).bytes);

test('any product is JSON that says the same', async () => {
  await fc.assert(
    fc.asyncProperty(anyProduct, language, async (content, spoken) => {
      expect(JSON.parse((await bytesOf(content, 'json', spoken)).toString('utf8'))).toEqual(content);
    }),
  );
});

test('any product is CSV in which every number has its digits, and no cell begins a formula', async () => {
  await fc.assert(
    fc.asyncProperty(anyProduct, language, async (content, spoken) => {
      const [header, ...rows] = await all((await openCsv(await bytesOf(content, 'csv', spoken), { delimiter: ',' })).rows());
      const columnOf = (title: string) => header?.cells.find(({ text }) => text === title)?.column;
      const lines = rows.map(
        ({ cells }) =>
          (title: string) =>
            cells.find(({ column }) => column === columnOf(title))?.text ?? '',
      );
      const figures = lines
        .filter((line) => line('part') === 'figure')
        .map((line) => [line('name'), line('unit'), line('value'), line('suppressed')]);
      expect(figures).toEqual(content.figures.map(({ name, unit, value }) => [name, unit, value ?? '', value === null ? 'yes' : '']));
      const numbers = lines.filter((line) => line('part') === 'country' && line('name') === 'seizures').map((line) => line('value'));
      expect(numbers).toEqual(content.countries.map(({ seizures }) => (seizures === null ? '' : String(seizures))));
      for (const { cells } of rows) for (const { text } of cells) expect(text).not.toMatch(/^[=+\-@＝＋－＠\t\r]/);
    }),
    { numRuns: 60 },
  );
});

test('any product is a workbook in which every number has its digits', async () => {
  await fc.assert(
    fc.asyncProperty(anyProduct, language, async (content, spoken) => {
      const { words } = wordingIn(spoken);
      const [, ...rows] = await rowsOf(await bytesOf(content, 'xlsx', spoken), words.sections.figures);
      const values = rows.map(({ cells }) => cells.find(({ column }) => column === 'B')?.text);
      expect(values).toEqual(content.figures.map(({ value }) => value ?? '[c]'));
    }),
    { numRuns: 40 },
  );
});

test('any product is a page that holds its figures, and no tag that is not ours', async () => {
  await fc.assert(
    fc.asyncProperty(anyProduct, language, async (content, spoken) => {
      const { amount } = wordingIn(spoken);
      const page = await productPage(content, spoken);
      const html = page.replaceAll(/<\/?bdi[^>]*>/g, '');
      for (const { value } of shownOf(content)) expect(html).toContain(`>${escapeHtml(amount(value))}</td>`);
      const tags = new Set([...page.matchAll(/<([^\s>/!]+)/g)].map(([, tag]) => tag));
      expect([...tags].filter((tag) => !OURS.includes(tag ?? ''))).toEqual([]);
    }),
    { numRuns: 30 },
  );
}, 120_000);

/** Who answered is told as a sentence and a table of its own. */
function shownOf({ figures, denominators }: ProductContent): ProductContent['figures'] {
  return figures.filter(({ name }) => !denominators || !Object.hasOwn(denominators, name));
}

const OURS = (
  'html head meta title style body nav main header footer section h1 h2 p strong span bdi dl dt dd div table caption thead tbody tr th td ul li ' +
  'figure figcaption a svg desc defs clipPath g path rect text circle'
).split(' ');

test('any product is a PDF that says its figures', async () => {
  await fc.assert(
    fc.asyncProperty(anyProduct, language, async (content, spoken) => {
      const { amount } = wordingIn(spoken);
      const { pages, isMarked } = await pdfParts(await bytesOf(content, 'pdf', spoken));
      const text = pages.map(wordsIn).join(' ').replaceAll(' ', '');
      expect(isMarked).toBe(true);
      for (const { value } of shownOf(content)) {
        expect(text).toContain(amount(value).replaceAll(/\s/g, ''));
      }
    }),
    { numRuns: 15 },
  );
}, 180_000);
