import type { Instant } from './clock.ts';
import { flaw, type Flaw } from './failure.ts';
import { fieldPhaseAt } from './phase.ts';
import type { Plan } from './plan.ts';

/** One kind of goods in a seizure, as the administration gave it: quantity and unit are never converted in place. */
export type GoodsLine = { heading: string; quantity: string; unit: string; description?: string | undefined };

export const DIRECTIONS = ['import', 'export', 'transit', 'internal'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** One seizure: an act at one place and time. Published counts say whether they count cases or seizures. */
export type Seizure = {
  number: number;
  seizedAt: string;
  place?: string | undefined;
  direction?: Direction | undefined;
  transport?: string | undefined;
  departure?: string | undefined;
  destination?: string | undefined;
  goods: readonly GoodsLine[];
};

/**
 * What an administration says about one case. Non-nominal: there is no field for a person's name, and none may be added
 * (CEN and the WCO-OLAF arrangement exchange non-personal data only).
 */
export type CaseReport = { reference: string; summary?: string | undefined; seizures: readonly Seizure[] };

/** What the long form asks for beyond the minimal one (CENcomm offers both, chosen per operation). */
const LONG_FORM = ['place', 'direction', 'transport', 'departure', 'destination'] as const;

/** Why this report does not fit the plan at this instant of the operation; empty when it does. */
export function caseFlaws({ seizures }: CaseReport, plan: Plan, now: Instant): Flaw[] {
  const numbers = seizures.map(({ number }) => number);
  return seizures.flatMap((seizure, i) => [
    ...(numbers.indexOf(seizure.number) < i ? [flaw(`/seizures/${i}/number`, 'case.seizure-number-twice')] : []),
    ...dateFlaws(seizure, `/seizures/${i}/seizedAt`, plan, now),
    ...formFlaws(seizure, `/seizures/${i}`, plan),
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

function goodsFlaws({ heading, unit }: GoodsLine, pointer: string, { targets }: Plan): Flaw[] {
  const target = targets.find((candidate) => candidate.heading === heading);
  if (!target) return [flaw(`${pointer}/heading`, 'case.heading-not-targeted')];
  return target.units.includes(unit) ? [] : [flaw(`${pointer}/unit`, 'case.unit-not-allowed')];
}
