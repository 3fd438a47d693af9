import type { CaseReport, GoodsLine, Seizure, StateCount } from './case.ts';
import { headingOf } from './catalogue/headings.ts';
import type { Instant } from './clock.ts';
import { flaw, type Flaw } from './failure.ts';
import { fieldPhaseAt } from './phase.ts';
import type { Plan, Target } from './plan.ts';

/** What the long form asks for beyond the minimal one (CENcomm offers both, chosen per operation). */
const LONG_FORM = ['place', 'direction', 'transport', 'departure', 'destination'] as const;

/** Why this report does not fit the plan at this instant of the operation; empty when it does. */
export function caseFlaws({ seizures }: CaseReport, plan: Plan, now: Instant): Flaw[] {
  const numbers = seizures.map(({ number }) => number);
  return seizures.flatMap((seizure, i) => [
    ...(numbers.indexOf(seizure.number) < i ? [flaw(`/seizures/${i}/number`, 'case.seizure-number-twice')] : []),
    ...dateFlaws(seizure, `/seizures/${i}/seizedAt`, plan, now),
    ...formFlaws(seizure, `/seizures/${i}`, plan),
    ...detectionFlaws(seizure, `/seizures/${i}/detection`, plan),
    ...stateFlaws(seizure.persons, `/seizures/${i}/persons`),
    ...stateFlaws(seizure.groups, `/seizures/${i}/groups`),
    ...seizure.goods.flatMap((line, j) => goodsFlaws(line, `/seizures/${i}/goods/${j}`, plan)),
  ]);
}

function dateFlaws({ seizedAt }: Seizure, pointer: string, plan: Plan, now: Instant): Flaw[] {
  const at = Date.parse(seizedAt);
  if (at > now) return [flaw(pointer, 'case.in-the-future')];
  return fieldPhaseAt(plan.phases, at) ? [] : [flaw(pointer, 'case.outside-phases')];
}

function formFlaws(seizure: Seizure, pointer: string, { form }: Plan): Flaw[] {
  if (form === 'minimal') return [];
  return LONG_FORM.filter((field) => seizure[field] === undefined).map((field) => flaw(`${pointer}/${field}`, 'case.required-by-form'));
}

function detectionFlaws({ detection }: Seizure, pointer: string, { riskIndicators = [] }: Plan): Flaw[] {
  const named = detection?.riskIndicator;
  if (named === undefined || riskIndicators.some(({ key }) => key === named)) return [];
  return [flaw(`${pointer}/riskIndicator`, 'case.indicator-unknown')];
}

/** Two counts of one state would be added by some readers and not by others. */
function stateFlaws(counts: readonly StateCount[] = [], pointer: string): Flaw[] {
  const states = counts.map(({ state }) => state);
  return states.flatMap((state, i) => (states.indexOf(state) < i ? [flaw(`${pointer}/${i}/state`, 'case.state-twice')] : []));
}

function goodsFlaws({ heading, unit }: GoodsLine, pointer: string, { targets }: Plan): Flaw[] {
  const known = headingOf(heading);
  if (!known) return [flaw(`${pointer}/heading`, 'case.heading-unknown')];
  const units: readonly string[] = targetOf(targets, heading)?.units ?? known.units;
  return units.includes(unit) ? [] : [flaw(`${pointer}/unit`, 'case.unit-not-allowed')];
}

/** The target that goods fall under: their own heading, or the one whose subtype they are. Goods without one are a bonus find. */
export function targetOf(targets: readonly Target[], heading: string): Target | undefined {
  const parent = headingOf(heading)?.parent;
  return targets.find((target) => target.heading === heading) ?? targets.find((target) => target.heading === parent);
}
