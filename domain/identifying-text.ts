import { withPlainDigits } from './digits.ts';
import { namesIn } from './identifying-names.ts';
import { isCounted, NUMBER_PATTERNS, type Pattern } from './identifying-numbers.ts';

export type IdentifyingKind = 'passport' | 'phone' | 'email' | 'plate' | 'birth-date' | 'name' | 'iban' | 'card';

/** Where something stands, in UTF-16 units of the text. Never what it is: findings are logged, stored and shown to others. */
export type Finding = { kind: IdentifyingKind; at: number; length: number };

/**
 * What in a free text could identify a person, in the order of the text; of two that overlap, the one that begins first. Numbers are
 * found by their form, by a checksum, or by the word that announces them; names by titles, roles, patronymics and common given
 * names. Misses what stands alone without any of these. Takes linear time whatever the text is.
 */
export function identifyingText(text: string): Finding[] {
  const plain = withPlainDigits(text).replaceAll('\uff0b', '+').replaceAll('\uff20', '@');
  const findings = [
    ...emailsIn(plain),
    ...NUMBER_PATTERNS.flatMap((pattern) => numbersIn(plain, pattern)),
    ...namesIn(plain).map((span): Finding => ({ kind: 'name', ...span })),
  ];
  let end = 0;
  return findings
    .sort((a, b) => a.at - b.at || b.length - a.length)
    .filter(({ at, length }) => {
      if (at < end) return false;
      end = at + length;
      return true;
    });
}

/** Looks to the left from each @ instead of from every letter, so that a long word costs nothing. */
function emailsIn(text: string): Finding[] {
  const found = text.matchAll(/(?<=(?<name>[\p{L}\p{N}._%+-]{1,64}))@(?:[\p{L}\p{N}-]{1,63}\.){1,5}\p{L}{2,24}/gu);
  return [...found].map(({ 0: rest, index, groups }) => {
    const name = groups?.['name'] ?? '';
    return { kind: 'email', at: index - name.length, length: name.length + rest.length };
  });
}

function numbersIn<Kind extends IdentifyingKind>(text: string, { kind, after, value, holds = () => true }: Pattern<Kind>): Finding[] {
  const matches: Match[] = after
    ? [...text.matchAll(after)].flatMap((word) => matchAt(text, value, word.index + word[0].length))
    : [...text.matchAll(value)];
  return matches.flatMap(({ 0: whole, index, groups }) => {
    const found = groups?.['value'] ?? '';
    const at = index + whole.lastIndexOf(found);
    const rest = text.slice(at + found.length, at + found.length + 12);
    return holds(found) && !isCounted(rest) ? [{ kind, at, length: found.length }] : [];
  });
}

/** Looks at no more than a number with its gap can be: what follows a word is looked at once for each such word. */
const REACH = 200;

type Match = { 0: string; index: number; groups?: Record<string, string> | undefined };

function matchAt(text: string, pattern: RegExp, at: number): Match[] {
  const match = pattern.exec(text.slice(at, at + REACH));
  return match ? [{ 0: match[0], index: at, groups: match.groups }] : [];
}
