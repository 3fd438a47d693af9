import { COUNTRIES } from '../domain/catalogue/countries.ts';
import { LANGUAGES, type Language } from '../domain/language.ts';
import { type ProductContent } from '../domain/product.ts';
import { renderProduct } from '../documents/products/rendering.ts';
import { wordingIn } from '../documents/products/wording.ts';
import { NASTY } from './any-product.ts';
import { pdfParts, wordsIn } from './pdf-parts.ts';
import { aNewsletter, stopFinal } from './product-samples.ts';

async function pdfOf(content: ProductContent, language: Language = 'en', occasion = {}): Promise<Uint8Array> {
  return (await renderProduct({ content, format: 'pdf', language, occasion })).bytes;
}
const textOf = async (...asked: Parameters<typeof pdfOf>) => wordsIn((await pdfParts(await pdfOf(...asked))).pages.join('\n'));

/** PDFs go without the vowel signs of Arabic. */
const unvowelled = (text: string): string => text.replace(/[\u064b-\u0652]/g, '');
/** The PDF says what lam before kaf is by an /ActualText, which this reader does not know; poppler does. */
const isReadable = (word: string): boolean => !word.includes('لك');

test.each(LANGUAGES)('the figures of STOP II can be read out of their PDF in %s', async (language) => {
  const { words, amount, country, moment } = wordingIn(language);
  const text = await textOf(stopFinal(), language);
  for (const value of ['2769', '4034', '273600000', '214400000', '13500000', '501500000', '12345678901234567890.25']) {
    expect(text).toContain(wordsIn(amount(value)));
  }
  // Word by word, as lines of Arabic are put together in another order by each reader.
  const said = [
    words.kinds.edition,
    words.statuses.final[0],
    words.sections.differences,
    words.sections.held,
    words.headings['medicines'] ?? '',
    words.labels.seizures,
    words.withholdings.consent,
    words.members.consentedBySilence,
    country('BE'),
    moment('2022-05-20T16:00:00.000Z').replaceAll(/[()]/g, ''),
  ];
  for (const word of said
    .flatMap((each) => wordsIn(each).split(' '))
    .map(unvowelled)
    .filter(isReadable))
    expect(text).toContain(word);
});

test.each(LANGUAGES)('a PDF in %s is tagged, knows its language, embeds its fonts and tells its pictures', async (language) => {
  const { words } = wordingIn(language);
  const { tags, isMarked, inside, title, language: told } = await pdfParts(await pdfOf(stopFinal(), language));
  expect({ isMarked, title, told }).toEqual({ isMarked: true, title: 'Operation STOP II', told: language });
  expect(inside).toContain('/StructTreeRoot');
  expect(inside).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(inside).toMatch(new RegExp(`/Lang ?\\(${language}\\)`));
  expect(inside).toMatch(new RegExp(`/Direction ?/${words.direction === 'rtl' ? 'R2L' : 'L2R'}`));
  const fonts = new Set(inside.match(/\/BaseFont ?\/[\w+-]+/g));
  expect(fonts.size).toBeGreaterThan(0);
  for (const font of fonts) expect(font).toMatch(/\/[A-Z]{6}\+(NotoSans|Amiri)-(Regular|Bold)$/); // only parts of ours, which are inside
  expect(inside.match(/\/FontFile[23]?\b/g)?.length).toBe(inside.match(/\/FontDescriptor\b ?\d+/g) ? fonts.size : -1);
  const alts = tags.filter(({ role }) => role === 'Figure').map(({ alt }) => alt ?? '');
  expect(alts).toHaveLength(3);
  for (const [index, name] of [words.pictures.countries({ shown: 15 }), words.pictures.map, words.pictures.trend].entries()) {
    expect(alts[index]).toContain(unvowelled(name));
  }
  const roles = tags.map(({ role }) => role);
  for (const role of ['H1', 'Table', 'TH', 'TD', 'L', 'P', 'Caption']) expect(roles).toContain(role);
});

test('every word of Arabic that products have can be copied out letter by letter', async () => {
  const { words, country } = wordingIn('ar');
  const said = [...textsIn(words), ...COUNTRIES.map(({ code }) => country(code))];
  const text = await textOf(aNewsletter({ text: [{ heading: 'عنوان', paragraphs: said }] }), 'ar');
  const wanted = new Set(said.flatMap((each) => unvowelled(each).match(/\p{Script=Arabic}+/gu) ?? []));
  expect(wanted.size).toBeGreaterThan(500);
  expect([...wanted].filter((word) => isReadable(word) && !text.includes(word))).toEqual([]);
});

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

