import { fontBytes } from './fonts.ts';

type Run = readonly [first: number, last: number];

/** What stands for a character that no font of ours has. */
const REPLACEMENT = '\ufffd';
/**
 * The vowel signs of Arabic, which readers do without and typists rarely set. A PDF keeps for each glyph what it stands for, and a letter that was set
 * once with a sign is copied out with it everywhere.
 */
const VOWEL_SIGNS = /[\u064b-\u0652\u0670]/g;
/** Nothing is drawn for them, so that no font need have them. */
const INVISIBLE = /[\n\p{Default_Ignorable_Code_Point}]/u;

let known: Run[] | undefined;

/**
 * The text with a mark for every character that no embedded font can show, such as a name in Chinese: a PDF that promises to be readable by everybody
 * (PDF/UA) may not hold what it cannot show, and nobody's name may keep a report from being made.
 */
export function showable(text: string): string {
  known ??= runsOf(fontBytes());
  const runs = known;
  const isKnown = (code: number) => runs.some(([first, last]) => code >= first && code <= last);
  const plain = text.toWellFormed().normalize('NFC').replace(VOWEL_SIGNS, '');
  return Array.from(plain, (character) =>
    INVISIBLE.test(character) || isKnown(character.codePointAt(0) ?? 0) ? character : REPLACEMENT,
  ).join('');
}

/** What all of the regular and bold fonts of one script have, since a text may be set in either. */
function runsOf(fonts: readonly Buffer[]): Run[] {
  return fonts.filter((_, index) => index % 2 === 0).flatMap(characterRuns);
}

/** The runs of characters that a TrueType font has, by its table `cmap` in the format for all of Unicode, or that for its first plane. */
function characterRuns(font: Buffer): Run[] {
  const tables = font.readUInt16BE(4);
  const records = Array.from({ length: tables }, (_, index) => 12 + index * 16);
  const record = records.find((at) => font.toString('latin1', at, at + 4) === 'cmap');
  if (record === undefined) return [];
  const cmap = font.readUInt32BE(record + 8);
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, index) => cmap + font.readUInt32BE(cmap + 8 + index * 8));
  const full = subtables.find((at) => font.readUInt16BE(at) === 12);
  if (full !== undefined) return groupsOf(font, full);
  const basic = subtables.find((at) => font.readUInt16BE(at) === 4);
  return basic === undefined ? [] : segmentsOf(font, basic);
}

function groupsOf(font: Buffer, at: number): Run[] {
  const groups = font.readUInt32BE(at + 12);
  return Array.from(
    { length: groups },
    (_, index) => [font.readUInt32BE(at + 16 + index * 12), font.readUInt32BE(at + 20 + index * 12)] as const,
  );
}

/** The last segment only says that there are no more. */
function segmentsOf(font: Buffer, at: number): Run[] {
  const doubled = font.readUInt16BE(at + 6);
  const segments = Array.from({ length: doubled / 2 }, (_, index) => {
    const last = font.readUInt16BE(at + 14 + index * 2);
    return [font.readUInt16BE(at + 16 + doubled + index * 2), last] as const;
  });
  return segments.filter(([first]) => first !== 0xffff);
}
