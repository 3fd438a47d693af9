import type { WallTime, Written } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';
import { planOf } from './operation.ts';
import type { Member } from './people.ts';

const DAY_MS = 86_400_000;

/** The plan of the other benches with its dates after this instant (real time, ms): for an operation that is no drill. */
export function realTimePlan(members: readonly Member[], now: number): Written<Plan> {
  const inDays = (days: number): WallTime => ({ wall: new Date(now + days * DAY_MS).toISOString().slice(0, 16), zone: 'UTC' });
  const plan = planOf(members);
  const window = { from: inDays(30), until: inDays(120) };
  return {
    ...plan,
    phases: plan.phases.map((phase) => ({ ...phase, opensAt: window.from, closesAt: window.until })),
    invitation: { ...plan.invitation, answerBy: inDays(20) },
    reporting: { ...plan.reporting, periods: plan.reporting.periods.map((period) => ({ ...period, ...window, dueBy: inDays(127) })) },
    editions: plan.editions.map((edition) => ({ ...edition, cutOff: inDays(130), confirmBy: inDays(140), embargo: inDays(150) })),
  };
}
