import type { Quorum } from './approval.ts';
import { isHeading } from './catalogue/headings.ts';
import { isUnit } from './catalogue/units.ts';
import { flaw, type Flaw } from './failure.ts';
import { instantOf, isBefore, type Moment } from './moment.ts';
import { isField, type Phase } from './phase.ts';
import type { Instant } from './clock.ts';
import type { Ladder, Silence } from './tasking.ts';

/** Goods that the operation looks for, and the only units in which members may report them. */
export type Target = { heading: string; units: readonly string[] };

/**
 * An explicit rule that lets figures of different headings or units be added. Without one they stay apart: a dose is not a unit.
 * `reason` is what a reader of the published total is told.
 */
export type Sum = { key: string; name: string; unit: string; parts: readonly { heading: string; unit: string }[]; reason: string };

/** An organisation asked to take part, the regional office that follows it up, and the phase with which it joins. */
export type Invitee = { organisation: string; rilo: string | null; joins: string };

/** Steps as a plan names them, by post: a change of holder needs no new plan. */
export type StepRule = { name: string; posts: readonly string[]; quorum: Quorum };

export const FORM_DEPTHS = ['minimal', 'long'] as const;
export type FormDepth = (typeof FORM_DEPTHS)[number];

/** A period for which every participant reports or says that there is nothing to report. */
export type ReportingPeriod = { key: string; phase: string; from: Moment; until: Moment; dueBy: Moment };

export const EDITION_STATUSES = ['preliminary', 'interim', 'final', 'corrected'] as const;
export type EditionStatus = (typeof EDITION_STATUSES)[number];

/** A planned edition counts what was received up to its cut-off of the seizures made in its phases. */
export type EditionRule = {
  key: string;
  status: EditionStatus;
  phases: readonly string[];
  cutOff: Moment;
  confirmBy: Moment;
  embargo: Moment;
};

export type Plan = {
  title: string;
  objectives: readonly string[];
  leads: readonly string[];
  partners: readonly string[];
  phases: readonly Phase[];
  targets: readonly Target[];
  sums: readonly Sum[];
  invitees: readonly Invitee[];
  invitation: { answerBy: Moment; ladder: Ladder };
  form: FormDepth;
  reporting: { periods: readonly ReportingPeriod[]; nilReturns: boolean; ladder: Ladder };
  approval: readonly StepRule[];
  editions: readonly EditionRule[];
  publication: { silence: Silence; ladder: Ladder; signOff: readonly StepRule[]; recipients: readonly string[] };
};

/** What keeps a plan from being submitted; a draft may have any of these. Empty when it is fit to be decided on. */
export function planFlaws(plan: Plan): Flaw[] {
  return [
    ...missing(plan),
    ...phaseFlaws(plan),
    ...targetFlaws(plan),
    ...periodFlaws(plan),
    ...editionFlaws(plan),
    ...stepFlaws('/approval', plan.approval),
    ...stepFlaws('/publication/signOff', plan.publication.signOff),
    ...plan.invitees.flatMap((invitee, i) => unknownPhase(plan, `/invitees/${i}/joins`, invitee.joins)),
    ...duplicates(plan.invitees.map(({ organisation }) => organisation)).map((i) => flaw(`/invitees/${i}/organisation`, 'plan.key-twice')),
    ...plan.publication.recipients.flatMap((code, i) =>
      plan.partners.includes(code) ? [] : [flaw(`/publication/recipients/${i}`, 'plan.not-a-partner')],
    ),
  ];
}

/**
 * What an amendment may not do to the plan in force: rewrite what has happened by `now`, or drop who was invited. The figures of the
 * past rest on it. The cut-off of an edition is past once it is frozen: one that was returned may be counted anew at a later one.
 * `frozen` are the keys of editions that are frozen and were not returned.
 */
export function amendmentFlaws(inForce: Plan, next: Plan, { now, frozen }: { now: Instant; frozen: readonly string[] }): Flaw[] {
  const happened = (moment: Moment): boolean => instantOf(moment) <= now;
  const phases = inForce.phases.flatMap((phase) => {
    const i = next.phases.findIndex(({ key }) => key === phase.key);
    const kept = next.phases[i];
    if (!happened(phase.opensAt)) return [];
    const isRewritten =
      !kept || kept.opensAt.at !== phase.opensAt.at || (happened(phase.closesAt) && kept.closesAt.at !== phase.closesAt.at);
    return isRewritten ? [flaw(kept ? `/phases/${i}` : '/phases', 'plan.past-rewritten')] : [];
  });
  const editions = inForce.editions.flatMap((edition) => {
    const i = next.editions.findIndex(({ key }) => key === edition.key);
    if (!frozen.includes(edition.key) || next.editions[i]?.cutOff.at === edition.cutOff.at) return [];
    return [flaw(i < 0 ? '/editions' : `/editions/${i}/cutOff`, 'plan.past-rewritten')];
  });
  const periods = inForce.reporting.periods.flatMap((period) => {
    const i = next.reporting.periods.findIndex(({ key }) => key === period.key);
    const kept = next.reporting.periods[i];
    if (!happened(period.from)) return [];
    const isRewritten = !kept || kept.from.at !== period.from.at || (happened(period.until) && kept.until.at !== period.until.at);
    return isRewritten ? [flaw(kept ? `/reporting/periods/${i}` : '/reporting/periods', 'plan.past-rewritten')] : [];
  });
  const invited = next.invitees.map(({ organisation }) => organisation);
  const dropped = inForce.invitees.some(({ organisation }) => !invited.includes(organisation))
    ? [flaw('/invitees', 'plan.invitee-dropped')]
    : [];
  return [...phases, ...periods, ...editions, ...dropped];
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
    ...(isBefore(edition.cutOff, edition.embargo) ? [] : [flaw(`/editions/${i}/embargo`, 'plan.dates-reversed')]),
  ]);
  const keys = duplicates(plan.editions.map(({ key }) => key)).map((i) => flaw(`/editions/${i}/key`, 'plan.key-twice'));
  return [...dates, ...keys];
}

/** Agreement is kept by the name of its step. */
function stepFlaws(pointer: string, steps: readonly StepRule[]): Flaw[] {
  return duplicates(steps.map(({ name }) => name)).map((i) => flaw(`${pointer}/${i}/name`, 'plan.key-twice'));
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
