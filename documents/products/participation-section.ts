import type { ProductContent } from '../../domain/product.ts';
import type { Section } from './report.ts';
import type { Wording } from './wording.ts';

const ORDER = ['invited', 'accepted', 'declined', 'silent', 'reported', 'nil'] as const;

/** Of how many the figures are: without this, nobody can tell a small number from a small answer. */
export function participationSection({ denominators }: Pick<ProductContent, 'denominators'>, wording: Wording): Section[] {
  if (!denominators) return [];
  const { labels, sections, denominators: named } = wording.words;
  const columns = [
    { title: labels.administrations, isNumber: false },
    { title: labels.number, isNumber: true },
  ];
  const rows = ORDER.map((key) => [named[key], wording.count(denominators[key])]);
  return [{ title: sections.participation, blocks: [{ table: { caption: sections.participation, columns, rows } }] }];
}

/** How many of those invited have reported, in a sentence. */
export function reportedOf({ denominators }: Pick<ProductContent, 'denominators'>, { words, count }: Wording): string[] {
  if (!denominators) return [];
  const { reported, invited } = denominators;
  return [words.says.reported({ reported: count(reported), invited: count(invited), count: invited })];
}
