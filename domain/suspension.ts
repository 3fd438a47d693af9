import type { Instant } from './clock.ts';
import type { FailureCode } from './failure.ts';
import { instantOf, type Moment } from './moment.ts';
import { refuseIn, type OperationState } from './operation.ts';

const DAY_MS = 86_400_000;

/** Why an operation stands still: somebody said so with a reason, or this version of its plan was not ratified, and says so for that case. */
export type SuspensionCause = { actorId: string; reason: string } | { unratified: number };

/** A closing that is being decided rests on what the deadlines said; it is settled before they stop. */
export function refuseSuspension({ stage, closing }: OperationState): FailureCode | null {
  return refuseIn(stage, 'suspend') ?? (closing ? 'operation.closing-pending' : null);
}

export function suspend(state: OperationState): OperationState {
  return { ...state, stage: 'suspended' };
}

/**
 * The moments of a plan that is pending are not moved, so its approval is settled first. `basedOn` is the version whose moments the command
 * has moved: one that came into force meanwhile must not be undone by it.
 */
export function refuseResumption({ stage, pending, planInForce }: OperationState, basedOn: number): FailureCode | null {
  const unfit = refuseIn(stage, 'resume');
  if (unfit) return unfit;
  if (pending) return 'operation.submission-pending';
  return planInForce === basedOn ? null : 'operation.plan-changed';
}

export function resume(state: OperationState): OperationState {
  return { ...state, stage: 'running' };
}

/** By how many whole days everything that lay ahead moves: rounded up, so that nobody loses time, and whole, so that wall hours stay. */
export function daysSuspended(suspendedAt: Instant, now: Instant): number {
  return Math.max(1, Math.ceil((now - suspendedAt) / DAY_MS));
}

/** Moves a moment by whole days of the calendar in its zone. What a change of clocks skips or repeats there needs another hour. */
export type MoveByDays = (moment: Moment, days: number) => Moment;

export type Moved<T> = { moved: T; shifted: readonly { pointer: string; wanted: string; moment: Moment }[] };

/**
 * A document with every moment that lay ahead at `suspendedAt` moved by whole days. `shifted` names those that could not keep their wall
 * hour, because there is no such hour on that day.
 */
export function moveAhead<T>(document: T, suspendedAt: Instant, days: number, move: MoveByDays): Moved<T> {
  const shifted: { pointer: string; wanted: string; moment: Moment }[] = [];
  const walk = (value: unknown, pointer: string): unknown => {
    if (Array.isArray(value)) return value.map((item, i) => walk(item, `${pointer}/${i}`));
    if (typeof value !== 'object' || value === null) return value;
    if (!isMoment(value)) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, `${pointer}/${name}`)]));
    if (instantOf(value) <= suspendedAt) return value;
    const moment = move(value, days);
    if (hourOf(moment) !== hourOf(value)) shifted.push({ pointer, wanted: hourOf(value), moment });
    return moment;
  };
  return { moved: walk(document, '') as T, shifted };
}

function isMoment(value: object): value is Moment {
  return 'wall' in value && 'zone' in value && 'at' in value;
}

function hourOf({ wall }: Moment): string {
  return wall.slice(11);
}
