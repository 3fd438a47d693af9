import { realWait } from '../../domain/clock.ts';
import { isoOf } from '../../domain/moment.ts';
import { climb, isOver, type Audience, type Ladder, type TaskingKind } from '../../domain/tasking.ts';
import type { Tasking } from '../generated/client.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { appendEvent, type Tx } from '../event.ts';
import { lockOperation, type OperationNow } from '../reads/clocks.ts';
import { UNANSWERED } from '../reads/tasks.ts';
import { queueTaskLetters } from './letter-queue.ts';
import { tellCoordinators, tellRilos } from './silence-letters.ts';
import { lockTasks } from './taskings.ts';

export type ClimbResult = { waitMs: number | null; lettersWritten: number; isOver: boolean };

/**
 * Climbs every rung of a tasking that is due, lapses what is open at its deadline, and says how long to sleep, in real milliseconds.
 * Over when everybody has answered, or nothing is left to climb.
 */
export async function climbTasking(prisma: PrismaClient, realNow: number, { taskingId }: { taskingId: string }): Promise<ClimbResult> {
  return prisma.$transaction(async (tx) => {
    const { operationId } = await tx.tasking.findUniqueOrThrow({ where: { id: taskingId } });
    const operation = await lockOperation(tx, operationId, realNow);
    await lockTasks(tx, [taskingId]);
    const tasking = await tx.tasking.findUniqueOrThrow({ where: { id: taskingId } });
    if (tasking.endedAt) return { waitMs: null, lettersWritten: 0, isOver: true };
    if (operation.stage === 'completed') {
      await withdraw(tx, operation, tasking);
      return { waitMs: null, lettersWritten: 0, isOver: true };
    }

    const ladder = tasking.ladder as unknown as Ladder;
    const climbing = { deadlineAt: tasking.deadlineAt.getTime(), ladder, climbedTo: tasking.climbedTo.getTime() };
    const { tells, lapses, climbedTo, nextAt } = climb(climbing, operation.at);
    const lettersWritten = tells.length === 0 ? 0 : await tell(tx, operation, tasking, tells);
    if (lapses) await lapse(tx, operation, tasking); // after telling: silence that is consent from now on was silence until now
    await tx.tasking.update({
      where: { id: taskingId },
      data: { climbedTo: isoOf(climbedTo), nextRungAt: nextAt === null ? null : isoOf(nextAt) },
    });
    const unanswered = await tx.task.count({ where: { taskingId, ...UNANSWERED } });
    const hasEnded = isOver(tasking.kind as TaskingKind, climbing, unanswered, nextAt, operation.at);
    if (hasEnded) await end(tx, operation, tasking);
    return { waitMs: nextAt === null ? null : realWait(operation.clock, nextAt, realNow), lettersWritten, isOver: hasEnded };
  });
}

/** Whoever has not answered by the deadline is silent, or has consented where the plan announced that. */
async function lapse(tx: Tx, { id: operationId, at }: OperationNow, { id, kind, key, silence }: Tasking): Promise<void> {
  const isConsent = silence === 'consent';
  const lapsed = await tx.$executeRaw`
    update task set state = 'lapsed', answer = ${isConsent ? 'silence' : null} where tasking_id = ${id}::uuid and state = 'open'`;
  if (kind === 'take-part') await fallSilent(tx, operationId, id, new Date(at));
  if (lapsed > 0)
    await appendEvent(tx, { type: 'tasking.lapsed', at: new Date(at), operationId, subjectId: id, data: { kind, key, lapsed, silence } });
}

/** A complete operation takes no answers any more, so it asks for none. */
async function withdraw(tx: Tx, operation: OperationNow, tasking: Tasking): Promise<void> {
  await tx.task.updateMany({ where: { taskingId: tasking.id, state: 'open' }, data: { state: 'withdrawn' } });
  await end(tx, operation, tasking);
}

async function fallSilent(tx: Tx, operationId: string, taskingId: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    with silent as (
      update participation set state = 'silent'
      where operation_id = ${operationId}::uuid and state = 'invited'
        and organisation_id in (select organisation_id from task where tasking_id = ${taskingId}::uuid and state = 'lapsed')
      returning organisation_id)
    insert into event (operation_id, type, organisation_id, at)
    select ${operationId}::uuid, 'participation.silent', organisation_id, ${at}::timestamptz from silent`;
}

async function tell(tx: Tx, operation: OperationNow, tasking: Tasking, tells: readonly Audience[]): Promise<number> {
  const open = await tx.task.count({ where: { taskingId: tasking.id, ...UNANSWERED } });
  if (open === 0) return 0;
  const content = { operation: operation.title, asks: tasking.kind as TaskingKind, deadline: tasking.deadline as Prisma.InputJsonValue };
  const occasion = `told-${isoOf(operation.at)}`;
  let letters = 0;
  if (tells.includes('addressee')) {
    letters += await queueTaskLetters(tx, { taskingId: tasking.id, kind: 'reminder', occasion, states: ['open', 'lapsed'], content });
  }
  if (tells.includes('rilo')) letters += await tellRilos(tx, operation, tasking.id, occasion, content);
  if (tells.includes('coordinator')) letters += await tellCoordinators(tx, operation, tasking.id, occasion, content);
  await appendEvent(tx, {
    type: 'tasking.reminded',
    at: new Date(operation.at),
    operationId: operation.id,
    subjectId: tasking.id,
    data: { kind: tasking.kind, key: tasking.key, tells: [...tells], open, letters },
  });
  return letters;
}

async function end(tx: Tx, { id: operationId, at }: OperationNow, { id, kind, key }: Tasking): Promise<void> {
  await tx.tasking.update({ where: { id }, data: { endedAt: isoOf(at), nextRungAt: null } });
  await appendEvent(tx, { type: 'tasking.ended', at: new Date(at), operationId, subjectId: id, data: { kind, key } });
}
