import type { Instant } from './clock.ts';
import type { FailureCode } from './failure.ts';
import { instantOf } from './moment.ts';
import type { EditionRule, Plan } from './plan.ts';
import type { Figures, OwnFigures, Quantity } from './statistics.ts';

export const EDITION_STAGES = ['confirming', 'signing-off', 'embargoed', 'published', 'returned'] as const;
export type EditionStage = (typeof EDITION_STAGES)[number];

/** Why an edition of the plan cannot be frozen at this instant of the operation, or null. */
export function refuseCutOff(plan: Plan, key: string, now: Instant): FailureCode | null {
  const rule = editionRule(plan, key);
  if (!rule) return 'edition.not-in-plan';
  return instantOf(rule.cutOff) > now ? 'edition.before-cut-off' : null;
}

/** What a corrected edition of a published one counts until when, and until when it is asked for and kept back. */
export type Correction = Pick<EditionRule, 'cutOff' | 'confirmBy' | 'embargo'>;

/** Why the figures of an edition in this stage are not locked, so that nobody has to unlock them; or cannot be, as they are asked for. */
export function refuseUnlock(stage: string, correction: Correction | null): FailureCode | null {
  if (stage === 'embargoed') return correction === null ? null : 'edition.unlock-unpublished';
  if (stage !== 'published') return 'edition.not-locked';
  return correction === null ? 'edition.unlock-published' : null;
}

/** The rule by which a published edition is corrected: what it counted, as known later. Nothing but time holds it. */
export function correctedRule({ key, phases }: EditionRule, correction: Correction): EditionRule {
  return { key, phases, status: 'corrected', ...correction };
}

export function editionRule({ editions }: Plan, key: string): EditionRule | undefined {
  return editions.find((edition) => edition.key === key);
}

/** One named figure of an edition; `unit` says what is counted. Quantities are decimal text, so that no digit is lost. */
export type NamedFigure = { name: string; unit: string; value: string };

/** Every figure of an edition under the name by which its readers and the difference to another edition know it. */
export function namedFigures({
  denominators,
  sums,
  quantities,
  bonus = [],
  values = [],
  persons = [],
  groups = [],
  declared = [],
  activity = [],
  ...counts
}: Figures): NamedFigure[] {
  return [
    ...named(counts),
    ...Object.entries(denominators).map(([name, value]) => ({ name, unit: 'administrations', value: String(value) })),
    ...amounts(quantities),
    ...sums.map(({ key, unit, quantity }) => ({ name: key, unit, value: quantity })),
    ...amounts(bonus).map(({ name, ...amount }) => ({ name: `bonus/${name}`, ...amount })),
    ...values.map(({ heading, basis, currency, amount }) => ({ name: `value/${heading}/${basis}`, unit: currency, value: amount })),
    ...persons.map(({ state, count }) => ({ name: `persons/${state}`, unit: 'persons', value: String(count) })),
    ...groups.map(({ state, count }) => ({ name: `groups/${state}`, unit: 'groups', value: String(count) })),
    ...declared.map(({ measure, heading, unit, remainder }) => ({
      name: ['declared', heading, measure === 'quantity' ? null : measure].filter((part) => part !== null).join('/'),
      unit: unit ?? measure,
      value: remainder,
    })),
    ...activity.map(({ kind, unit, amount }) => ({ name: `activity/${kind}`, unit, value: amount })),
  ];
}

/** The part of one administration, under the same names: what it is asked to confirm. */
export function ownFigures({ quantities, ...counts }: OwnFigures): NamedFigure[] {
  return [...named(counts), ...amounts(quantities)];
}

function named({ cases, seizures }: Pick<Figures, 'cases' | 'seizures'>): NamedFigure[] {
  return [
    { name: 'cases', unit: 'cases', value: String(cases) },
    { name: 'seizures', unit: 'seizures', value: String(seizures) },
  ];
}

function amounts(quantities: readonly Quantity[]): NamedFigure[] {
  return quantities.map(({ heading, unit, quantity }) => ({ name: heading, unit, value: quantity }));
}

export type FigureDifference = { name: string; unit: string; before: string | null; now: string | null };

/** What changed from one edition to the next: figures that differ, appeared or went; same name in another unit is another figure. */
export function figureDifferences(before: readonly NamedFigure[], now: readonly NamedFigure[]): FigureDifference[] {
  const same = (a: NamedFigure) => (b: NamedFigure) => a.name === b.name && a.unit === b.unit;
  const gone = before.filter((figure) => !now.some(same(figure)));
  return [
    ...now.flatMap((figure) => {
      const old = before.find(same(figure));
      return old?.value === figure.value ? [] : [{ name: figure.name, unit: figure.unit, before: old?.value ?? null, now: figure.value }];
    }),
    ...gone.map(({ name, unit, value }) => ({ name, unit, before: value, now: null })),
  ];
}
