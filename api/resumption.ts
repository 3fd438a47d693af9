import type { Instant } from '../domain/clock.ts';
import type { Command, ResumeCommand } from '../domain/command.ts';
import { isoOf } from '../domain/moment.ts';
import { daysSuspended, moveAhead } from '../domain/suspension.ts';
import type { Database } from '../prisma/client.ts';
import type { OperationStanding } from '../prisma/reads/standing.ts';
import { readTimers } from '../prisma/reads/timers.ts';
import { moveByDays } from './moments.ts';
import { Refusal } from './refusal.ts';

/** Everything of a suspended operation that lay ahead, moved to where it lies when the operation is resumed `now`. */
export async function resumptionAt(
  database: Database,
  { id, plan, planVersion }: OperationStanding,
  now: Instant,
): Promise<Omit<ResumeCommand, keyof Command>> {
  const timers = await readTimers(database, id);
  if (!timers || planVersion === null) throw new Refusal('operation.not-suspended');
  const { suspendedAt, draft } = timers;
  const days = daysSuspended(suspendedAt, now);
  const moved = <T>(document: T) => moveAhead(document, suspendedAt, days, moveByDays);
  const { moved: movedPlan, shifted } = moved(plan);
  const exceptions = shifted.map(
    ({ pointer, wanted, moment }) =>
      ` ${pointer}: ${wanted} does not exist on that day, or twice, in ${moment.zone}; it is ${moment.wall}.`,
  );
  return {
    basedOn: planVersion,
    days,
    plan: movedPlan,
    draft: draft && { ...draft, plan: moved(draft.plan).moved },
    taskings: moved(timers.taskings).moved,
    tasks: moved(timers.tasks).moved,
    requests: moved(timers.requests).moved,
    reason: `Suspended from ${isoOf(suspendedAt)} to ${isoOf(now)}: what lay ahead moves by ${days} ${days === 1 ? 'day' : 'days'}.${exceptions.join('')}`,
  };
}
