import { askedOf } from '../../domain/asked.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { ChangeOf } from '../../domain/tasking-change.ts';
import { appendEvent, type Tx } from '../event.ts';
import { endTasking } from './climbs.ts';
import { queueTaskLetters } from './letter-queue.ts';
import { moveTasking, tellMoved } from './moves.ts';
import { inviteAlso } from './orders.ts';
import type { Changing } from './tasking-changes.ts';
import { addTasks, askAdded } from './taskings.ts';

/** Takes back what has not been answered: from some addressees, or from all, which ends the tasking. */
export async function withdrawTasks(
  tx: Tx,
  { operation, tasking, command, at }: Changing,
  { reason, organisationIds }: ChangeOf<'withdraw'>,
): Promise<FailureCode | null> {
  const named = organisationIds ? [...organisationIds] : null;
  const withdrawn = await tx.$queryRaw<{ id: string; organisation_id: string }[]>`
    update task set state = 'withdrawn', withdrawn_reason = ${reason}
    where tasking_id = ${tasking.id}::uuid and state in ('open', 'lapsed') and answer is null
      and (${named}::uuid[] is null or organisation_id = any (${named}::uuid[]))
    returning id, organisation_id`;
  if (named && withdrawn.length === 0) return 'task.not-open';
  const taskIds = withdrawn.map(({ id }) => id);
  await tx.extensionRequest.updateMany({ where: { taskId: { in: taskIds }, state: 'asked' }, data: { state: 'moot' } });
  if (tasking.kind === 'take-part') {
    const invitees = withdrawn.map((task) => task.organisation_id);
    await tx.participation.updateMany({
      where: { operationId: operation.id, organisationId: { in: invitees }, state: { in: ['invited', 'silent'] } },
      data: { state: 'withdrawn', reason },
    });
  }
  const letters = await queueTaskLetters(tx, {
    ...{ operation, taskingId: tasking.id, taskIds, kind: 'task-withdrawn', occasion: `withdrawn-${at.toISOString()}` },
    states: ['withdrawn'],
    content: { operation: operation.title, ...askedOf(tasking), reason },
  });
  await appendEvent(tx, {
    ...{ type: 'tasking.withdrawn', at, operationId: operation.id, subjectId: tasking.id, ...command },
    data: { kind: tasking.kind, key: tasking.key, reason, withdrawn: taskIds.length, whole: named === null, letters },
  });
  if (named === null) {
    await tx.tasking.update({ where: { id: tasking.id }, data: { withdrawnReason: reason } });
    await endTasking(tx, operation, tasking);
  }
  return null;
}

/** Asks others too, as the first were asked; whose task was withdrawn, anew. */
export async function addAddressees(
  tx: Tx,
  { operation, tasking, command, at }: Changing,
  { organisationIds, joining }: ChangeOf<'add'>,
): Promise<FailureCode | null> {
  if (tasking.kind === 'take-part') await inviteAlso(tx, operation, organisationIds, joining);
  const added = await addTasks(tx, operation, tasking.id, organisationIds, null);
  if (added === 0) return 'task.addressed-already';
  const letters = await askAdded(tx, operation, tasking);
  await appendEvent(tx, {
    ...{ type: 'tasking.widened', at, operationId: operation.id, subjectId: tasking.id, ...command },
    data: { kind: tasking.kind, key: tasking.key, added, letters },
  });
  return null;
}

/** Moves the deadline for everybody, and tells those who have yet to answer. */
export async function moveDeadline(
  tx: Tx,
  { operation, tasking, command, at }: Changing,
  { deadline }: ChangeOf<'move'>,
): Promise<FailureCode | null> {
  const moved = await moveTasking(tx, operation, { taskingId: tasking.id, deadline });
  const letters = await tellMoved(tx, operation, tasking, moved);
  await appendEvent(tx, {
    ...{ type: 'tasking.moved', at, operationId: operation.id, subjectId: tasking.id, ...command },
    data: { kind: tasking.kind, key: tasking.key, before: tasking.deadline, deadline: { ...deadline }, letters },
  });
  return null;
}
