import type { Letter, LetterContents, LetterKind } from '../domain/letter.ts';
import type { Moment } from '../domain/moment.ts';
import type { Language } from '../domain/organisation.ts';
import type { EditionStatus } from '../domain/plan.ts';
import { figuresCsv, figuresJson } from './csv.ts';
import { PARTICULARS, type Catalogue, type Particular } from './languages/catalogue.ts';
import { en } from './languages/en.ts';
import { es } from './languages/es.ts';
import { fr } from './languages/fr.ts';
import { requestsOf } from './letter-requests.ts';
import { momentText } from './moments.ts';
import { pageHtml, pageText, type Block, type Fact } from './page.ts';
import { plain } from './plain.ts';

export type Attachment = { filename: string; contentType: string; content: string };

export type ComposedLetter = { subject: string; text: string; html: string; attachments: readonly Attachment[] };

const CATALOGUES: Record<Language, Catalogue> = { en, fr, es };

/**
 * Puts a letter into words. `operationId` is named in the calls that answer it; a letter of an exercise says so before anything
 * else, since it may reach people who were not told. Throws on a kind or language that this version does not know.
 */
export function composeLetter({
  operationId,
  isDrill,
  language,
  ...letter
}: Letter & { operationId: string; isDrill: boolean; language: Language }): ComposedLetter {
  const catalogue = CATALOGUES[language];
  const safe = { kind: letter.kind, content: plain(letter.content) } as Letter;
  const { subject, says } = wording(catalogue, safe);
  const title = isDrill ? `[${catalogue.exercise.mark}] ${subject}` : subject;
  const blocks = [
    ...(isDrill ? [{ says: catalogue.exercise.says }] : []),
    ...says.map((sentence) => ({ says: sentence })),
    { facts: particulars(safe.content, catalogue) },
    ...tables(safe, catalogue),
    { says: catalogue.howTo },
    { facts: requestsOf(safe, operationId).map(([name, call]): Fact => [catalogue.requests[name], call]) },
    ...('taskId' in safe.content ? [{ says: catalogue.whoAnswers }] : []),
    { says: catalogue.automatic },
  ];
  const page = { title, language, colon: catalogue.colon, blocks };
  return { subject: title, text: pageText(page), html: pageHtml(page), attachments: attachmentsOf(letter) };
}

function wording<Kind extends LetterKind>({ letters }: Catalogue, { kind, content }: { kind: Kind; content: LetterContents[Kind] }) {
  const { subject, says } = letters[kind];
  return { subject: subject(content), says: says(content) };
}

function particulars(content: Partial<Record<Particular, string | Moment>>, catalogue: Catalogue): Fact[] {
  return PARTICULARS.flatMap((name): Fact[] => {
    const value = content[name];
    return value === undefined ? [] : [[catalogue.particulars[name], particularText(name, value, catalogue)]];
  });
}

function particularText(name: Particular, value: string | Moment, { locale, statuses }: Catalogue): string {
  if (typeof value !== 'string') return momentText(value, locale);
  return name === 'status' ? statuses[value as EditionStatus] : value;
}

function tables(letter: Letter, { locale }: Catalogue): Block[] {
  if (letter.kind === 'silence-list') return [{ list: letter.content.organisations }];
  if (letter.kind !== 'edition-published') return [];
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
  return [
    { facts: letter.content.figures.map(({ name, unit, value }): Fact => [name, `${numbers.format(value as `${number}`)} ${unit}`]) },
  ];
}

/** Made from the data as it is: what programs read carries none of the marks that make text safe to show. */
function attachmentsOf({ kind, content }: Letter): Attachment[] {
  if (kind !== 'edition-published') return [];
  const figures = { ...content, cutOff: content.cutOff.at };
  return [
    { filename: 'figures.csv', contentType: 'text/csv; charset=utf-8', content: figuresCsv(figures) },
    { filename: 'figures.json', contentType: 'application/json', content: figuresJson(figures) },
  ];
}
