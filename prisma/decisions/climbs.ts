import { askedOf } from '../../domain/asked.ts';
import { realWait } from '../../domain/clock.ts';
import { isoOf } from '../../domain/moment.ts';
import { isAskedNoMore, type Stage } from '../../domain/operation.ts';
import { climb, isOver, nextLookAt, ruleOf, type Audience, type TaskingKind } from '../../domain/tasking.ts';
import type { Tasking } from '../generated/client.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { appendEvent, type Tx } from '../event.ts';
import { handOverDue } from '../facts/successions.ts';
import { lockOperation, type OperationNow } from '../reads/clocks.ts';
import { queueTaskLetters } from './letter-queue.ts';
import { isStillNeeded } from './mend-contacts.ts';
import { readGroups, termsOf, type TaskGroup } from './rungs.ts';
import { tellCoordinators, tellRilos } from './silence-letters.ts';
import { askAdded, lockTasks } from './taskings.ts';

export type ClimbResult = { waitMs: number | null; lettersWritten: number; isOver: boolean };

const OVER: ClimbResult = { waitMs: null, lettersWritten: 0, isOver: true };

/**
 * Asks whoever has been added, climbs every rung of a tasking that is due, lapses what is open at its deadline, and says how long to sleep,
 * in real milliseconds. Over when everybody has answered, or nothing is left to climb. While the operation is suspended nothing happens.
 */
export async function climbTasking(prisma: PrismaClient, realNow: number, { taskingId }: { taskingId: string }): Promise<ClimbResult> {
  return prisma.$transaction(async (tx) => {
    const { operationId } = await tx.tasking.findUniqueOrThrow({ where: { id: taskingId } });
    const operation = await lockOperation(tx, operationId, realNow);
    await lockTasks(tx, [taskingId]);
    const tasking = await tx.tasking.findUniqueOrThrow({ where: { id: taskingId } });
    if (tasking.endedAt) return OVER;
    if (operation.stage === 'suspended') return { waitMs: null, lettersWritten: 0, isOver: false };
    if (isAskedNoMore(tasking.kind as TaskingKind, operation.stage as Stage) || !(await isStillNeeded(tx, operation, tasking))) {
      await withdraw(tx, operation, tasking);
      return OVER;
    }

    await handOverDue(tx, operation);
    await askAdded(tx, operation, tasking);
    if (ruleOf(tasking.kind as TaskingKind).endures) await releaseOthers(tx, tasking);
    const groups = await readGroups(tx, [taskingId]);
    const terms = termsOf(tasking);
    const climbed = groups.map((group) => ({ group, ...climb({ ...group, ladder: terms.ladder }, operation.at) }));
    const due = climbed.filter(({ tells, lapses }) => tells.length > 0 || lapses);
    await tell(tx, operation, tasking, due);
    // After telling: silence that is consent from now on was silence until now.
    await lapse(tx, operation, tasking, taskIdsOf(due.filter(({ lapses }) => lapses)));
    await rememberClimbed(tx, operation, taskIdsOf(due));
    const open = due.length === 0 ? groups : await readGroups(tx, [taskingId]);
    const nextAt = nextLookAt(terms, open, operation.at);
    await tx.tasking.update({ where: { id: taskingId }, data: { nextRungAt: nextAt === null ? null : isoOf(nextAt) } });
    const hasEnded = isOver(terms, open.length, nextAt, operation.at);
    if (hasEnded) await endTasking(tx, operation, tasking);
    const waitMs = nextAt === null ? null : realWait(operation.clock, nextAt, realNow);
    // Also letters that a move of the deadline left here: by an amendment, or a resumption of the operation.
    const lettersWritten = await tx.letter.count({ where: { batch: `tasking/${taskingId}`, state: 'queued' } });
    return { waitMs, lettersWritten, isOver: hasEnded };
  });
}

type DueGroup = { group: TaskGroup; tells: readonly Audience[]; lapses: boolean };

function taskIdsOf(due: readonly DueGroup[]): string[] {
  return due.flatMap(({ group }) => group.taskIds);
}

async function rememberClimbed(tx: Tx, { at }: OperationNow, taskIds: readonly string[]): Promise<void> {
  if (taskIds.length === 0) return;
  await tx.$executeRaw`
    update task set climbed_to = greatest(climbed_to, ${new Date(at)}::timestamptz) where id = any (${[...taskIds]}::uuid[])`;
}

