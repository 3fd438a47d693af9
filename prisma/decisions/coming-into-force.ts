import { instantOf } from '../../domain/moment.ts';
import type { Plan } from '../../domain/plan.ts';
import { entriesAhead } from '../../domain/timetable.ts';
import type { Tx } from '../event.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { moveEmbargoes } from './embargoes.ts';
import { invite } from './invitations.ts';
import { forgetTold, tellMeetings } from './meetings.ts';
import { moveTaskings } from './moves.ts';

/** The taskings that a plan opened, and the keys of the timetable that lie ahead by it: some may have been taken by the plan before it. */
export type Applied = { taskingIds: string[]; ahead: string[] };

/**
 * What a plan changes in a running operation: it moves every open deadline that it holds, reopens phases, tells of meetings that have changed,
 * and invites whom it adds.
 */
export async function applyPlan(
  tx: Tx,
  operation: OperationNow,
  plan: Plan,
  version: { number: number; reason: string | null },
): Promise<Applied> {
  const { number, reason } = version;
  await moveTaskings(tx, operation, plan);
  await moveEmbargoes(tx, operation, plan);
  await reopenPhases(tx, operation, plan);
  await forgetTold(tx, operation, plan);
  await tellMeetings(tx, operation, { meetings: plan.meetings ?? [], sequence: number, reason });
  return { taskingIds: await invite(tx, operation, plan, `plan-${number}`), ahead: entriesAhead(plan, operation.at) };
}

/** Phases that were closed while the plan that extends them was being approved are open again. */
async function reopenPhases(tx: Tx, { id: operationId, at }: OperationNow, { phases }: Plan): Promise<void> {
  const ahead = (moment: 'opensAt' | 'closesAt') => phases.filter((phase) => instantOf(phase[moment]) > at).map(({ key }) => key);
  await tx.phaseWindow.updateMany({ where: { operationId, key: { in: ahead('closesAt') } }, data: { closedAt: null } });
  await tx.phaseWindow.updateMany({ where: { operationId, key: { in: ahead('opensAt') } }, data: { openedAt: null } });
}
