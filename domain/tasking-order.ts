import type { Addressees, Joining } from './addressees.ts';
import type { Instant } from './clock.ts';
import { flaw, type Flaw } from './failure.ts';
import { instantOf, type Moment } from './moment.ts';
import type { Plan } from './plan.ts';
import { ruleOf, type Ends, type Ladder, type Late, type Silence, type TaskingKind } from './tasking.ts';

/** What a coordinator asks for. The plan's own taskings follow from the plan. */
export type TaskingOrder = {
  taskingId: string;
  kind: TaskingKind;
  key: string;
  title: string;
  instructions: string | null;
  deadline: Moment;
  isLocal: boolean;
  ladder: Ladder;
  ends: Ends;
  silence: Silence;
  late: Late;
  isUrgent: boolean;
  aboutId: string | null;
  addressees: Addressees;
  /** Given where a late invitation brings in organisations that the plan does not name. */
  joining: Joining | null;
};

/** What keeps a tasking from being opened, beside what only the register knows. `earliest` is the first of its addressees' deadlines. */
export function orderFlaws(order: TaskingOrder, plan: Plan, { now, earliest }: { now: Instant; earliest: Instant }): Flaw[] {
  const { kind, deadline, ladder, ends, silence, addressees, joining } = order;
  return [
    ...(Math.min(instantOf(deadline), earliest) <= now ? [flaw('/deadline', 'tasking.deadline-past')] : []),
    ...(ends === 'deadline' ? rungsAfterEnd('/ladder', ladder) : []),
    ...(ruleOf(kind).silences.includes(silence) ? [] : [flaw('/silence', 'tasking.silence-unfit')]),
    ...(addressees.rule === 'rilo' && addressees.rilo === undefined ? [flaw('/addressees/rilo', 'tasking.office-missing')] : []),
    ...(addressees.phase === undefined ? [] : unknownPhase(plan, '/addressees/phase', addressees.phase)),
    ...(joining ? unknownPhase(plan, '/joins', joining.joins) : []),
  ];
}

/** Rungs that would come when nobody is waited for any more, and so tell nobody. */
export function rungsAfterEnd(pointer: string, ladder: Ladder): Flaw[] {
  return ladder.flatMap(({ offsetHours }, i) => (offsetHours > 0 ? [flaw(`${pointer}/${i}/offsetHours`, 'tasking.rung-after-end')] : []));
}

function unknownPhase({ phases }: Plan, pointer: string, key: string): Flaw[] {
  return phases.some((phase) => phase.key === key) ? [] : [flaw(pointer, 'plan.phase-unknown')];
}
