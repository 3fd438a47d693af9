import type { ProductContent } from '../../domain/product.ts';
import { plain } from '../plain.ts';
import { agreementSection } from './agreement-section.ts';
import { changeSection, editionName } from './change-section.ts';
import { countrySections } from './country-section.ts';
import { figureSection, headlinesOf } from './figure-section.ts';
import { omissionSections } from './omission-section.ts';
import { identityOf, particularsOf, type Occasion } from './particulars.ts';
import { participationSection, reportedOf } from './participation-section.ts';
import type { Report, Section } from './report.ts';
import { trendSection } from './trend-section.ts';
import type { Wording } from './wording.ts';

/** Everything that a product says, in the words of a language and in the order in which it is read. */
export function reportOf(said: ProductContent, occasion: Occasion, wording: Wording): Report {
  const content = plain(said);
  const { words, moment } = wording;
  const [label, says] = words.statuses[content.status];
  return {
    language: wording.language,
    direction: words.direction,
    colon: words.colon,
    kind: words.kinds[content.kind],
    title: shownOr(words.labels.operation, content.operation.title),
    name: editionName(content, wording),
    status: { label, says, isSettled: content.status === 'final' || content.status === 'corrected' },
    banner: content.supersededBy === null ? null : `${words.says.superseded}${words.colon}${content.supersededBy}`,
    embargo: occasion.embargoUntil ? `${words.labels.embargo}${words.colon}${moment(occasion.embargoUntil)}` : null,
    tlp: content.handling.tlp,
    particulars: particularsOf(content, occasion, wording),
    headlines: headlinesOf(content, wording),
    lead: reportedOf(content, wording),
    sections: sectionsOf(content, wording),
    identity: identityOf(content, occasion, wording),
    foot: `${words.says.questions}${words.colon}${content.id}`,
    about: words.sections.about,
  };
}

/** What somebody wrote comes first: of a newsletter it is the whole, of a summary a foreword. */
function sectionsOf(content: ProductContent, wording: Wording): Section[] {
  const written = content.text.map(({ heading, paragraphs }) => ({
    title: shownOr('', heading),
    blocks: paragraphs.map((says) => ({ says })),
  }));
  return [
    ...written,
    ...figureSection(content, wording),
    ...countrySections(content, wording),
    ...trendSection(content, wording),
    ...participationSection(content, wording),
    ...changeSection(content, wording),
    ...omissionSections(content, wording),
    ...agreementSection(content.agreement, wording),
  ];
}

/** The text, or something else where it shows nothing: a document without a title, or a heading without words, is for nobody who cannot see it. */
function shownOr(otherwise: string, text: string): string {
  return /[^\s\p{Default_Ignorable_Code_Point}]/u.test(text) ? text : otherwise;
}
