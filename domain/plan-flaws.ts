import { isHeading } from './catalogue/headings.ts';
import { isUnit } from './catalogue/units.ts';
import { chainFlaws } from './chain-flaws.ts';
import { consequenceFlaws } from './consequence-flaws.ts';
import { flaw, type Flaw } from './failure.ts';
import { isBefore } from './moment.ts';
import { isField, type Phase } from './phase.ts';
import type { EditionRule, Plan } from './plan.ts';
import { phaseOfEvent } from './release.ts';
import { rungsAfterEnd } from './tasking-order.ts';

/** What keeps a plan from being submitted; a draft may have any of these. Empty when it is fit to be decided on. */
export function planFlaws(plan: Plan): Flaw[] {
  return [
    ...missing(plan),
    ...phaseFlaws(plan),
    ...targetFlaws(plan),
    ...periodFlaws(plan),
    ...editionFlaws(plan),
    ...chainFlaws(plan),
    ...consequenceFlaws(plan),
    // Silence that is consent leaves nobody to be told of after the deadline.
    ...(plan.publication.silence === 'consent' ? rungsAfterEnd('/publication/ladder', plan.publication.ladder) : []),
    ...plan.invitees.flatMap((invitee, i) => unknownPhase(plan, `/invitees/${i}/joins`, invitee.joins)),
    ...duplicates(plan.invitees.map(({ organisation }) => organisation)).map((i) => flaw(`/invitees/${i}/organisation`, 'plan.key-twice')),
    ...plan.publication.recipients.flatMap((code, i) =>
      plan.partners.includes(code) ? [] : [flaw(`/publication/recipients/${i}`, 'plan.not-a-partner')],
    ),
    ...duplicates((plan.riskIndicators ?? []).map(({ key }) => key)).map((i) => flaw(`/riskIndicators/${i}/key`, 'plan.key-twice')),
    ...reconciliationFlaws(plan),
    ...duplicates((plan.retention ?? []).map((rule) => rule.class)).map((i) => flaw(`/retention/${i}/class`, 'plan.key-twice')),
    ...duplicates(plan.publication.recipients).map((i) => flaw(`/publication/recipients/${i}`, 'plan.key-twice')),
  ];
}

function missing(plan: Plan): Flaw[] {
  const needed = ['objectives', 'leads', 'phases', 'targets', 'invitees', 'approval'] as const;
  const empty = needed.filter((field) => plan[field].length === 0);
  const flaws = empty.map((field) => flaw(`/${field}`, 'plan.incomplete'));
  if (plan.editions.length > 0 && plan.publication.signOff.length === 0) {
    flaws.push(flaw('/publication/signOff', 'plan.incomplete'));
  }
  return flaws;
}

function phaseFlaws({ phases }: Plan): Flaw[] {
  const order = phases.flatMap((phase, i) =>
    isBefore(phase.opensAt, phase.closesAt) ? [] : [flaw(`/phases/${i}/closesAt`, 'plan.dates-reversed')],
  );
  const keys = duplicates(phases.map(({ key }) => key)).map((i) => flaw(`/phases/${i}/key`, 'plan.key-twice'));
  const overlaps = phases.flatMap((phase, i) =>
    phases.some((other, j) => j < i && isField(phase) && isField(other) && overlap(phase, other))
      ? [flaw(`/phases/${i}/opensAt`, 'plan.phases-overlap')]
      : [],
  );
  return [...order, ...keys, ...overlaps];
}

