import { create, type Font } from 'fontkit';
import { fontBytes } from './fonts.ts';

/** What stands for a character that no font of ours has. */
const REPLACEMENT = '\ufffd';
/**
 * The vowel signs of Arabic, which readers do without and typists rarely set. A PDF keeps for each glyph what it stands for, and a letter that was set
 * once with a sign is copied out with it everywhere. A sign without a letter stays: it may be all that a title has, and a document without one is none.
 */
const VOWEL_SIGNS = /(?<=\p{L}\p{M}*)[\u064b-\u0652\u0670]/gu;
/** Nothing is drawn for them either, and they may not stand in a PDF/UA, or are not known to Typst as such (a sign of Mongolian, since Unicode 14). */
const FORBIDDEN = /[\0\u180f\ufeff]/g;
/** Nothing is drawn for them, so that no font need have them. */
const INVISIBLE = /[\n\p{Default_Ignorable_Code_Point}]/u;

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });
let weights: readonly (readonly Font[])[] | undefined;

/**
 * The text with a mark for every character that the embedded fonts cannot show, such as a name in Chinese: a PDF that promises to be readable by everybody
 * (PDF/UA) may not hold what it cannot show, and nobody's name may keep a report from being made.
 */
export function showable(text: string): string {
  const plain = text.toWellFormed().normalize('NFC').replace(VOWEL_SIGNS, '').replace(FORBIDDEN, '');
  return Array.from(letters.segment(plain), ({ segment }) => (isShown(segment) ? segment : inParts(segment))).join('');
}

/** A letter is set with its accents from one font. An accent that only another has is not shown, whatever else the letter may be. */
function inParts(letter: string): string {
  const [first = '', ...accents] = Array.from(letter, (character) => (isShown(character) ? character : REPLACEMENT));
  return [first, ...accents.map((character) => (/\p{M}/u.test(character) ? REPLACEMENT : character))].join('');
}

/** In bold too, since a text may be set in either: the bold Amiri lacks 150 letters of the regular one. */
function isShown(letter: string): boolean {
  weights ??= byWeight(fontBytes().map((bytes) => create(bytes) as Font));
  const codes = Array.from(letter, (character) => (INVISIBLE.test(character) ? [] : (character.codePointAt(0) ?? []))).flat();
  return weights.every((fonts) => fonts.some((font) => codes.every((code) => font.hasGlyphForCodePoint(code))));
}

/** Regular and bold, of one script after the other. */
function byWeight(fonts: readonly Font[]): Font[][] {
  return [0, 1].map((weight) => fonts.filter((_, index) => index % 2 === weight));
}
