/* Longer than 250 lines: every kind of letter is held to the same promises. */
import type { ComposedLetter } from '../documents/letter.ts';
import { LANGUAGES } from '../domain/language.ts';
import type { Moment } from '../domain/moment.ts';
import { callsIn } from './letter-calls.ts';
import { brussels, compose, CONTENTS, KINDS, OPERATION_ID, TASK_ID } from './letter-samples.ts';

const EVERY_LETTER = LANGUAGES.flatMap((language) => KINDS.map((kind) => [kind, language] as const));

/** What a letter says in words of its language, or leaves to its calendar entry. */
const IN_WORDS =
  /^(is[A-Z].*|silence|asks|subject|outcome|status|role|rank|figures|meeting|sequence|tasks|openEnds|productKind|number|occasion|file|cutOffAt|products|matter|rule)$/;

/** The text that a reader of the HTML sees. */
const seen = ({ html }: ComposedLetter) =>
  html.replace(/<[^>]+>/g, ' ').replace(/&#(\d+);/g, (_entity, code) => String.fromCharCode(Number(code)));

test.each(EVERY_LETTER)('a %s in %s carries all that it is made from, as text and as HTML', (kind, language) => {
  const letter = compose(kind, {}, language);
  const values = Object.entries(CONTENTS[kind]).flatMap(([name, value]) => (IN_WORDS.test(name) ? [] : shownAs(value)));
  for (const value of values) {
    expect(letter.text).toContain(value);
    expect(seen(letter)).toContain(value);
  }
  expect(letter.subject).toContain('Tulip');
  expect(`${letter.subject}${letter.text}`).not.toMatch(/undefined|null|\[object|NaN/);
  expect(letter.html).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
});

test('no two languages say the same', () => {
  for (const kind of KINDS) {
    const [first, ...others] = LANGUAGES.map((language) => compose(kind, {}, language).text.split('\n'));
    const sentences = first!.filter((line) => /^[^-:]+ [^:]+$/.test(line));
    for (const other of others) expect(sentences.filter((sentence) => other.includes(sentence))).toEqual([]);
  }
});

test.each([
  ['en', 'Deadline: Friday, 30 April 2021 at 00:00 (Europe/Brussels) = 2021-04-29 22:00 UTC'],
  ['fr', 'Date limite\u00a0: vendredi 30 avril 2021 à 00:00 (Europe/Brussels) = 2021-04-29 22:00 UTC'],
  ['es', 'Fecha límite: viernes, 30 de abril de 2021, 00:00 (Europe/Brussels) = 2021-04-29 22:00 UTC'],
  ['ar', 'الموعد النهائي: \u2068الجمعة، 30 أبريل 2021 في 00:00 (Europe/Brussels) = 2021-04-29 22:00 UTC\u2069'],
  ['pt', 'Data-limite: sexta-feira, 30 de abril de 2021 às 00:00 (Europe/Brussels) = 2021-04-29 22:00 UTC'],
  ['ru', 'Срок: пятница, 30 апреля 2021 г. в 00:00 (Europe/Brussels) = 2021-04-29 22:00 UTC'],
] as const)('a deadline is told in %s as it was agreed on, with its zone and in UTC', (language, line) => {
  expect(compose('invitation', {}, language).text.split('\n')).toContain(line);
});

test('whoever is passed a letter finds in it how to answer', () => {
  const { text } = compose('invitation');
  expect(text).toContain(`POST /tasks/${TASK_ID}/answers {"answer":"accept"}`);
  expect(text).toContain(`POST /tasks/${TASK_ID}/answers {"answer":"decline","reason":"..."}`);
  expect(text).toContain('Only people who are registered for the organisation named above can answer.');
});

test.each([
  ['report-request', [`POST /operations/${OPERATION_ID}/cases`, `POST /operations/${OPERATION_ID}/nil-returns {"period":"week-1"}`]],
  ['reminder', [`POST /operations/${OPERATION_ID}/cases`, `GET /tasks/${TASK_ID}`]],
  [
    'confirm-request',
    [`POST /tasks/${TASK_ID}/answers {"answer":"confirm"}`, `POST /tasks/${TASK_ID}/answers {"answer":"dispute","reason":"..."}`],
  ],
  [
    'decision-request',
    [
      `POST /approvals/${TASK_ID}/decisions {"decision":"approve"}`,
      `POST /approvals/${TASK_ID}/decisions {"decision":"reject","reason":"..."}`,
    ],
  ],
  ['returned', [`GET /operations/${OPERATION_ID}/plan`]],
  ['silence-list', [`GET /operations/${OPERATION_ID}/taskings`]],
  ['edition-published', [`GET /publications/${TASK_ID}/figures.csv`]],
] as const)('a %s names the calls that belong to it', (kind, calls) => {
  for (const call of calls) expect(compose(kind).text).toContain(call);
});

test.each(KINDS)('what a %s says to send is what a route of the API takes', (kind) => {
  expect(callsIn(compose(kind).text).strange).toEqual([]);
});

test.each([
  ['en', 'Tulip: your decision on the release to INTERPOL', 'Partner: INTERPOL'],
  ['fr', 'Tulip\u00a0: votre décision sur la transmission à un partenaire (INTERPOL)', 'Partenaire\u00a0: INTERPOL'],
  ['es', 'Tulip: su decisión sobre la transmisión a un socio (INTERPOL)', 'Socio: INTERPOL'],
  ['ar', '\u2068Tulip\u2069: قراركم بشأن نقل الأرقام إلى شريك (\u2068INTERPOL\u2069)', 'الشريك: \u2068INTERPOL\u2069'],
  ['pt', 'Tulip: a sua decisão sobre a transmissão a um parceiro (INTERPOL)', 'Parceiro: INTERPOL'],
  ['ru', 'Tulip: требуется ваше решение — передача партнёру (INTERPOL)', 'Партнёр: INTERPOL'],
] as const)('a letter about a release says in %s to whom', (language, subject, line) => {
  const asked = compose('decision-request', { subject: 'release', partner: 'INTERPOL' }, language);
  expect(asked.subject).toBe(subject);
  expect(asked.text.split('\n')).toContain(line);
  for (const kind of ['returned', 'decision-reminder', 'decision-overdue'] as const)
    expect(compose(kind, { subject: 'release', partner: 'INTERPOL' }, language).subject).toContain('INTERPOL');
});

test.each(LANGUAGES)('a suspension that the plan brought about says so in %s, and one for a reason does not', (language) => {
  const [said, unratified] = [{}, { reason: '', isUnratified: true }].map(
    (content) => compose('operation-suspended', content, language).text,
  );
  const ratified = /ratif|يُصدَّق|подтверждён/i;
  expect(said).not.toMatch(ratified);
  expect(unratified).toMatch(ratified);
});

test.each([
  ['en', 'Open tasks: 7 (first, second, ...)'],
  ['fr', 'Demandes en cours\u00a0: 7 (first, second, ...)'],
  ['es', 'Tareas pendientes: 7 (first, second, ...)'],
  ['ar', 'مهام مفتوحة: \u20687 (first, second, ...)\u2069'],
  ['pt', 'Tarefas pendentes: 7 (first, second, ...)'],
  ['ru', 'Открытые задачи: 7 (first, second, ...)'],
] as const)('a closing that does not take effect says in %s what is open', (language, line) => {
  expect(compose('closing-refused', {}, language).text.split('\n')).toContain(line);
});

test('a reminder asks for nothing but its own task', () => {
  expect(compose('reminder', { asks: 'confirm-figures' }).text).not.toContain('/cases');
  expect(compose('reminder', { asks: 'confirm-figures' }).text).toContain('{"answer":"confirm"}');
  expect(compose('reminder', { asks: 'take-part' }).text).toContain('{"answer":"accept"}');
});

test('silence is called consent only where the plan says so', () => {
  expect(compose('confirm-request', { silence: 'consent' }).text).toContain('silence is consent');
  expect(compose('confirm-request', { silence: 'silent' }).text).toContain('Silence is not consent');
});

test.each([
  ['en', { asks: 'report', period: 'week-1' }, 'report or nil return (week-1)'],
  ['fr', { asks: 'take-part' }, 'réponse à l’invitation'],
  ['es', { asks: 'confirm-figures', edition: 'interim' }, 'confirmación de las cifras (interim)'],
  ['fr', { asks: 'enquiry', title: 'Colis d’un expéditeur' }, 'Colis d’un expéditeur'],
] as const)('what was asked for is named in the language of the reader, with what it is about: %s %j', (language, asked, name) => {
  const nothing = { title: undefined, period: undefined, edition: undefined };
  for (const kind of ['reminder', 'deadline-moved', 'task-withdrawn', 'extension-decided'] as const)
    expect(compose(kind, { ...nothing, ...asked } as object, language).subject).toContain(name);
  const deadline = brussels;
  expect(compose('handed-over', { tasks: [{ ...asked, deadline }] }, language).text).toMatch(
    new RegExp(`^- ${escaped(name)}\\s?: .* 2021`, 'mu'),
  );
});

test('a letter that asks says how to ask for more time, and what silence means', () => {
  const wanted = JSON.stringify({ until: { wall: brussels.wall, zone: brussels.zone }, reason: '...' });
  for (const kind of ['invitation', 'reminder', 'confirm-request'] as const)
    expect(compose(kind, { deadline: brussels }).text).toContain(`Ask for more time: POST /tasks/${TASK_ID}/extension-requests ${wanted}`);
  expect(compose('invitation').text).toContain('Without an answer by then, your organisation is shown as silent.');
  expect(compose('decision-reminder', { silence: 'lapse' }).text).toContain('it lapses');
  expect(compose('decision-reminder', { silence: 'consent' }).text).toContain('counts as agreeing');
});

test('whoever is to mend an address is told what that means', () => {
  const content = {
    asks: 'mend-contact',
    title: 'Kenya Customs: x@customs.example',
    instructions: '550 no such user',
    period: undefined,
  } as const;
  for (const kind of ['task-request', 'reminder'] as const) {
    const { text, subject } = compose(kind, content);
    expect(subject).toContain('Kenya Customs: x@customs.example');
    expect(text).toContain('have the register changed: that answers this request.');
    expect(text).toContain('Instructions: 550 no such user');
  }
});

test('a letter of an exercise says so in its subject and before anything else', () => {
  const letter = compose('invitation', {}, 'fr', true);
  expect(letter.subject).toMatch(/^\[Exercice\] Tulip/);
  expect(letter.text).toMatch(/^CECI EST UN EXERCICE/);
  expect(compose('invitation', {}, 'fr').text).not.toContain('EXERCICE');
});

test('names are text in HTML, never markup', () => {
  const { html } = compose('silence-list', {
    operation: '<img src=x onerror="alert(1)">',
    organisations: ['A & B <script>alert(1)</script>', "O'Brien"],
  });
  expect(html).not.toMatch(/<img|<script/);
  expect(html).toContain('A &#38; B &#60;script&#62;alert(1)&#60;/script&#62;');
});

test('a line break in a name forges no line, neither in the subject nor in the letter', () => {
  const { subject, text } = compose('returned', {
    operation: 'Tulip\r\nBcc: x@example.org',
    reason: 'Too short.\n\nDeadline: never\u2028Task: none\u0085\u0000',
  });
  expect(subject).toBe('Tulip Bcc: x@example.org: plan returned');
  expect(text.split('\n')).toContain('Reason: Too short. Deadline: never Task: none');
});

test('a name that runs from right to left stays between isolates and turns nothing around it', () => {
  const { text, subject } = compose('invitation', { organisation: 'الجمارك', operation: 'Tulip\u202egnihtemos\u2069' });
  expect(text).toContain('Organisation: \u2068الجمارك\u2069\n');
  expect(`${text}${subject}`).not.toMatch(/[\u202a-\u202e]/);
  expect(text.match(/[\u2066-\u2069]/g)).toEqual(['\u2068', '\u2069']);
});

test('figures read as numbers of the language, and are attached untouched', () => {
  const { text, attachments } = compose('edition-published', { figures: [{ name: 'الجمارك', unit: 'C62', value: '195500000.123456' }] });
  expect(text).toContain('الجمارك (unit): 195,500,000.123456\n');
  expect(compose('edition-published', {}, 'fr').text).toMatch(/^Médicaments \(.*\)\u00a0: 195\s500\s000,5$/m);
  expect(attachments.map(({ filename }) => filename)).toEqual(['figures.csv', 'figures.json']);
  expect(attachments[0]?.content).toContain('2021-04-29T22:00:00.000Z,الجمارك,C62,195500000.123456');
});

test.each([
  ['alone', { changes: undefined, silence: undefined, deadline: undefined }, []],
  ['again after a return', { changes: 1 }, ['1 field differs from what was returned.', 'silence procedure']],
  ['under a silence procedure', {}, ['3 fields differ', 'counts as agreeing', 'Deadline: Thursday, 29 April 2021 at 22:00 UTC']],
  ['with a deadline at which it lapses', { silence: 'lapse' }, ['it lapses', 'Deadline: ']],
] as const)('a decision that is asked for %s says what that means', (_, content, says) => {
  const { text } = compose('decision-request', content as object);
  for (const sentence of says) expect(text).toContain(sentence);
  if (says.length === 0) expect(text).not.toMatch(/silence|lapse|differ|Deadline/);
});

test('what lapsed names the step and its deadline, and no reason', () => {
  const { text } = compose('returned', {
    outcome: 'lapsed',
    step: 'leads',
    deadline: brussels.at,
    reason: undefined,
    by: undefined,
  } as object);
  expect(text).toMatch(/^Outcome: plan lapsed\.\n\nThe deadline below passed without the decisions that it needed\./);
  expect(text).toContain('Step: leads\nDeadline: Thursday, 29 April 2021 at 22:00 UTC\n');
  expect(text).not.toMatch(/reason|undefined/i);
});

test('a post without a holder is not called null', () => {
  expect(compose('contact-changed', { after: null }).text).toContain('has nobody in the role named below any more');
  expect(compose('contact-changed', { before: null }).text).not.toMatch(/Formerly|null/);
});

function escaped(text: string): string {
  return text.replaceAll(/[()]/g, '\\$&');
}

/** What a reader must find of a value. */
function shownAs(value: unknown): string[] {
  if (isMoment(value)) return [value.zone, utcOf(value)];
  if (value === brussels.at) return ['22:00', '2021'];
  if (Array.isArray(value)) return value.flatMap(shownAs);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(shownAs) : [String(value)];
}

function isMoment(value: unknown): value is Moment {
  return typeof value === 'object' && value !== null && 'zone' in value;
}

function utcOf({ at }: Moment): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

test.each([
  ['en', 'Weekly summary 3: Thursday, 29 April 2021 at 22:00 UTC, 12 reports, SHA-256 abab'],
  ['fr', 'Weekly summary 3\u00a0: jeudi 29 avril 2021 à 22:00 UTC, 12 signalements, SHA-256 abab'],
  ['es', 'Weekly summary 3: jueves, 29 de abril de 2021, 22:00 UTC, 12 comunicaciones, SHA-256 abab'],
  ['ar', 'Weekly summary 3: \u2068الخميس، 29 أبريل 2021 في 22:00 UTC، تتضمن 12 بلاغًا، SHA-256 abab'],
  ['pt', 'Weekly summary 3: quinta-feira, 29 de abril de 2021 às 22:00 UTC, 12 casos, SHA-256 abab'],
  ['ru', 'Weekly summary 3: четверг, 29 апреля 2021 г. в 22:00 UTC, 12 сообщений, SHA-256 abab'],
] as const)('a recall names in %s each product by what its reader can find it by', (language, line) => {
  expect(compose('recall-notice', {}, language).text).toContain(line);
});
