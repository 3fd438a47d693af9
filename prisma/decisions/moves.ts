import { askedOf } from '../../domain/asked.ts';
import { instantOf, isoOf, type Moment } from '../../domain/moment.ts';
import type { Plan } from '../../domain/plan.ts';
import { moveClimb, type Climbed, type TaskingKind } from '../../domain/tasking.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { Task, Tasking } from '../generated/client.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { queueTaskLetters } from './letter-queue.ts';
import { setNextLook, wake } from './rungs.ts';
import { lockTasks } from './taskings.ts';

export type TaskMove = { taskId: string; deadline: Moment };

/**
 * Gives tasks other deadlines: their ladders follow, whoever had let the old one pass has time again until the new one, and their taskings
 * look again at once. Whoever calls it tells the addressees.
 */
export async function moveTasks(tx: Tx, operation: OperationNow, moves: readonly TaskMove[]): Promise<void> {
  if (moves.length === 0) return;
  const moved = { id: { in: moves.map(({ taskId }) => taskId) }, state: { not: 'withdrawn' } };
  const taskings = await tx.task.findMany({ where: moved, select: { taskingId: true }, distinct: ['taskingId'] });
  const taskingIds = taskings.map(({ taskingId }) => taskingId);
  await lockTasks(tx, taskingIds);
  const tasks = await tx.task.findMany({ where: moved });
  const rows = tasks.flatMap((task) => {
    const deadline = moves.find(({ taskId }) => taskId === task.id)?.deadline;
    if (!deadline) return [];
    const { climbedTo, before } = moveClimb(climbedOf(task), instantOf(deadline), operation.at);
    return [{ id: task.id, deadline, at: deadline.at, climbed_to: isoOf(climbedTo), climbed_before: before }];
  });
  await tx.$executeRaw`
    update task set deadline = move.deadline, deadline_at = move.at, climbed_to = move.climbed_to, climbed_before = move.climbed_before
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as move (id uuid, deadline jsonb, at timestamptz, climbed_to timestamptz, climbed_before jsonb)
    where task.id = move.id`;
  await reopen(
    tx,
    rows.filter(({ deadline }) => instantOf(deadline) > operation.at).map(({ id }) => id),
  );
  await setNextLook(tx, operation, taskingIds);
  await wake(tx, taskingIds);
}

function climbedOf({ deadlineAt, climbedTo, climbedBefore }: Task): Climbed & { before: readonly Climbed[] } {
  return { deadlineAt: deadlineAt.getTime(), climbedTo: climbedTo.getTime(), before: climbedBefore as unknown as readonly Climbed[] };
}

/** Whoever let the old deadline pass has time again until the new one, and is not late before it. Consent that silence gave stays given. */
async function reopen(tx: Tx, taskIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    with reopened as (
      update task set state = 'open' where id = any (${[...taskIds]}::uuid[]) and state = 'lapsed' and answer is null
      returning tasking_id, operation_id, organisation_id)
    update participation p set state = 'invited' from reopened r join tasking k on k.id = r.tasking_id and k.kind = 'take-part'
    where p.operation_id = r.operation_id and p.organisation_id = r.organisation_id and p.state = 'silent'`;
}

/**
 * Gives a tasking another deadline. Whoever has been given more time than the others keeps it, unless the new one is later still. Answers
 * whose deadlines were moved; whoever calls it tells them.
 */
export async function moveTasking(
  tx: Tx,
  operation: OperationNow,
  { taskingId, deadline }: { taskingId: string; deadline: Moment },
): Promise<string[]> {
  await lockTasks(tx, [taskingId]);
  const common = await tx.$queryRaw<{ id: string }[]>`
    select t.id from task t join tasking k on k.id = t.tasking_id join organisation o on o.id = t.organisation_id
    where k.id = ${taskingId}::uuid and t.state <> 'withdrawn' and t.deadline ->> 'at' = deadline_of(k, o.zone) ->> 'at'`;
  await tx.tasking.update({ where: { id: taskingId }, data: { deadline: { ...deadline }, deadlineAt: deadline.at } });
  const due = await tx.$queryRaw<{ id: string; deadline: Moment; deadline_at: Date }[]>`
    select t.id, deadline_of(k, o.zone) as deadline, t.deadline_at
    from task t join tasking k on k.id = t.tasking_id join organisation o on o.id = t.organisation_id
    where k.id = ${taskingId}::uuid and t.state <> 'withdrawn'`;
  const isCommon = (id: string): boolean => common.some((task) => task.id === id);
  const moves = due.filter((task) => isCommon(task.id) || instantOf(task.deadline) > task.deadline_at.getTime());
  await moveTasks(
    tx,
    operation,
    moves.map((task) => ({ taskId: task.id, deadline: task.deadline })),
  );
  if (moves.length === 0) await setNextLook(tx, operation, [taskingId]);
  return moves.map(({ id }) => id);
}

/** A letter to each of these who has yet to answer, with the deadline that holds now. */
export async function tellMoved(tx: Tx, operation: OperationNow, tasking: Tasking, taskIds: readonly string[]): Promise<number> {
  return queueTaskLetters(tx, {
    ...{ operation, taskingId: tasking.id, taskIds, kind: 'deadline-moved', occasion: `moved-${isoOf(operation.at)}` },
    states: ['open', 'lapsed'],
    content: { operation: operation.title, ...askedOf(tasking) },
  });
}

/** Lets the deadline of every tasking that has not ended follow the plan, and wakes those that it moved. */
export async function moveTaskings(tx: Tx, operation: OperationNow, plan: Plan): Promise<void> {
  const open = await tx.tasking.findMany({ where: { operationId: operation.id, endedAt: null }, orderBy: { id: 'asc' } });
  for (const tasking of open) {
    const { id, kind, key, deadline: before, deadlineAt } = tasking;
    const deadline = deadlineIn(plan, kind as TaskingKind, key);
    if (!deadline || deadline.at === deadlineAt.toISOString()) continue;
    await tellMoved(tx, operation, tasking, await moveTasking(tx, operation, { taskingId: id, deadline }));
    await wake(tx, [id]);
    await appendEvent(tx, {
      type: 'tasking.moved',
      at: new Date(operation.at),
      operationId: operation.id,
      subjectId: id,
      data: { kind, key, before, deadline: { ...deadline } },
    });
  }
}

/** Where a plan says that a tasking is due. Taskings whose deadline no plan holds keep the one they have. */
function deadlineIn(plan: Plan, kind: TaskingKind, key: string): Moment | undefined {
  if (kind === 'take-part') return key === 'launch' || key.startsWith('plan-') ? plan.invitation.answerBy : undefined;
  if (kind === 'report') return plan.reporting.periods.find((period) => period.key === key)?.dueBy;
  if (kind === 'follow-up') return plan.followUps?.find((followUp) => followUp.key === key)?.dueBy;
  if (kind !== 'confirm-figures') return undefined;
  return plan.editions.find((edition) => key.startsWith(`${edition.key}/`))?.confirmBy;
}
