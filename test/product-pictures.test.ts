import { LANGUAGES } from '../domain/language.ts';
import { COUNTRIES } from '../domain/catalogue/countries.ts';
import type { Drawing } from '../documents/products/drawing.ts';
import { mapShades } from '../documents/products/map-shades.ts';
import { reportOf } from '../documents/products/composition.ts';
import { drawn } from '../documents/products/press.ts';
import { wordingIn } from '../documents/products/wording.ts';
import { stopFinal } from './product-samples.ts';

function drawingsOf(content = stopFinal(), language: (typeof LANGUAGES)[number] = 'en'): Drawing[] {
  const { sections } = reportOf(content, {}, wordingIn(language));
  return sections.flatMap(({ blocks }) => blocks.flatMap((block) => ('picture' in block ? [block.picture] : [])));
}

test.each(LANGUAGES)('pictures in %s tell their title and what they show, and bring no style, script or address', async (language) => {
  const drawings = drawingsOf(stopFinal(), language);
  const pictures = await drawn(drawings);
  expect(Object.keys(pictures)).toEqual(['countries', 'map', 'trend']);
  for (const drawing of drawings) {
    const svg = pictures[drawing.key] ?? '';
    expect(svg).toContain(`<title id="${drawing.key}-title">${drawing.title}</title>`);
    expect(svg).toContain(`<desc id="${drawing.key}-told">`);
    expect(svg).toContain(`role="img" aria-labelledby="${drawing.key}-title ${drawing.key}-told"`);
    expect(svg).not.toMatch(/ style=|<style|<script|class=|href=|\son\w+=|zr\d|NaN|undefined|ecmeta/);
    expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
  }
});

test('the same drawing is the same picture, whatever was drawn between', async () => {
  const drawings = drawingsOf();
  const first = await drawn(drawings);
  await drawn(drawingsOf(stopFinal(), 'ru'));
  expect(await drawn([...drawings].reverse())).toEqual(first);
});

test('bars are as long as their numbers and have those beside them', async () => {
  const [bars] = drawingsOf();
  const svg = (await drawn(bars ? [bars] : []))['countries'] ?? '';
  const widths = [...svg.matchAll(/<path d="M[\d.]+ [\d.]+l([\d.]+) 0l0 [\d.]+l-[\d.]+ 0Z"[^>]*fill="#1f5a94"/g)].map(([, width]) =>
    Number(width),
  );
  expect(widths).toHaveLength(15);
  expect((widths[1] ?? 0) / (widths[0] ?? 1)).toBeCloseTo(512 / 655, 2);
  for (const text of ['Belgium', '655', 'France', '512']) expect(svg).toContain(`>${text}</text>`);
});

test('a map shows all members of the WCO, the small ones as circles, and none as half the world', async () => {
  const shades = Object.fromEntries(COUNTRIES.map(({ code }) => [code, 'fifth' as const]));
  const drawing: Drawing = { kind: 'map', key: 'map', title: 'T', alt: 'A', direction: 'ltr', shades, legend: [] };
  const { map = '' } = await drawn([drawing]);
  expect(map.match(/<circle /g)?.length).toBeGreaterThan(30);
  expect(map.length).toBeLessThan(450_000);
  for (const [code, at] of Object.entries({ SG: [730, 250], MT: [500, 120] })) {
    const alone = (await drawn([{ ...drawing, shades: { [code]: 'fifth' } }]))['map'] ?? '';
    const [, x, y] = /<circle cx="([\d.]+)" cy="([\d.]+)"/.exec(alone) ?? [];
    expect(Math.abs(Number(x) - (at[0] ?? 0))).toBeLessThan(40);
    expect(Math.abs(Number(y) - (at[1] ?? 0))).toBeLessThan(40);
  }
  for (const { code } of COUNTRIES)
    expect({ code, isShown: (await drawn([{ ...drawing, shades: { [code]: 'fifth' } }]))['map']?.includes('#0a3f78') }).toEqual({
      code,
      isShown: true,
    });
  // No land reaches from one edge to the other: what does is a polygon turned inside out, which covers the seas.
  const widths = map.split(/(?=M)/).map((ring) => {
    const xs = [...ring.matchAll(/[ML](-?[\d.]+),/g)].map(([, x]) => Number(x));
    return Math.max(...xs) - Math.min(...xs);
  });
  expect(widths.filter((width) => width > 600)).toEqual([]);
});

test('shades have round limits, a suppressed number its own, and nothing is shown as nothing', () => {
  const row = (country: string, seizures: number | null) => ({ country, cases: seizures, seizures, quantities: [] });
  const rows = [row('BE', 655), row('FR', 12), row('MT', 1), row('RU', null), row('US', 0)];
  const { shades, legend } = mapShades(rows, wordingIn('en'));
  expect(shades).toEqual({ BE: 'fifth', FR: 'second', MT: 'first', RU: 'hidden', US: 'none' });
  expect(legend.map(({ label }) => label)).toEqual(['1–9', '10–49', '50–99', '100–499', '500+', 'Suppressed', 'No seizures shown']);
  const many = mapShades([row('BE', 700_000), row('FR', 60)], wordingIn('en'));
  expect(many.legend.map(({ label }) => label).slice(0, 5)).toEqual([
    '1–9,999',
    '10,000–49,999',
    '50,000–99,999',
    '100,000–499,999',
    '500,000+',
  ]);
  expect(mapShades([], wordingIn('en')).legend).toHaveLength(1);
});

test('where no countries are shown, goods of one unit are compared, and goods of different units never', () => {
  const [goods, ...others] = drawingsOf(stopFinal({ countries: [], trend: [] }));
  expect(others).toEqual([]);
  expect(goods).toMatchObject({ kind: 'bars', title: 'Quantities by goods (unit)' });
  expect(goods && 'bars' in goods ? goods.bars.map(({ label, value }) => `${label} ${value}`) : []).toEqual([
    'Medicines 273,600,000',
    'Medical devices 214,400,000',
  ]);
});

test('a country whose number is suppressed is in no bar', () => {
  const [bars] = drawingsOf();
  expect(bars && 'bars' in bars ? bars.bars.map(({ label }) => label) : []).not.toContain('Russian Federation');
});
