import type { ProductContent } from '../../domain/product.ts';
import { figureName } from './figure-name.ts';
import type { Block, Section } from './report.ts';
import type { Wording } from './wording.ts';

/** What is left out, suppressed, or held back: a product that does not say so would look whole. */
export function omissionSections(content: ProductContent, wording: Wording): Section[] {
  const { words } = wording;
  const { withheld, suppressed } = content;
  const blocks: Block[] = [
    ...(withheld.length > 0 ? [{ says: words.says.withheldFrom }, withheldTable(withheld, wording)] : []),
    ...(suppressed > 0 ? [{ says: wording.counted(suppressed, words.says.suppressed) }] : []),
  ];
  const nothing: Block[] = content.figures.length > 0 ? [{ says: words.says.nothingWithheld }] : [];
  const told = blocks.length > 0 ? blocks : nothing;
  return [
    ...(told.length > 0 ? [{ title: words.sections.withheld, blocks: told }] : []),
    ...(content.held.length > 0 ? [{ title: words.sections.held, blocks: heldBlocks(content, wording) }] : []),
  ];
}

function withheldTable(withheld: ProductContent['withheld'], { words, count }: Wording): Block {
  const columns = [
    { title: words.labels.reason, isNumber: false },
    { title: words.labels.cases, isNumber: true },
  ];
  const rows = withheld.map(({ reason, cases }) => [words.withholdings[reason], count(cases)]);
  return { table: { caption: words.sections.withheld, columns, rows } };
}

function heldBlocks(content: ProductContent, wording: Wording): Block[] {
  const named = content.held.map((name) => figureName({ name, unit: unitOf(name, content) }, content, wording));
  return [{ says: wording.words.says.heldBack }, { list: named }];
}

/** A held figure is known by its name alone; its unit stands with its value, or with its sum. */
function unitOf(name: string, { figures, sums, differences }: ProductContent): string {
  return [...figures, ...differences].find((figure) => figure.name === name)?.unit ?? sums.find(({ key }) => key === name)?.unit ?? '';
}
