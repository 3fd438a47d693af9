import { HEADINGS } from '../domain/catalogue/headings.ts';
import { HS_CHAPTERS, isHs } from '../domain/catalogue/hs-chapters.ts';
import { isUsualHs } from '../domain/catalogue/hs-fits.ts';
import { isDoubtfulKey, MATCH_KEYS, normaliseKey } from '../domain/catalogue/match-keys.ts';

test.each(['0507', '300490', '970510', '240220'])('%s is a code of the Harmonized System', (code) => {
  expect(isHs(code)).toBe(true);
});

test.each(['7701', '770100', '9801', '0001', '05', '05071', '05071000', '3004.90', 'ivory', '', '３００４'])('"%s" is none', (code) => {
  expect(isHs(code)).toBe(false);
});

test('the Harmonized System has 96 chapters, in their order, without 77', () => {
  expect(HS_CHAPTERS).toHaveLength(96);
  expect(HS_CHAPTERS.map(({ code }) => code)).toEqual([...HS_CHAPTERS.map(({ code }) => code)].sort());
});

test.each([
  ['ivory', '050710', true],
  ['ivory', '870323', false],
  ['medicines', '300490', true],
  ['medicines', '9306', false],
  ['counterfeits', '640399', true],
  ['doping-substances', '293790', true],
  ['live-animals', '0106', true],
])('goods under %s are usual under %s: %s', (heading, code, isUsual) => {
  expect(isUsualHs(heading, code)).toBe(isUsual);
});

test('every heading but counterfeits and tax evasion is unusual under some chapter', () => {
  const anything = HEADINGS.filter(({ code }) => HS_CHAPTERS.every((chapter) => isUsualHs(code, chapter.code)));
  expect(anything.map(({ code }) => code)).toEqual(['tax-evasion', 'counterfeits']);
});

test.each([
  ['container', 'CSQU 305438-3', 'CSQU3054383', false],
  ['container', 'csqu3054383', 'CSQU3054383', false],
  ['container', 'CSQU3054384', 'CSQU3054384', true],
  ['container', 'CSQU305438', 'CSQU305438', true],
  ['container', 'MSCU1000070', 'MSCU1000070', false],
  ['container', 'TOLU4734787', 'TOLU4734787', false],
  ['flight', 'AF 0084', 'AF84', false],
  ['flight', 'af84', 'AF84', false],
  ['flight', 'U2 8001', 'U28001', false],
  ['flight', 'AFR 84B', 'AFR84B', false],
  ['flight', 'Air France', 'AIRFRANCE', true],
  ['parcel', '020-1234 5675', '02012345675', false],
  ['parcel', 'RR 123 456 785 GB', 'RR123456785GB', false],
  ['lab-exhibit', '2025/ab–17', '2025AB17', false],
  ['lab-exhibit', '—', '', true],
  ['national-reference', ' ＢＥ-12.７ ', 'BE127', false],
] as const)('a %s written "%s" is compared as %s', (kind, text, value, isDoubtful) => {
  expect(normaliseKey(kind, text)).toBe(value);
  expect(isDoubtfulKey(kind, text)).toBe(isDoubtful);
});

test('normalising a key again changes nothing', () => {
  for (const { code } of MATCH_KEYS) {
    const value = normaliseKey(code, 'af-0012 b/4');
    expect(normaliseKey(code, value)).toBe(value);
  }
});
