import type { FigureDifference } from './edition.ts';
import type { DifferenceReasons } from './product.ts';
import { IN_WINDOW, type Figure, type SummaryRules } from './summary.ts';
import { isFew } from './suppression.ts';

/** What changed of what was shown both times, appeared, or is not shown any more. */
export function shownDifferences(before: readonly Figure[], now: readonly Figure[]): FigureDifference[] {
  const same = (a: Figure) => (b: Figure) => a.name === b.name && a.unit === b.unit;
  const standing = (figures: readonly Figure[]) => figures.filter(({ name, value }) => value !== null && !name.startsWith(IN_WINDOW));
  const [old, new_] = [standing(before), standing(now)];
  return [
    ...new_.flatMap((figure) => {
      const earlier = old.find(same(figure))?.value ?? null;
      return earlier === figure.value ? [] : [{ name: figure.name, unit: figure.unit, before: earlier, now: figure.value }];
    }),
    ...old.filter((figure) => !new_.some(same(figure))).map(({ name, unit, value }) => ({ name, unit, before: value, now: null })),
  ];
}

/** Why it changed, unless that would tell of few reports. `foreign` are those counts without the recipient's own. */
export function tellableReasons(
  reasons: DifferenceReasons,
  foreign: DifferenceReasons,
  { detail, smallestCell }: Pick<SummaryRules, 'detail' | 'smallestCell'>,
): DifferenceReasons | null {
  if (detail === 'lines') return reasons;
  return Object.values(foreign).some((cases) => isFew(cases, smallestCell)) ? null : reasons;
}
