import { composeDigestIn } from '../documents/digest.ts';
import { composeIn, composeLetter } from '../documents/letter.ts';
import type { Catalogue } from '../documents/languages/catalogue.ts';
import { en } from '../documents/languages/en.ts';
import { counted, type Forms } from '../documents/languages/plural.ts';
import { aLetter, KINDS, OPERATION_ID } from './letter-samples.ts';

const ARABIC_FORMS: Forms = { zero: 'لا رسائل', one: 'رسالة واحدة', two: 'رسالتان', few: '# رسائل', many: '# رسالة', other: '# رسالة' };
const RUSSIAN_FORMS: Forms = { one: '# письмо', few: '# письма', many: '# писем', other: '# письма' };

/** A language that runs from right to left, made from the words of English: what a translator to Arabic would hand in. */
const mirrored: Catalogue = {
  ...en,
  locale: 'ar-u-nu-latn',
  direction: 'rtl',
  digest: {
    ...en.digest,
    subject: ({ operation, letters }) => `${operation}: ${counted('ar-u-nu-latn', letters, ARABIC_FORMS)}`,
  },
  particulars: { ...en.particulars, operation: 'العملية', taskId: 'المهمة' },
  automatic: 'كتب كونسيرت هذه الرسالة.',
};

test.each(KINDS)('a %s can be written from right to left', (kind) => {
  const { text, html, subject } = composeIn(mirrored, aLetter(kind));
  expect(html).toContain('<html lang="ar" dir="rtl">');
  expect(html).not.toMatch(/<(th|td|li)[^>]*(left|dir="ltr")/);
  expect(subject).toContain('\u2068Tulip\u2069');
  expect(text).toContain('العملية: \u2068Tulip\u2069\n');
  expect(text.match(/\u2068/g)?.length).toBe(text.match(/\u2069/g)?.length);
});

test('from right to left, a number in parts keeps their order, and a plain one needs no marks', () => {
  const { text } = composeLetter({ ...aLetter('task-request', { title: '2026-04', instructions: '12.5' } as object), language: 'ar' });
  expect(text).toContain('\u20682026-04\u2069');
  expect(text).not.toContain('\u206812.5');
});

test('from right to left, a code still chooses its words', () => {
  const { text } = composeIn(mirrored, aLetter('extension-decided', { outcome: 'granted', asks: 'take-part' }));
  expect(text).toContain('was given more time');
  expect(text).toContain('answer to the invitation');
});

test('from right to left, a call stays in one piece, and can be copied without marks from the HTML', () => {
  const { text, html } = composeIn(mirrored, aLetter('operation-closed'));
  expect(text).toContain(`\u2068GET /operations/${OPERATION_ID}\u2069`);
  expect(html).toContain(`<td dir="auto">GET /operations/${OPERATION_ID}</td>`);
});

test.each([
  ['ar', ARABIC_FORMS, [0, 1, 2, 3, 11, 100], ['لا رسائل', 'رسالة واحدة', 'رسالتان', '3 رسائل', '11 رسالة', '100 رسالة']],
  ['ru', RUSSIAN_FORMS, [1, 2, 5, 21, 22, 111], ['1 письмо', '2 письма', '5 писем', '21 письмо', '22 письма', '111 писем']],
  ['pt', { one: '# carta', other: '# cartas' }, [0, 1, 2], ['0 carta', '1 carta', '2 cartas']],
  ['en', { one: '# letter', other: '# letters' }, [0, 1, 2, 1000], ['0 letters', '1 letter', '2 letters', '1,000 letters']],
] as const)('%s counts in its own forms', (locale, forms, counts, said) => {
  const latin = `${locale}-u-nu-latn`;
  expect(counts.map((count) => counted(latin, count, forms as Forms))).toEqual(said);
});

test('a digest holds every letter whole, after a list of what it holds, with attachments that keep apart', () => {
  const letters = KINDS.map((kind) => aLetter(kind));
  const digest = composeDigestIn(en, letters);
  expect(digest.subject).toBe(`Tulip: ${KINDS.length} letters`);
  for (const [index, letter] of letters.entries()) {
    const alone = composeIn(en, letter);
    expect(digest.text).toContain(`${index + 1}. ${alone.subject}\n`);
    expect(digest.text).toContain(`Letter ${index + 1} of ${KINDS.length}: ${alone.subject}\n\n${alone.text.trimEnd()}\n`);
    expect(digest.html).toContain(`<a href="#letter-${index + 1}">`);
    expect(digest.html).toContain(`id="letter-${index + 1}"`);
  }
  const names = digest.attachments.map(({ filename }) => filename);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(['1-deadline.ics', '2-deadline.ics', '9-figures.csv']));
});

test('a digest of an exercise says so once and first, and counts in the forms of its language', () => {
  const letters = [aLetter('invitation', {}, true), aLetter('reminder', {}, true)];
  const { text, subject } = composeDigestIn(en, letters);
  expect(subject).toBe('[Exercise] Tulip: 2 letters');
  expect(text).toMatch(/^THIS IS AN EXERCISE/);
  expect(text.match(/THIS IS AN EXERCISE/g)).toHaveLength(1);
  expect(composeDigestIn(mirrored, letters).subject).toBe('[Exercise] \u2068Tulip\u2069: رسالتان');
});