/** Whoever has not answered by the deadline is silent, or has consented where the plan announced that. */
async function lapse(
  tx: Tx,
  { id: operationId, at }: OperationNow,
  { id, kind, key, silence }: Tasking,
  taskIds: readonly string[],
): Promise<void> {
  if (taskIds.length === 0) return;
  const isConsent = silence === 'consent';
  const lapsed = await tx.$executeRaw`
    update task set state = 'lapsed', answer = ${isConsent ? 'silence' : null} where id = any (${[...taskIds]}::uuid[]) and state = 'open'`;
  if (kind === 'take-part') await fallSilent(tx, operationId, taskIds, new Date(at));
  if (lapsed > 0)
    await appendEvent(tx, { type: 'tasking.lapsed', at: new Date(at), operationId, subjectId: id, data: { kind, key, lapsed, silence } });
}

/** What one addressee has done need not be done by the others. */
async function releaseOthers(tx: Tx, { id: taskingId }: Tasking): Promise<void> {
  const isDone = (await tx.task.count({ where: { taskingId, answer: 'done' } })) > 0;
  if (isDone) await tx.task.updateMany({ where: { taskingId, state: 'open' }, data: { state: 'withdrawn' } });
}

/** What takes no answers any more is not asked for. */
async function withdraw(tx: Tx, operation: OperationNow, tasking: Tasking): Promise<void> {
  await tx.task.updateMany({ where: { taskingId: tasking.id, state: 'open' }, data: { state: 'withdrawn' } });
  await endTasking(tx, operation, tasking);
}

async function fallSilent(tx: Tx, operationId: string, taskIds: readonly string[], at: Date): Promise<void> {
  await tx.$executeRaw`
    with silent as (
      update participation set state = 'silent'
      where operation_id = ${operationId}::uuid and state = 'invited'
        and organisation_id in (select organisation_id from task where id = any (${[...taskIds]}::uuid[]) and state = 'lapsed')
      returning organisation_id)
    insert into event (operation_id, type, organisation_id, at)
    select ${operationId}::uuid, 'participation.silent', organisation_id, ${at}::timestamptz from silent`;
}

/** Everybody whom a rung that is due names: the addressees each by a letter, regional offices and coordinators by one list. */
async function tell(tx: Tx, operation: OperationNow, tasking: Tasking, due: readonly DueGroup[]): Promise<void> {
  const telling = due.filter(({ tells }) => tells.length > 0);
  if (telling.length === 0) return;
  const told = (audience: Audience): string[] => taskIdsOf(telling.filter(({ tells }) => tells.includes(audience)));
  const deadline = tasking.deadline as Prisma.InputJsonValue;
  const content = { operation: operation.title, ...askedOf(tasking), deadline };
  const letter = { operation, taskingId: tasking.id, occasion: `told-${isoOf(operation.at)}`, content };
  let letters = 0;
  for (const audience of ['addressee', 'deputy', 'stand-in'] as const) {
    const taskIds = told(audience);
    if (taskIds.length > 0)
      letters += await queueTaskLetters(tx, { ...letter, taskIds, tells: audience, kind: 'reminder', states: ['open', 'lapsed'] });
  }
  const [regional, central] = [told('rilo'), told('coordinator')];
  if (regional.length > 0) letters += await tellRilos(tx, operation, { ...letter, taskIds: regional });
  if (central.length > 0) letters += await tellCoordinators(tx, operation, { ...letter, taskIds: central });
  await appendEvent(tx, {
    type: 'tasking.reminded',
    at: new Date(operation.at),
    operationId: operation.id,
    subjectId: tasking.id,
    data: {
      kind: tasking.kind,
      key: tasking.key,
      tells: [...new Set(telling.flatMap(({ tells }) => tells))],
      open: taskIdsOf(telling).length,
      letters,
    },
  });
}

/** A closed operation is complete when its last tasking has ended, so it is woken by each. */
export async function endTasking(tx: Tx, { id: operationId, at, stage }: OperationNow, { id, kind, key }: Tasking): Promise<void> {
  await tx.tasking.update({ where: { id }, data: { endedAt: isoOf(at), nextRungAt: null } });
  if (stage === 'closed') await tx.outbox.create({ data: { workflowId: `operation/${operationId}`, signal: 'nudge' } });
  await appendEvent(tx, { type: 'tasking.ended', at: new Date(at), operationId, subjectId: id, data: { kind, key } });
}
