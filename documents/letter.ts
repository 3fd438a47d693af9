import type { ContactRole } from '../domain/contact.ts';
import { wordOf } from '../domain/dispute.ts';
import type { NamedFigure } from '../domain/edition.ts';
import type { EditionMatter } from '../domain/edition-matter.ts';
import type { Language } from '../domain/language.ts';
import type { Letter, LetterContents, LetterKind } from '../domain/letter.ts';
import type { Moment } from '../domain/moment.ts';
import type { EditionStatus } from '../domain/plan.ts';
import { figuresCsv, figuresJson } from './csv/figures.ts';
import { PARTICULARS, type Catalogue, type Particular } from './languages/catalogue.ts';
import * as LANGUAGES from './languages/index.ts';
import { calendarOfLetter } from './letter-calendar.ts';
import { requestsOf } from './letter-requests.ts';
import { instantText, momentText } from './moments.ts';
import { pageHtml, pageText, type Block, type Fact } from './page.ts';
import { isolated, plain } from './plain.ts';
import { figureName, figureUnit } from './products/figure-name.ts';
import { wordingIn } from './products/wording.ts';

export type Attachment = { filename: string; contentType: string; content: string };

export type ComposedLetter = { subject: string; text: string; html: string; attachments: readonly Attachment[] };

/** A letter as it was written. `operationId` is named in the calls that answer it. */
export type WrittenLetter = Letter & { operationId: string; isDrill: boolean; writtenAt: Date };

/** A letter in words, not yet on a page. */
export type Wording = { subject: string; blocks: readonly Block[]; attachments: readonly Attachment[] };

export const CATALOGUES: Record<Language, Catalogue> = LANGUAGES;

/** Puts a letter into words. Throws on a kind or language that this version does not know. */
export function composeLetter({ language, ...letter }: WrittenLetter & { language: Language }): ComposedLetter {
  return composeIn(CATALOGUES[language], letter);
}

/** A letter of an exercise says so before anything else, since it may reach people who were not told. */
export function composeIn(catalogue: Catalogue, letter: WrittenLetter): ComposedLetter {
  const { subject, blocks, attachments } = wordingOf(catalogue, letter);
  return { ...onPage(catalogue, letter.isDrill, subject, blocks), attachments };
}

/** One page of blocks, as text and as HTML. */
export function onPage(
  catalogue: Catalogue,
  isDrill: boolean,
  subject: string,
  said: readonly Block[],
): Omit<ComposedLetter, 'attachments'> {
  const { locale, direction, colon, exercise } = catalogue;
  const title = isDrill ? `[${exercise.mark}] ${subject}` : subject;
  const blocks = isDrill ? [{ says: exercise.says }, ...said] : said;
  const page = { title, language: languageOf(locale), direction, colon, blocks };
  return { subject: title, text: pageText(page), html: pageHtml(page) };
}

/** They choose words and are shown to nobody; between marks, none would be found. */
const CODES = ['asks', 'subject', 'outcome', 'silence', 'status', 'role', 'rank', 'productKind', 'matter', 'rule'];

export function wordingOf(catalogue: Catalogue, { operationId, isDrill: _, writtenAt, ...letter }: WrittenLetter): Wording {
  const safe = { kind: letter.kind, content: plain(letter.content) } as Letter;
  const { subject, says } = wording(catalogue, { ...safe, content: isolated(safe.content, catalogue.direction, CODES) });
  const requests = requestsOf(safe, operationId).map(([name, call]): Fact => [catalogue.requests[name], call]);
  const blocks = [
    ...says.map((sentence) => ({ says: sentence })),
    { facts: particulars(safe.content, catalogue) },
    ...tables(safe, catalogue),
    ...(requests.length > 0 ? [{ says: catalogue.howTo }, { facts: requests }] : []),
    ...('taskId' in safe.content && safe.content.taskId !== undefined && safe.kind !== 'task-withdrawn'
      ? [{ says: catalogue.whoAnswers }]
      : []),
    { says: catalogue.automatic },
  ];
  return { subject, blocks, attachments: attachmentsOf(letter, { title: subject, operationId, writtenAt }) };
}

