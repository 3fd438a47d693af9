import { isoOf, instantOf, type Moment } from '../../domain/moment.ts';
import type { Plan } from '../../domain/plan.ts';
import { nextRungAt, type Ladder, type Silence, type TaskingKind } from '../../domain/tasking.ts';
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
  const next = nextRungAt({ deadlineAt: instantOf(deadline), ladder }, operation.at);
  const { id } = await tx.tasking.create({
    data: {
      id: crypto.randomUUID(),
      operationId,
      kind,
      key,
      title,
      deadline: { ...deadline },
      deadlineAt: deadline.at,
      ladder,
      silence,
      climbedTo: at,
      nextRungAt: next === null ? null : isoOf(next),
      openCount: addressees.length,
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
  for (const tasking of open) {
    const deadline = deadlineIn(plan, tasking.kind as TaskingKind, tasking.key);
    if (!deadline || deadline.at === tasking.deadlineAt.toISOString()) continue;
    const next = nextRungAt({ deadlineAt: instantOf(deadline), ladder: tasking.ladder as unknown as Ladder }, operation.at);
    await tx.tasking.update({
      where: { id: tasking.id },
      data: { deadline: { ...deadline }, deadlineAt: deadline.at, nextRungAt: next === null ? null : isoOf(next) },
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

/** Where a plan says that a tasking is due. Taskings of kinds whose deadline no plan holds keep the one they have. */
function deadlineIn(plan: Plan, kind: TaskingKind, key: string): Moment | undefined {
  if (kind === 'take-part') return plan.invitation.answerBy;
  if (kind === 'report') return plan.reporting.periods.find((period) => period.key === key)?.dueBy;
  return plan.editions.find((edition) => key.startsWith(`${edition.key}/`))?.confirmBy;
}
