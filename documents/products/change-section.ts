import type { FigureDifference } from '../../domain/edition.ts';
import type { ProductContent } from '../../domain/product.ts';
import { figureName, figureUnit } from './figure-name.ts';
import type { Block, Section } from './report.ts';
import { ABSENT, type Wording } from './wording.ts';

/** What is not as it was in the edition before, and why. */
export function changeSection(content: ProductContent, wording: Wording): Section[] {
  const { previous, differences, reasons } = content;
  const { words } = wording;
  if (!previous && differences.length === 0 && !reasons) return [];
  const before: Block[] = previous ? [{ says: `${words.says.differsFrom}${words.colon}${editionName(previous, wording)}` }] : [];
  const changes: Block[] =
    differences.length > 0 ? [differenceTable(content, wording), { says: words.says.absent }] : [{ says: words.says.unchanged }];
  return [{ title: words.sections.differences, blocks: [...before, ...changes, ...(reasons ? [reasonTable(reasons, wording)] : [])] }];
}

/** Editions of one name are told apart by their number. */
export function editionName({ name, number }: { name: string; number: number }, { count }: Wording): string {
  return `${name} (${count(number)})`;
}

/** What a difference says of now. A figure that is suppressed now has not gone. */
export function shownNow({ name, unit, now }: FigureDifference, { figures }: ProductContent, { amount }: Wording): string {
  if (now !== null) return amount(now);
  return figures.some((figure) => figure.name === name && figure.unit === unit && figure.value === null) ? amount(null) : ABSENT;
}

function differenceTable(content: ProductContent, wording: Wording): Block {
  const { labels, sections } = wording.words;
  const columns = [
    { title: labels.figure, isNumber: false },
    { title: labels.unit, isNumber: false },
    { title: labels.before, isNumber: true },
    { title: labels.now, isNumber: true },
  ];
  const rows = content.differences.map((difference) => [
    figureName(difference, content, wording),
    figureUnit(difference, wording),
    difference.before === null ? ABSENT : wording.amount(difference.before),
    shownNow(difference, content, wording),
  ]);
  return { table: { caption: sections.differences, columns, rows } };
}

const ORDER = ['added', 'corrected', 'linked', 'excluded', 'late', 'withheld', 'scope'] as const;

function reasonTable(reasons: NonNullable<ProductContent['reasons']>, { words, count }: Wording): Block {
  const columns = [
    { title: words.labels.reason, isNumber: false },
    { title: words.labels.cases, isNumber: true },
  ];
  const rows = ORDER.flatMap((key) => (reasons[key] === undefined ? [] : [[words.reasons[key], count(reasons[key])]]));
  return { table: { caption: words.says.reasonsOf, columns, rows } };
}