function wording<Kind extends LetterKind>({ letters }: Catalogue, { kind, content }: { kind: Kind; content: LetterContents[Kind] }) {
  const { subject, says } = letters[kind];
  return { subject: subject(content), says: says(content) };
}

type Particulars = Partial<Record<Particular, string | Moment | null>>;

function particulars(content: Particulars, catalogue: Catalogue): Fact[] {
  return PARTICULARS.flatMap((name): Fact[] => {
    const value = content[name] ?? null;
    return value === null || value === '' ? [] : [[catalogue.particulars[name], particularText(name, value, catalogue)]];
  });
}

function particularText(name: Particular, value: string | Moment, { locale, statuses, roles }: Catalogue): string {
  if (typeof value !== 'string') return momentText(value, locale);
  if (name === 'status') return statuses[value as EditionStatus];
  if (name === 'role') return roles[value as ContactRole] ?? value;
  return name === 'deadline' || name === 'cutOffAt' ? instantText(value, locale) : value;
}

function tables({ kind, content }: Letter, catalogue: Catalogue): Block[] {
  const { locale, openEnds } = catalogue;
  if (kind === 'silence-list' || kind === 'decision-overdue') return [{ list: content.organisations }];
  if (kind === 'handed-over')
    return [{ list: content.tasks.map((task) => `${catalogue.named(task)}${catalogue.colon}${momentText(task.deadline, locale)}`) }];
  if (kind === 'recall-notice')
    return [
      {
        facts: content.products.map(
          ({ name, number, madeAt, ...product }): Fact => [
            `${name} ${number}`,
            catalogue.recalled({ ...product, made: instantText(madeAt, locale) }),
          ],
        ),
      },
    ];
  if (kind === 'closing-refused')
    return [{ facts: content.openEnds.map(({ end, count, names }): Fact => [openEnds[end], `${count} (${shortened(names, count)})`]) }];
  if (kind === 'edition-matter') return matterTables(content, catalogue);
  if (kind === 'product-sent')
    return (content.text ?? []).flatMap(({ heading, paragraphs }): Block[] => [heading, ...paragraphs].map((says) => ({ says })));
  if (kind !== 'edition-published' && kind !== 'confirm-request') return [];
  return [{ facts: figureFacts(content.figures ?? [], locale) }];
}

/** By the names that products have for them; a unit that only repeats its figure is left out. */
function figureFacts(figures: readonly NamedFigure[], locale: string): Fact[] {
  const wording = wordingIn(languageOf(locale));
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
  return figures.map((figure): Fact => {
    const name = figureName(figure, { sums: [] }, wording);
    const called = figure.name === figure.unit ? name : `${name} (${figureUnit(figure, wording)})`;
    return [called, numbers.format(figure.value as `${number}`)];
  });
}

function languageOf(locale: string): Language {
  return new Intl.Locale(locale).language as Language;
}

function matterTables(about: EditionMatter, { listed }: Catalogue): Block[] {
  if (about.matter === 'lists-differ') return [{ facts: about.differences.map((each): Fact => [each.country, listed(each)]) }];
  return 'figures' in about && about.figures ? [{ list: about.figures.map(wordOf) }] : [];
}

function shortened(names: readonly string[], count: number): string {
  return [...names, ...(count > names.length ? ['...'] : [])].join(', ');
}

/** Made from the data as it is: what programs read carries none of the marks that make text safe to show. */
function attachmentsOf(letter: Letter, about: { title: string; operationId: string; writtenAt: Date }): Attachment[] {
  const calendar = calendarOfLetter(letter, about);
  if (calendar) return [calendar];
  if (letter.kind !== 'edition-published') return [];
  const figures = { ...letter.content, cutOff: letter.content.cutOff.at };
  return [
    { filename: 'figures.csv', contentType: 'text/csv; charset=utf-8', content: figuresCsv(figures) },
    { filename: 'figures.json', contentType: 'application/json', content: figuresJson(figures) },
  ];
}
