import { v7 } from 'uuid';
import type { ResumeCommand } from '../../domain/command.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { PlanVersion, Prisma, PrismaClient } from '../generated/client.ts';
import { lockOperation, readPlanInForce, type OperationNow } from '../reads/clocks.ts';
import { wakeSleepers } from '../wake.ts';
import { shiftApprovalSteps } from './approval-steps.ts';
import { applyPlan, type Applied } from './coming-into-force.ts';
import { isRecorded } from './commands.ts';
import { moveTasking, moveTasks } from './moves.ts';
import { tellEverybody } from './participant-letters.ts';
import { setStage } from './plans.ts';

const DAY_MS = 86_400_000;

type Resumption = ResumeCommand & { operationId: string };

/**
 * Resumes an operation: the moved plan comes into force as its next version and is applied like an amendment, so that every deadline, rung and
 * entry of the timetable follows by the one road that there is. Deadlines that no plan holds, and those of approvals, move with it.
 */
export async function resumeOperation(
  prisma: PrismaClient,
  realNow: number,
  resumption: Resumption,
): Promise<Applied & { planVersion: number }> {
  const { operationId, commandId } = resumption;
  return prisma.$transaction(async (tx) => {
    const operation = { ...(await lockOperation(tx, operationId, realNow)), stage: 'running' };
    const isKnown = await isRecorded(tx, commandId);
    const planVersion = isKnown ? (await readPlanInForce(tx, operationId)).number : await enact(tx, operation, resumption);
    const applied = await applyPlan(tx, operation, resumption.plan, { number: planVersion, reason: resumption.reason });
    if (!isKnown) await follow(tx, operation, resumption, planVersion);
    return { ...applied, planVersion };
  });
}

/** Records the moved plan as the version in force, and an amendment that somebody is writing as the version after it. */
async function enact(tx: Tx, { id: operationId, at: now }: OperationNow, { plan, draft, reason, actorId }: Resumption): Promise<number> {
  const at = new Date(now);
  const latest = await tx.planVersion.findFirstOrThrow({ where: { operationId }, orderBy: { number: 'desc' } });
  const number = latest.number + 1;
  await tx.planVersion.updateMany({ where: { operationId, state: 'approved' }, data: { state: 'superseded' } });
  await tx.planVersion.create({
    data: {
      id: v7(),
      operationId,
      number,
      state: 'approved',
      reason,
      content: plan,
      authorId: actorId,
      writtenAt: at,
      settledAt: at,
    },
  });
  if (latest.state === 'draft' || latest.state === 'returned') await carryOn(tx, latest, draft, number + 1, at);
  await tx.operation.update({ where: { id: operationId }, data: { planVersion: number, suspendedAt: null } });
  await setStage(tx, operationId, 'running', at);
  return number;
}

/**
 * A draft becomes the draft of the version after the one in force, with everybody who wrote at it, of whom nobody may decide on it. Where
 * somebody wrote at it since it was moved, it goes on as they left it.
 */
async function carryOn(tx: Tx, latest: PlanVersion, moved: ResumeCommand['draft'], number: number, at: Date): Promise<void> {
  const { operationId, authorId, reason } = latest;
  const isMoved = moved?.number === latest.number && moved.edits === latest.edits;
  const content = isMoved ? moved.plan : (latest.content as Prisma.InputJsonValue);
  if (latest.state === 'draft') await tx.planVersion.update({ where: { id: latest.id }, data: { state: 'returned', settledAt: at } });
  await tx.planVersion.create({ data: { id: v7(), operationId, number, state: 'draft', reason, content, authorId, writtenAt: at } });
  await tx.$executeRaw`
    insert into event (operation_id, type, actor_id, at, data)
    select distinct operation_id, type, actor_id, ${at}::timestamptz, jsonb_build_object('planVersion', ${number}::int, 'before', ${latest.number}::int)
    from event
    where operation_id = ${operationId}::uuid and type = 'plan.drafted' and (data ->> 'planVersion')::int = ${latest.number}`;
}

/** Moves what no plan holds: taskings that coordinators made, tasks that were given more time, steps of approvals. Tells and wakes everybody. */
async function follow(tx: Tx, operation: OperationNow, resumption: Resumption, planVersion: number): Promise<void> {
  const { id: operationId, title } = operation;
  const { days, taskings, tasks, requests, actorId, commandId, reason } = resumption;
  for (const { taskingId, deadline } of taskings) {
    const tasking = await tx.tasking.findUniqueOrThrow({ where: { id: taskingId } });
    if (tasking.endedAt === null && tasking.deadlineAt.toISOString() !== deadline.at)
      await moveTasking(tx, operation, { taskingId, deadline });
  }
  await moveTasks(tx, operation, tasks);
  for (const { requestId, until } of requests)
    await tx.extensionRequest.updateMany({ where: { id: requestId, state: 'asked' }, data: { until: { ...until }, untilAt: until.at } });
  await shiftApprovalSteps(tx, operationId, days * DAY_MS);
  const letter = { kind: 'operation-resumed', occasion: commandId, content: { operation: title, days: String(days) } } as const;
  await tellEverybody(tx, operation, letter, actorId);
  await wakeSleepers(tx, operationId);
  await appendEvent(tx, {
    type: 'operation.resumed',
    at: new Date(operation.at),
    operationId,
    subjectId: operationId,
    actorId,
    commandId,
    data: { planVersion, days, reason },
  });
}
