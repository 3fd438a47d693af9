import { resolveMoments } from '../api/moments.ts';
import type { Moment, WallTime, Written } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';
import { aPlan, at } from './plans.ts';

/** aPlan() with the instants of its moments, as the domain gets it. */
export function resolvedPlan(plan: Partial<Written<Plan>> = {}): Plan {
  return resolve<Plan>(aPlan(plan));
}

/** A wall time in Brussels with its instant. */
export function moment(wall: string): Moment {
  return resolve<{ moment: Moment }>({ moment: at(wall) }).moment;
}

export const instant = (wall: string): number => Date.parse(moment(wall).at);

/** Moves a moment of a plan; the wall time no longer matters then. */
export function movedTo(at: number): Moment & WallTime {
  return { wall: '', zone: 'Etc/UTC', at: new Date(at).toISOString() };
}

function resolve<T>(written: unknown): T {
  const { resolved, flaws } = resolveMoments<T>(written as Written<T>);
  if (flaws.length > 0) throw new Error(JSON.stringify(flaws));
  return resolved;
}
