import { composeLetter } from '../documents/letter.ts';
import type { EditionMatter, MatterKind } from '../domain/edition-matter.ts';
import { LANGUAGES, type Language } from '../domain/language.ts';
import { DISPUTE_RULES } from '../domain/plan.ts';
import { callsIn } from './letter-calls.ts';
import { MATTERS, OPERATION_ID, TASK_ID, WRITTEN } from './letter-samples.ts';

const KINDS = Object.keys(MATTERS) as MatterKind[];
const EVERY_MATTER = LANGUAGES.flatMap((language) => KINDS.map((matter) => [matter, language] as const));

const composed = (content: EditionMatter, language: Language = 'en') =>
  composeLetter({ kind: 'edition-matter', content, operationId: OPERATION_ID, isDrill: false, writtenAt: WRITTEN, language });

/** What its reader must find of it; of a figure in one word, as the edition calls it. */
function toldOf({ matter: _, ...about }: EditionMatter): string[] {
  return Object.entries(about).flatMap(([name, value]): string[] => {
    if (name === 'rule' || name === 'outcome') return [];
    if (name === 'figures') return ['medicines/C62'];
    return name === 'differences' ? ['CH', 'europol', 'wco'] : [String(value)];
  });
}

test.each(EVERY_MATTER)('a letter that tells of %s in %s carries all that it is made from', (matter, language) => {
  const { subject, text } = composed(MATTERS[matter], language);
  for (const value of toldOf(MATTERS[matter])) expect(text).toContain(value);
  expect(subject).toContain('Tulip');
  expect(`${subject}${text}`).not.toMatch(/undefined|\bnull\b|\[object/);
});

test.each<[MatterKind, string[]]>([
  ['disputed', ['POST /disputes/d-1/settlements', `GET /editions/${TASK_ID}`]],
  ['dispute-withdrawn', [`GET /editions/${TASK_ID}`]],
  ['dispute-settled', [`GET /editions/${TASK_ID}`]],
  ['late-appeal', ['POST /late-appeals/a-1/decisions', 'POST /late-appeals/a-1/decisions', 'GET /late-appeals/a-1']],
  ['late-appeal-decided', ['GET /late-appeals/a-1']],
  ['lists-differ', [`POST /editions/${TASK_ID}/country-lists`, `GET /editions/${TASK_ID}/reconciliation`]],
  ['lists-agree', [`GET /editions/${TASK_ID}`]],
])('a letter that tells of %s names what its reader can do about it, as a route of the API takes it', (matter, calls) => {
  expect(callsIn(composed(MATTERS[matter]).text)).toEqual({ calls, strange: [] });
});

test.each(LANGUAGES)('no two of these letters have the same subject in %s', (language) => {
  const subjects = KINDS.map((matter) => composed(MATTERS[matter], language).subject);
  expect(new Set(subjects).size).toBe(KINDS.length);
});

test.each(LANGUAGES)('what a dispute holds up is told in %s as the plan has it', (language) => {
  const texts = DISPUTE_RULES.map((rule) => composed({ ...MATTERS.disputed, rule } as EditionMatter, language).text);
  expect(new Set(texts).size).toBe(DISPUTE_RULES.length);
});

test('whoever disputes without naming figures is to be asked, since there is nothing to settle', () => {
  const { operation, organisation, edition, editionId, reason } = MATTERS.disputed;
  const { text } = composed({ operation, organisation, edition, editionId, reason, matter: 'disputed' });
  expect(text).toContain('there is nothing to settle');
  expect(callsIn(text)).toEqual({ calls: [`GET /editions/${TASK_ID}`], strange: [] });
});

test.each<[Language, RegExp, RegExp]>([
  ['en', / taken$/, / not taken$/],
  ['fr', / accepté$/, / refusé$/],
  ['es', / aceptada$/, / rechazada$/],
])('whether a late report was taken stands in the subject in %s, and a reason only where there is one', (language, taken, refused) => {
  const { reason: _, ...decided } = MATTERS['late-appeal-decided'];
  const granted = composed({ ...decided, outcome: 'granted' }, language);
  expect(granted.subject).toMatch(taken);
  expect(granted.text).not.toContain('There was no strike.');
  expect(composed(MATTERS['late-appeal-decided'], language).subject).toMatch(refused);
});