test('every page carries the label of who may have it, and what to ask by', async () => {
  const { pages } = await pdfParts(await pdfOf(stopFinal({ handling: { ...stopFinal().handling, tlp: 'AMBER+STRICT' } })));
  expect(pages.length).toBeGreaterThan(2);
  for (const page of pages) {
    expect(page.match(/TLP:AMBER\+STRICT/g)).toHaveLength(2);
    expect(page).toContain(stopFinal().id);
  }
});

test('a superseded edition says so at the top of every page, and one under embargo before its figures', async () => {
  const { pages } = await pdfParts(
    await pdfOf(stopFinal({ supersededBy: 'corrected (3)' }), 'en', { embargoUntil: '2022-06-09T11:00:00Z' }),
  );
  for (const page of pages) expect(wordsIn(page).slice(0, 120)).toContain('out of date. It has been replaced by: corrected (3)');
  expect(wordsIn(pages[0] ?? '')).toMatch(/Not to be published before: 9 June 2022 at 11:00 \(UTC\) .*2,769/);
});

test('it says how it is agreed, what it leaves out, and by which hash it is known', async () => {
  const text = await textOf(stopFinal({ status: 'provisional' }), 'en', { sha256: 'c0ffee'.repeat(10) });
  for (const said of [
    'Provisional',
    '90 of 160 administrations that were invited reported.',
    'Total seized: One dose of vaccine counts as one unit',
    'their owner has not agreed 14',
    '5 values are suppressed',
    'Persons arrested [c] persons',
    'Agreed by silence 8',
    'wco-director-compliance 3 June 2022 at 07:10 (UTC)',
    'New reports 380',
    'Phases that came in or went out 7',
    'Persons detained persons 5 –',
    'Persons arrested persons 11 [c]',
    'c0ffee'.repeat(10),
  ]) {
    expect(text).toContain(said);
  }
});

test('a newsletter is its text', async () => {
  const text = await textOf(aNewsletter());
  expect(text).toMatch(
    /Newsletter .*Ask the owner first\..*Falsified vaccines by post .*Look for labels without a batch number\..*Phase 3 begins/,
  );
  expect(text).not.toContain('Figures');
});

test('the same product is the same PDF to the byte, whatever was printed before', async () => {
  const first = await pdfOf(stopFinal(), 'ar');
  await pdfOf(aNewsletter(), 'ru');
  expect(Buffer.compare(await pdfOf(stopFinal(), 'ar'), first)).toBe(0);
  expect(Buffer.compare(await pdfOf(stopFinal({ number: 3 }), 'ar'), first)).not.toBe(0);
});

test('what somebody typed is shown as they typed it, and neither run nor set nor refused', async () => {
  const text = await textOf(aNewsletter({ text: NASTY.map((heading) => ({ heading, paragraphs: [heading] })) }));
  for (const shown of [
    '#panic("x") $x$ `r` <label> @ref *bold* _it_ // c /* d */ \\ [#eval("1")]',
    '<script>alert(1)</script>',
    '=HYPERLINK("http://evil.example","x")',
    '&amp; ]]> --> {{x}} ${y}',
  ]) {
    expect(text).toContain(shown);
  }
  expect(text).toMatch(/(\ufffd\s?){4}/); // Chinese, a picture and a private sign: no font of ours has them
});

test('no file of the machine can be had through a product', async () => {
  const content = aNewsletter({
    text: [{ heading: '#read("/etc/passwd")', paragraphs: ['#image("../../package.json")', '#import "@preview/x:1.0.0"'] }],
  });
  const text = await textOf(content);
  expect(text).toContain('#read("/etc/passwd")');
  expect(text).not.toContain('root:');
});

test('sixty reports one after the other leave the memory as it was', async () => {
  const content = stopFinal();
  for (let warm = 0; warm < 8; warm++) await pdfOf(content, LANGUAGES[warm % 6]);
  const before = process.memoryUsage().rss;
  for (let report = 0; report < 60; report++) await pdfOf({ ...content, number: report }, LANGUAGES[report % 6]);
  expect(process.memoryUsage().rss - before).toBeLessThan(250e6); // without clearing what Typst remembers it is 2 GB
}, 300_000);

test('orders that come together are each answered with their own', async () => {
  const orders = [1, 2, 3].map((number) => pdfOf(aNewsletter({ name: `Letter ${number}` })));
  const texts = await Promise.all((await Promise.all(orders)).map(async (bytes) => (await pdfParts(bytes)).pages.join('')));
  for (const [index, text] of texts.entries()) expect(text).toContain(`Letter ${index + 1} (4)`);
});

test('a report that cannot be set fails for whoever asked, and the next one is printed', async () => {
  const [broken, next] = await Promise.allSettled([pdfOf(aNewsletter({ madeAt: 'never' })), pdfOf(aNewsletter())]);
  expect([broken.status, next.status]).toEqual(['rejected', 'fulfilled']);
});