function targetFlaws({ targets, sums }: Plan): Flaw[] {
  const headings = targets.flatMap(({ heading, units }, i) => [
    ...(isHeading(heading) ? [] : [flaw(`/targets/${i}/heading`, 'plan.heading-unknown')]),
    ...units.flatMap((unit, j) => (isUnit(unit) ? [] : [flaw(`/targets/${i}/units/${j}`, 'plan.unit-unknown')])),
  ]);
  const twice = duplicates(targets.map(({ heading }) => heading)).map((i) => flaw(`/targets/${i}/heading`, 'plan.key-twice'));
  const parts = sums.flatMap(({ parts }, i) =>
    parts.flatMap((part, j) =>
      targets.some(({ heading, units }) => heading === part.heading && units.includes(part.unit))
        ? []
        : [flaw(`/sums/${i}/parts/${j}`, 'plan.sum-unknown-part')],
    ),
  );
  // Published figures are told apart by name and unit: a sum named like a heading would be taken for it.
  const names = [...targets.map(({ heading }) => heading), ...sums.map(({ key }) => key)];
  const sumsTwice = duplicates(names).flatMap((i) =>
    i < targets.length ? [] : [flaw(`/sums/${i - targets.length}/key`, 'plan.key-twice')],
  );
  return [...headings, ...twice, ...parts, ...sumsTwice];
}

function periodFlaws(plan: Plan): Flaw[] {
  const { periods } = plan.reporting;
  const dates = periods.flatMap((period, i) => [
    ...unknownPhase(plan, `/reporting/periods/${i}/phase`, period.phase),
    ...(isBefore(period.from, period.until) ? [] : [flaw(`/reporting/periods/${i}/until`, 'plan.dates-reversed')]),
    ...(isBefore(period.from, period.dueBy) ? [] : [flaw(`/reporting/periods/${i}/dueBy`, 'plan.dates-reversed')]),
  ]);
  const keys = duplicates(periods.map(({ key }) => key)).map((i) => flaw(`/reporting/periods/${i}/key`, 'plan.key-twice'));
  return [...dates, ...keys];
}

function editionFlaws(plan: Plan): Flaw[] {
  const dates = plan.editions.flatMap((edition, i) => [
    ...edition.phases.flatMap((key, j) => unknownPhase(plan, `/editions/${i}/phases/${j}`, key)),
    ...(isBefore(edition.cutOff, edition.confirmBy) ? [] : [flaw(`/editions/${i}/confirmBy`, 'plan.dates-reversed')]),
    ...unknownPhaseOf(plan, edition, i),
    ...(isBefore(edition.cutOff, edition.embargo) ? [] : [flaw(`/editions/${i}/embargo`, 'plan.dates-reversed')]),
  ]);
  const keys = duplicates(plan.editions.map(({ key }) => key)).map((i) => flaw(`/editions/${i}/key`, 'plan.key-twice'));
  return [...dates, ...keys];
}

function unknownPhaseOf(plan: Plan, { embargoEvent = '' }: EditionRule, i: number): Flaw[] {
  const key = phaseOfEvent(embargoEvent);
  return key === undefined ? [] : unknownPhase(plan, `/editions/${i}/embargoEvent`, key);
}

/** Lists are compared of those who publish the same operation. */
function reconciliationFlaws({ leads, partners, publication: { reconciles = [] } }: Plan): Flaw[] {
  const strangers = reconciles.flatMap((code, i) =>
    leads.includes(code) || partners.includes(code) ? [] : [flaw(`/publication/reconciles/${i}`, 'plan.not-a-publisher')],
  );
  const alone = reconciles.length === 1 ? [flaw('/publication/reconciles', 'plan.reconciles-alone')] : [];
  return [...strangers, ...alone, ...duplicates(reconciles).map((i) => flaw(`/publication/reconciles/${i}`, 'plan.key-twice'))];
}

function unknownPhase({ phases }: Plan, pointer: string, key: string): Flaw[] {
  return phases.some((phase) => phase.key === key) ? [] : [flaw(pointer, 'plan.phase-unknown')];
}

function overlap(a: Phase, b: Phase): boolean {
  return isBefore(a.opensAt, b.closesAt) && isBefore(b.opensAt, a.closesAt);
}

/** Positions of entries that stand in the list before. */
function duplicates(keys: readonly string[]): number[] {
  return keys.flatMap((key, i) => (keys.indexOf(key) < i ? [i] : []));
}
