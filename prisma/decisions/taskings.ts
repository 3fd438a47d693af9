import { v7 } from 'uuid';
import { isoOf, instantOf, type Moment } from '../../domain/moment.ts';
import type { Plan } from '../../domain/plan.ts';
import { nextRungAt, startOfClimb, type Ladder, type Silence, type TaskingKind } from '../../domain/tasking.ts';
import type { Prisma } from '../generated/client.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { queueTaskLetters } from './letter-queue.ts';

export type NewTasking = {
  kind: TaskingKind;
  /** Tells this tasking from others of its kind in the operation; opening it a second time changes nothing. */
  key: string;
  title: string;
  deadline: Moment;
  ladder: Ladder;
  silence: Silence;
  addressees: readonly string[];
  letter: { kind: string; content: Prisma.InputJsonObject };
};

/** Opens a tasking whole: its tasks, the letters that ask for them, its event. Answers its id, also where it was open already. */
export async function openTasking(tx: Tx, operation: OperationNow, tasking: NewTasking): Promise<string> {
  const { kind, key, title, deadline, ladder, silence, addressees, letter } = tasking;
  const at = new Date(operation.at);
  const operationId = operation.id;
  const known = await tx.tasking.findUnique({ where: { operationId_kind_key: { operationId, kind, key } } });
  if (known) return known.id;
  const deadlineAt = instantOf(deadline);
  const climbedTo = startOfClimb(deadlineAt, operation.at);
  const next = nextRungAt({ deadlineAt, ladder }, climbedTo);
  const { id } = await tx.tasking.create({
    data: {
      id: v7(),
      operationId,
      kind,
      key,
      title,
      deadline: { ...deadline },
      deadlineAt: deadline.at,
      ladder,
      silence,
      climbedTo: isoOf(climbedTo),
      nextRungAt: next === null ? null : isoOf(next),
      openedAt: at,
    },
  });
  await tx.$executeRaw`
    insert into task (tasking_id, operation_id, organisation_id)
    select ${id}::uuid, ${operationId}::uuid, unnest(${[...addressees]}::uuid[])`;
  const letters = await queueTaskLetters(tx, {
    taskingId: id,
    kind: letter.kind,
    occasion: 'opened',
    states: ['open'],
    content: letter.content,
  });
  await appendEvent(tx, {
    type: 'tasking.opened',
    at,
    operationId,
    subjectId: id,
    data: { kind, key, title, deadline: { ...deadline }, addressees: addressees.length, letters },
  });
  return id;
}

/** Lets the deadline of every tasking that has not ended follow the plan, and wakes those that it moved. */
export async function moveTaskings(tx: Tx, operation: OperationNow, plan: Plan): Promise<void> {
  const open = await tx.tasking.findMany({ where: { operationId: operation.id, endedAt: null } });
  await lockTasks(
    tx,
    open.map(({ id }) => id),
  );
  for (const tasking of open) {
    const deadline = deadlineIn(plan, tasking.kind as TaskingKind, tasking.key);
    if (!deadline || deadline.at === tasking.deadlineAt.toISOString()) continue;
    const deadlineAt = instantOf(deadline);
    const climbedTo = startOfClimb(deadlineAt, tasking.climbedTo.getTime());
    const next = nextRungAt({ deadlineAt, ladder: tasking.ladder as unknown as Ladder }, climbedTo);
    if (deadlineAt > operation.at) await reopen(tx, tasking.id);
    await tx.tasking.update({
      where: { id: tasking.id },
      data: {
        deadline: { ...deadline },
        deadlineAt: deadline.at,
        climbedTo: isoOf(climbedTo),
        nextRungAt: next === null ? null : isoOf(next),
      },
    });
    await tx.outbox.create({ data: { workflowId: `tasking/${tasking.id}`, signal: 'nudge' } });
    await appendEvent(tx, {
      type: 'tasking.moved',
      at: new Date(operation.at),
      operationId: operation.id,
      subjectId: tasking.id,
      data: { kind: tasking.kind, key: tasking.key, before: tasking.deadline, deadline: { ...deadline } },
    });
  }
}

/** Tasks before their tasking, as an answer takes them (prisma/facts/answers.ts): the other way round, the two could wait for each other. */
export async function lockTasks(tx: Tx, taskingIds: readonly string[]): Promise<void> {
  const ids = [...taskingIds];
  await tx.$executeRaw`select from task where tasking_id = any (${ids}::uuid[]) and state in ('open', 'lapsed') order by id for update`;
  await tx.$executeRaw`select from tasking where id = any (${ids}::uuid[]) order by id for update`;
}

/** Whoever let the old deadline pass has time again until the new one, and is not late before it. Consent that silence gave stays given. */
async function reopen(tx: Tx, taskingId: string): Promise<void> {
  await tx.$executeRaw`
    with reopened as (
      update task set state = 'open' where tasking_id = ${taskingId}::uuid and state = 'lapsed' and answer is null
      returning operation_id, organisation_id)
    update participation p set state = 'invited' from reopened r
    where p.operation_id = r.operation_id and p.organisation_id = r.organisation_id and p.state = 'silent'`;
}

/** Where a plan says that a tasking is due. Taskings of kinds whose deadline no plan holds keep the one they have. */
function deadlineIn(plan: Plan, kind: TaskingKind, key: string): Moment | undefined {
  if (kind === 'take-part') return plan.invitation.answerBy;
  if (kind === 'report') return plan.reporting.periods.find((period) => period.key === key)?.dueBy;
  return plan.editions.find((edition) => key.startsWith(`${edition.key}/`))?.confirmBy;
}
