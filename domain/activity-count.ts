import { ACTIVITY_KINDS } from './catalogue/activity-kinds.ts';
import { GROUP_STATES } from './catalogue/groups.ts';
import { PERSON_STATES } from './catalogue/persons.ts';
import { type DefinedTerm, isValidOn } from './catalogue/validity.ts';
import type { ActivityMeasure, DeclaredCount } from './declared-count.ts';
import { flaw, type Flaw } from './failure.ts';

/** How often something was done in a period. `kind` is a kind of activity, or the state in which persons or groups are counted. */
export type ActivityCount = { measure: ActivityMeasure; kind: string; count: string };

type Countable = DefinedTerm & { unit: string; isDecimal?: true };

/** Police services report arrests and groups as totals, without the case that they belong to. */
const COUNTABLE: Record<ActivityMeasure, readonly Countable[]> = {
  activity: ACTIVITY_KINDS,
  persons: PERSON_STATES.map((state) => ({ ...state, unit: 'person' })),
  groups: GROUP_STATES.map((state) => ({ ...state, unit: 'group' })),
};

/** What this counts, in what, and what its figures mean; undefined where the catalogue has no such kind. */
export function countableOf(measure: ActivityMeasure, kind: string): Countable | undefined {
  return COUNTABLE[measure].find(({ code }) => code === kind);
}

/** Why these counts of a period cannot be taken as they are; empty when they can. `day` is a day of the period, as `2026-03-31`. */
export function activityFlaws(counts: readonly ActivityCount[], day: string): Flaw[] {
  const named = counts.map(({ measure, kind }) => `${measure}/${kind}`);
  return counts.flatMap(({ measure, kind, count }, i) => {
    const known = isValidOn(COUNTABLE[measure], kind, day) ? countableOf(measure, kind) : undefined;
    if (!known) return [flaw(`/counts/${i}/kind`, 'count.kind-unknown')];
    return [
      ...(named.indexOf(`${measure}/${kind}`) < i ? [flaw(`/counts/${i}/kind`, 'count.twice')] : []),
      ...(isWhole(count) || known.isDecimal ? [] : [flaw(`/counts/${i}/count`, 'count.not-whole')]),
    ];
  });
}

export function activityDeclared(counts: readonly ActivityCount[]): DeclaredCount[] {
  return counts.map(({ measure, kind, count }) => {
    const unit = countableOf(measure, kind)?.unit ?? '';
    return { measure, item: kind, commodity: '', unit, amount: count };
  });
}

export function isWhole(amount: string): boolean {
  return /^\d+(\.0+)?$/.test(amount);
}
