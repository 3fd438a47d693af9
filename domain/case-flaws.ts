import type { CaseReport, GoodsLine, Seizure, StateCount } from './case.ts';
import { CITES_APPENDICES } from './catalogue/cites.ts';
import { CURRENCIES } from './catalogue/currencies.ts';
import { DETECTION_METHODS } from './catalogue/detections.ts';
import { GOODS_STATUSES } from './catalogue/goods-statuses.ts';
import { GROUP_STATES } from './catalogue/groups.ts';
import { commodityOf, headingOf } from './catalogue/headings.ts';
import { isHs } from './catalogue/hs-chapters.ts';
import { OUTCOMES } from './catalogue/outcomes.ts';
import { PERSON_STATES } from './catalogue/persons.ts';
import { PLACE_TYPES } from './catalogue/places.ts';
import { isUnit } from './catalogue/units.ts';
import { isValidOn, type Term } from './catalogue/validity.ts';
import { VALUE_BASES } from './catalogue/value-bases.ts';
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
    ...codeFlaws(seizure, `/seizures/${i}`),
    ...detectionFlaws(seizure, `/seizures/${i}/detection`, plan),
    ...stateFlaws(seizure.persons, `/seizures/${i}/persons`),
    ...stateFlaws(seizure.groups, `/seizures/${i}/groups`),
    ...seizure.goods.flatMap((line, j) => [
      ...goodsFlaws(line, `/seizures/${i}/goods/${j}`, plan),
      ...goodsCodeFlaws(line, `/seizures/${i}/goods/${j}`, seizure.seizedAt),
    ]),
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

/** Why goods cannot be told under this heading in this unit; empty when they can. */
export function goodsFlaws({ heading, unit }: Pick<GoodsLine, 'heading' | 'unit'>, pointer: string, { targets }: Plan): Flaw[] {
  const known = headingOf(heading);
  if (!known) return [flaw(`${pointer}/heading`, 'case.heading-unknown')];
  const units: readonly string[] = targetOf(targets, heading)?.units ?? known.units;
  return units.includes(unit) ? [] : [flaw(`${pointer}/unit`, 'case.unit-not-allowed')];
}

/** The target that goods fall under: their own heading, or the one whose subtype they are. Goods without one are a bonus find. */
export function targetOf(targets: readonly Target[], heading: string): Target | undefined {
  return targets.find((target) => target.heading === heading) ?? targets.find((target) => target.heading === commodityOf(heading));
}

/** A code is one of its list on the day of the seizure: what was valid then stays right, however the lists change. */
function codeFlaws({ seizedAt, placeType, detection, persons = [], groups = [], outcomes = [] }: Seizure, pointer: string): Flaw[] {
  return [
    ...unlisted(PLACE_TYPES, placeType, `${pointer}/placeType`, seizedAt),
    ...unlisted(DETECTION_METHODS, detection?.method, `${pointer}/detection/method`, seizedAt),
    ...persons.flatMap(({ state }, i) => unlisted(PERSON_STATES, state, `${pointer}/persons/${i}/state`, seizedAt)),
    ...groups.flatMap(({ state }, i) => unlisted(GROUP_STATES, state, `${pointer}/groups/${i}/state`, seizedAt)),
    ...outcomes.flatMap((outcome, i) => unlisted(OUTCOMES, outcome, `${pointer}/outcomes/${i}`, seizedAt)),
  ];
}

function goodsCodeFlaws({ hs, cites, status, values = [], including = [] }: GoodsLine, pointer: string, seizedAt: string): Flaw[] {
  return [
    ...(hs === undefined || isHs(hs) ? [] : [flaw(`${pointer}/hs`, 'case.hs-unknown')]),
    ...unlisted(CITES_APPENDICES, cites, `${pointer}/cites`, seizedAt),
    ...unlisted(GOODS_STATUSES, status, `${pointer}/status`, seizedAt),
    ...values.flatMap(({ currency, basis }, i) => [
      ...unlisted(CURRENCIES, currency, `${pointer}/values/${i}/currency`, seizedAt),
      ...unlisted(VALUE_BASES, basis, `${pointer}/values/${i}/basis`, seizedAt),
    ]),
    ...including.flatMap(({ unit }, i) => (isUnit(unit) ? [] : [flaw(`${pointer}/including/${i}/unit`, 'case.code-unknown')])),
  ];
}

function unlisted(terms: readonly Term[], code: string | undefined, pointer: string, day: string): Flaw[] {
  return code === undefined || isValidOn(terms, code, day) ? [] : [flaw(pointer, 'case.code-unknown')];
}
