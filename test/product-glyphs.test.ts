import { create, type Font } from 'fontkit';
import { reportOf } from '../documents/products/composition.ts';
import { fontBytes } from '../documents/products/fonts.ts';
import { showable } from '../documents/products/glyphs.ts';
import { printed } from '../documents/products/press.ts';
import { wordingIn } from '../documents/products/wording.ts';
import { stopFinal } from './product-samples.ts';

const fonts = fontBytes().map((bytes) => create(bytes) as Font);
/** Whatever one of the fonts has, what is not drawn at all, and what controls. */
const CODES = [
  ...new Set(fonts.flatMap(({ characterSet }) => characterSet)),
  ...Array.from({ length: 0xfffff }, (_, code) => code).filter((code) =>
    /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Z}]/u.test(String.fromCodePoint(code)),
  ),
];
const CHARACTERS = CODES.map((code) => String.fromCodePoint(code));
const ACCENTS = CHARACTERS.filter((character) => /\p{M}/u.test(character));
const LETTERS = ['a', 'é', 'Я', 'ب', 'لا', '1', '◌', ''];

/** Set in regular as a text, in bold as a title, and in a table. */
function set(says: string, language: 'en' | 'ar'): Promise<Uint8Array> {
  const wording = wordingIn(language);
  const report = reportOf(stopFinal(), {}, wording);
  const table = { caption: says, columns: [{ title: says, isNumber: false }], rows: [[says]] };
  const sections = [{ title: says, blocks: [{ says }, { table }] }];
  return printed({ ...report, title: says, lead: [says], sections }, '2022-06-09T11:00:00.000Z');
}

test.each(['en', 'ar'] as const)(
  'every character that one of our fonts has, and every accent on letters of each script, can stand in a PDF (%s)',
  async (language) => {
    const texts = [...CHARACTERS, ...ACCENTS.flatMap((accent) => LETTERS.map((letter) => letter + accent))];
    for (let from = 0; from < texts.length; from += 400) await set(texts.slice(from, from + 400).join(' '), language);
  },
);

test.each([
  ['a letter that only the regular font has', '\u{1ee00}', '\ufffd'],
  ['an accent that only the font of another script has', 'Я\u0653', 'Я\ufffd'],
  ['an accent on a letter of its own script', 'б\u0301', 'б\u0301'],
  ['an accent that makes a letter of its own', 'e\u0301', 'é'],
  ['vowel signs', 'مُحَمَّد', 'محمد'],
  ['a vowel sign alone', '\u064f', '\u064f'],
  ['what stands at the beginning of files', '\ufeffa', 'a'],
  ['Chinese', '行动', '\ufffd\ufffd'],
])('%s is shown as far as it can be', async (_, typed, shown) => {
  expect(showable(typed)).toBe(shown);
  expect((await set(typed, 'ar')).length).toBeGreaterThan(0);
});
