import type { ProductAgreement } from '../../domain/product.ts';
import type { Block, Section } from './report.ts';
import type { Wording } from './wording.ts';

const ORDER = ['confirmed', 'consentedBySilence', 'disputed', 'open'] as const;

/** How many members stand behind their figures, and which posts signed. Posts, and never persons. */
export function agreementSection(agreement: ProductAgreement | null, wording: Wording): Section[] {
  if (!agreement) return [];
  const { words, count } = wording;
  const { labels, sections } = words;
  const columns = [
    { title: labels.members, isNumber: false },
    { title: labels.administrations, isNumber: true },
  ];
  const rows = ORDER.map((key) => [words.members[key], count(agreement.members[key])]);
  return [
    { title: sections.agreement, blocks: [{ table: { caption: labels.members, columns, rows } }, ...signatures(agreement, wording)] },
  ];
}

function signatures({ signOff }: ProductAgreement, { words: { labels, sections }, moment }: Wording): Block[] {
  if (signOff.length === 0) return [];
  const columns = [labels.step, labels.post, labels.at].map((title) => ({ title, isNumber: false }));
  const rows = signOff.map(({ step, post, at }) => [step, post, moment(at)]);
  return [{ table: { caption: sections.agreement, columns, rows } }];
}
