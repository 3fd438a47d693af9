import { askedOf } from '../../domain/asked.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { ChangeOf } from '../../domain/tasking-change.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { Task } from '../generated/client.ts';
import { queueTaskLetters } from './letter-queue.ts';
import { inviteAlso } from './orders.ts';
import type { Changing } from './tasking-changes.ts';

/** Hands one open task to somebody else: to a person who speaks for the administration in it, or to another organisation of the country. */
export async function reassign(tx: Tx, changing: Changing, change: ChangeOf<'reassign'>): Promise<FailureCode | null> {
  const task = await tx.task.findUniqueOrThrow({ where: { id: change.taskId } });
  if (task.answer !== null || (task.state !== 'open' && task.state !== 'lapsed')) return 'task.not-open';
  return 'personId' in change.to
    ? toPerson(tx, changing, { task, personId: change.to.personId, reason: change.reason })
    : toOrganisation(tx, changing, { task, organisationId: change.to.organisationId, reason: change.reason });
}

async function toPerson(
  tx: Tx,
  { operation, tasking, command, at }: Changing,
  { task, personId, reason }: { task: Task; personId: string; reason: string },
): Promise<null> {
  await tx.task.update({ where: { id: task.id }, data: { holderId: personId } });
  await queueTaskLetters(tx, {
    ...{ operation, taskingId: tasking.id, taskIds: [task.id], kind: 'handed-over', occasion: `handed-${at.toISOString()}` },
    states: ['open', 'lapsed'],
    content: { operation: operation.title, tasks: [{ ...askedOf(tasking), deadline: task.deadline }] },
  });
  await appendEvent(tx, {
    ...{ type: 'task.reassigned', at, operationId: operation.id, subjectId: task.id, organisationId: task.organisationId, ...command },
    data: { kind: tasking.kind, key: tasking.key, reason, before: task.holderId, holder: personId },
  });
  return null;
}

/** The task keeps its id and its deadline. Whoever had it is told that it is no longer theirs, and the other is asked as if it had been first. */
async function toOrganisation(
  tx: Tx,
  { operation, tasking, command, at }: Changing,
  { task, organisationId, reason }: { task: Task; organisationId: string; reason: string },
): Promise<FailureCode | null> {
  if ((await tx.task.count({ where: { taskingId: tasking.id, organisationId } })) > 0) return 'task.addressed-already';
  const letter = { operation, taskingId: tasking.id, taskIds: [task.id], states: ['open', 'lapsed'] };
  const content = { operation: operation.title, ...askedOf(tasking), reason };
  await queueTaskLetters(tx, { ...letter, kind: 'task-withdrawn', occasion: `taken-${at.toISOString()}`, content });
  if (tasking.kind === 'take-part') {
    const key = { operationId: operation.id, organisationId: task.organisationId };
    const { joins, rilo } = await tx.participation.findUniqueOrThrow({ where: { operationId_organisationId: key } });
    await tx.participation.update({ where: { operationId_organisationId: key }, data: { state: 'withdrawn', reason } });
    await inviteAlso(tx, operation, [organisationId], { joins, rilo });
  }
  await tx.task.update({ where: { id: task.id }, data: { organisationId, holderId: null } });
  const { kind, content: asks } = tasking.letter as { kind: string; content: object };
  await queueTaskLetters(tx, { ...letter, kind, occasion: `given-${at.toISOString()}`, content: { ...asks } });
  await appendEvent(tx, {
    ...{ type: 'task.reassigned', at, operationId: operation.id, subjectId: task.id, organisationId, ...command },
    data: { kind: tasking.kind, key: tasking.key, reason, from: task.organisationId },
  });
  return null;
}
