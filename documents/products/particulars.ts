import type { ProductContent, ProductNames } from '../../domain/product.ts';
import { plain } from '../plain.ts';
import { editionName } from './change-section.ts';
import type { Particular } from './report.ts';
import { termOf, type Wording } from './wording.ts';

/** What is known of a document only when it is handed out. */
export type Occasion = {
  /** An instant of ISO 8601 before which it may not be published. */
  embargoUntil?: string | null | undefined;
  /** Of the canonical JSON of the product, in hexadecimal. */
  sha256?: string | null | undefined;
  names?: ProductNames | undefined;
};

/** What a reader has to know before the figures: of what, until when, and what may be done with it. */
export function particularsOf(content: ProductContent, occasion: Occasion, wording: Wording): Particular[] {
  const { words, moment, list, heading } = wording;
  const { labels } = words;
  const { window, handling } = content;
  const names = plain(occasion.names ?? { phases: {}, recipient: null });
  const phases = content.phases.map((key) => termOf(names.phases, key) ?? key);
  const regions = content.regions.map((code) => termOf(words.regions, code) ?? code);
  const period = window && `${moment(window.from, window.zone)} – ${moment(window.until, window.zone)}`;
  return said([
    [labels.cutOff, moment(content.cutOffAt)],
    [labels.window, period],
    [labels.phases, list(phases)],
    [labels.headings, list(content.headings.map(heading))],
    [labels.regions, list(regions)],
    [labels.recipient, names.recipient ?? content.recipient],
    [labels.handling, `${handling.code}${words.colon}${words.handling[handling.code]}`],
    [labels.tlp, `${handling.tlp}${words.colon}${words.tlp[handling.tlp]}`],
    [labels.purposes, list(handling.purposes.map((purpose) => words.purposes[purpose]))],
    [labels.permission, handling.permission],
  ]);
}

/** By what a document can be told from others, at its end. */
export function identityOf(content: ProductContent, { sha256 }: Occasion, wording: Wording): Particular[] {
  const { labels, statuses } = wording.words;
  return said([
    [labels.id, content.id],
    [labels.checksum, sha256],
    [labels.operation, content.operation.id],
    [labels.name, editionName(content, wording)],
    [labels.status, statuses[content.status][0]],
    [labels.madeAt, wording.moment(content.madeAt)],
    [labels.previous, content.previous && editionName(content.previous, wording)],
    [labels.supersedes, content.supersedes],
    [labels.supersededBy, content.supersededBy],
  ]);
}

function said(particulars: readonly (readonly [label: string, value: string | null | undefined])[]): Particular[] {
  return particulars.flatMap(([label, value]) => (value ? [[label, value] as const] : []));
}
