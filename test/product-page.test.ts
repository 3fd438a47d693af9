import { createHash } from 'node:crypto';
import { LANGUAGES } from '../domain/language.ts';
import { PAGE_SECURITY_POLICY } from '../documents/products/page-style.ts';
import { productPage } from '../documents/products/public-page.ts';
import { wordingIn } from '../documents/products/wording.ts';
import { NASTY } from './any-product.ts';
import { aNewsletter, stopFinal } from './product-samples.ts';

const all = (html: string, pattern: RegExp): string[] => [...html.matchAll(pattern)].map(([, found = '']) => found);

test.each(LANGUAGES)(
  'the page in %s can be read by everybody: language, headings in order, named tables and pictures',
  async (language) => {
    const { words, amount } = wordingIn(language);
    const html = await productPage(stopFinal(), language);
    expect(html).toMatch(new RegExp(`^<!doctype html>\n<html lang="${language}" dir="${words.direction}">`));
    expect(all(html, /<title>([^<]+)<\/title>\n<style>/g)).toEqual([`Operation STOP II – final (2) – ${words.statuses.final[0]}`]);
    expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    expect(all(html, /<h(\d)>/g).join('')).toMatch(/^12+$/);
    for (const landmark of ['main', 'header', 'footer']) expect(html.match(new RegExp(`<${landmark}>`, 'g'))).toHaveLength(1);
    const tables = all(html, /<table>([\s\S]*?)<\/table>/g);
    expect(tables.length).toBeGreaterThan(7);
    for (const table of tables) {
      expect(table).toMatch(/^<caption>[^<]+<\/caption><thead><tr>(<th scope="col"( class="number")?>[^<]+<\/th>)+<\/tr><\/thead><tbody>/);
      const rows = all(table, /<tr>((?:<th scope="row">|<td)[\s\S]*?)<\/tr>/g);
      for (const row of rows) expect(row).toMatch(/^<th scope="row">[\s\S]+?<\/th>(<td[\s\S]*?<\/td>)+$/);
    }
    const pictures = all(html, /<figure><figcaption>[^<]+<\/figcaption>(<svg [^>]*>)/g);
    expect(pictures).toHaveLength(3);
    for (const picture of pictures)
      for (const id of all(picture, /aria-labelledby="([^"]+)"/g)[0]?.split(' ') ?? ['']) expect(html).toContain(`id="${id}"`);
    const ids = all(html, / id="([^"]+)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    expect(html).toContain(amount('12345678901234567890.25'));
    expect(html).toContain(`${words.sections.withheld}</h2>`);
  },
);

test('the page loads nothing and runs nothing, and its one style is the one that its policy lets in', async () => {
  const html = await productPage(stopFinal(), 'ar');
  expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|url\((?!#)|\sstyle=|\son\w+=|javascript:/i);
  const [style = '', ...others] = all(html, /<style>([\s\S]*?)<\/style>/g);
  expect(others).toEqual([]);
  expect(PAGE_SECURITY_POLICY).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  expect(PAGE_SECURITY_POLICY).toMatch(/^default-src 'none'; /);
});

test('it leads to its files and to itself in other languages, each named in itself', async () => {
  const links = { files: { pdf: '/p.pdf?a=1&b=2', json: '/p.json' }, pages: { en: '/en', fr: '/fr', ar: '/ar' } };
  const html = await productPage(stopFinal(), 'en', { links });
  expect(all(html, /<a href="([^"]+)"/g)).toEqual(['/fr', '/ar', '/p.json', '/p.pdf?a=1&#38;b=2']);
  expect(html).toContain('<a href="/ar" lang="ar" hreflang="ar" dir="auto">العربية</a>');
  expect(await productPage(stopFinal(), 'en')).not.toContain('<a ');
});

test('a page that was superseded says so before anything else', async () => {
  const html = await productPage(stopFinal({ supersededBy: 'corrected (3)' }), 'fr', {
    occasion: { embargoUntil: '2022-06-09T11:00:00Z' },
  });
  expect(html).toMatch(/<main><p class="banner" role="alert">[^<]*remplacé par : corrected \(3\)<\/p><p class="banner embargo">/);
  expect(await productPage(stopFinal(), 'fr')).not.toContain('class="banner"');
});

test('what somebody typed is text on the page, and stays between its marks', async () => {
  const text = NASTY.map((heading) => ({ heading, paragraphs: [heading] }));
  const nasty = NASTY[1] ?? '';
  const countries = [
    { country: nasty, cases: 1, seizures: 2, quantities: [{ heading: nasty, unit: nasty, quantity: nasty, seizures: 3 }] },
    { country: 'BE', cases: 1, seizures: 2, quantities: [] },
  ];
  const figures = [{ name: nasty, unit: nasty, value: nasty }];
  const content = aNewsletter({
    text,
    countries,
    figures,
    name: nasty,
    recipient: nasty,
    supersededBy: nasty,
    operation: { id: nasty, title: nasty },
  });
  const html = await productPage(content, 'en', { links: { files: { csv: nasty } }, occasion: { sha256: nasty } });
  expect(html).not.toMatch(/<script|<img|onerror=alert\(1\)>/);
  expect(html).toContain('&#60;script&#62;alert(1)&#60;/script&#62;');
  expect(html.match(/<[a-z]+(\s[\w-]+="[^"]*")*\s+on\w+=/g)).toBeNull();
});

test('a name that runs the other way is kept apart on a page from right to left', async () => {
  const html = await productPage(stopFinal(), 'ar');
  expect(html).toContain('<h1><bdi dir="ltr">Operation STOP II</bdi></h1>');
  expect(await productPage(stopFinal(), 'en')).toContain('<h1>Operation STOP II</h1>');
});
