import type { NamedFigure } from './edition.ts';
import { flaw, type Flaw } from './failure.ts';
import type { SumFigure } from './statistics.ts';
import type { Sum } from './plan.ts';

/** A figure by what it is called and what it counts: the same name in another unit is another figure. */
export type FigureName = Pick<NamedFigure, 'name' | 'unit'>;

/** How a figure is called in one word, where a list names it. */
export function wordOf({ name, unit }: FigureName): string {
  return `${name}/${unit}`;
}

const isSame = (a: FigureName) => (b: FigureName) => a.name === b.name && a.unit === b.unit;

/** What is wrong with what a member disputes: it can say of its own figures only that they are wrong. */
export function disputeFlaws(figures: readonly FigureName[], own: readonly NamedFigure[]): Flaw[] {
  return figures.flatMap((figure, i) => (own.some(isSame(figure)) ? [] : [flaw(`/figures/${i}`, 'dispute.not-own-figure')]));
}

/** What goes out of an edition while some of its figures are disputed: neither these nor what was added from them. */
export function withoutHeld<Named extends FigureName>(
  { figures, sums }: { figures: readonly Named[]; sums: readonly SumFigure[] },
  disputed: readonly FigureName[],
  rules: readonly Sum[],
): { figures: Named[]; sums: SumFigure[]; held: string[] } {
  const heldSums = rules
    .filter(({ parts }) => parts.some(({ heading, unit }) => disputed.some(isSame({ name: heading, unit }))))
    .map(({ key, unit }) => ({ name: key, unit }));
  const all = [...disputed, ...heldSums];
  const isHeld = (figure: FigureName): boolean => all.some(isSame(figure));
  return {
    figures: figures.filter((figure) => !isHeld(figure)),
    sums: sums.filter(({ key, unit }) => !isHeld({ name: key, unit })),
    held: [...new Set([...figures.filter(isHeld), ...all].map(wordOf))].toSorted(),
  };
}
