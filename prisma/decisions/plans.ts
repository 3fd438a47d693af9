import { openApproval, type Outcome } from '../../domain/approval.ts';
import { instantOf } from '../../domain/moment.ts';
import { phasesAhead, stageAfter, type Stage } from '../../domain/operation.ts';
import type { Plan } from '../../domain/plan.ts';
import type { SubmitCommand } from '../../domain/command.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { PrismaClient } from '../generated/client.ts';
import { lockOperation, type OperationNow } from '../reads/clocks.ts';
import { askApprovers } from './approval-letters.ts';
import { insertApproval } from './approvals.ts';
import { moveEmbargoes } from './embargoes.ts';
import { invite } from './invitations.ts';
import { isRecorded } from './commands.ts';
import { moveTaskings } from './taskings.ts';

/** Records that a plan version was submitted, with its approval and the letters to the first approvers. */
export async function recordSubmission(
  prisma: PrismaClient,
  realNow: number,
  submission: SubmitCommand & { operationId: string },
): Promise<void> {
  const { operationId, approvalId, planVersion, author, steps, commandId, actorId } = submission;
  await prisma.$transaction(async (tx) => {
    const operation = await lockOperation(tx, operationId, realNow);
    if (await isRecorded(tx, commandId)) return;
    const at = new Date(operation.at);
    const version = await tx.planVersion.update({
      where: { operationId_number: { operationId, number: planVersion } },
      data: { state: 'submitted' },
    });
    const state = openApproval(author, steps);
    await insertApproval(tx, { approvalId, operationId, subject: 'plan', subjectId: version.id, planVersion, state, at });
    if (operation.stage !== 'running') await setStage(tx, operationId, 'in-approval', at);
    await askApprovers(tx, { approvalId, operation, subject: 'plan', state });
    await appendEvent(tx, {
      type: 'plan.submitted',
      at,
      operationId,
      subjectId: version.id,
      actorId,
      commandId,
      data: { planVersion, approvalId },
    });
  });
}

/**
 * What the outcome of its approval makes of a plan version: in force, returned, or rejected. In a running operation a plan that comes into
 * force moves every open deadline that it changes and invites whom it adds; answers the taskings that this opened, and the keys of the
 * timetable that lie ahead by the new plan, some of which may have been taken by the old one.
 */
export async function settlePlan(
  prisma: PrismaClient,
  realNow: number,
  { operationId, planVersion, outcome }: { operationId: string; planVersion: number; outcome: Outcome },
): Promise<{ taskingIds: string[]; ahead: string[] }> {
  return prisma.$transaction(async (tx) => {
    const operation = await lockOperation(tx, operationId, realNow);
    const version = await tx.planVersion.findUniqueOrThrow({ where: { operationId_number: { operationId, number: planVersion } } });
    const at = new Date(operation.at);
    if (version.state === 'submitted') {
      await settleVersion(tx, operation, version.id, planVersion, outcome, at);
      await appendEvent(tx, {
        type: outcome === 'approved' ? 'plan.approved' : outcome === 'rejected' ? 'plan.rejected' : 'plan.returned',
        at,
        operationId,
        subjectId: version.id,
        data: { planVersion },
      });
    }
    if (outcome !== 'approved' || operation.stage !== 'running') return { taskingIds: [], ahead: [] };
    const plan = version.content as unknown as Plan;
    await moveTaskings(tx, operation, plan);
    await moveEmbargoes(tx, operation, plan);
    await reopenPhases(tx, operation, plan);
    return { taskingIds: await invite(tx, operation, plan, `plan-${planVersion}`), ahead: phasesAhead(plan, operation.at) };
  });
}

async function settleVersion(
  tx: Tx,
  { id, stage, planVersion: planInForce }: OperationNow,
  versionId: string,
  planVersion: number,
  outcome: Outcome,
  at: Date,
): Promise<void> {
  if (outcome === 'approved')
    await tx.planVersion.updateMany({ where: { operationId: id, state: 'approved' }, data: { state: 'superseded' } });
  const state = outcome === 'approved' ? 'approved' : outcome === 'rejected' ? 'rejected' : 'returned';
  const { content } = await tx.planVersion.update({ where: { id: versionId }, data: { state, settledAt: at } });
  if (outcome === 'approved') {
    await tx.operation.update({
      where: { id },
      data: { planVersion, title: (content as unknown as Plan).title, version: { increment: 1 } },
    });
  }
  const next = stageAfter(outcome, { stage: stage as Stage, planInForce });
  if (next !== stage) await setStage(tx, id, next, at);
}

/** Phases that were closed while the plan that extends them was being approved are open again. */
async function reopenPhases(tx: Tx, { id: operationId, at }: OperationNow, { phases }: Plan): Promise<void> {
  const ahead = (moment: 'opensAt' | 'closesAt') => phases.filter((phase) => instantOf(phase[moment]) > at).map(({ key }) => key);
  await tx.phaseWindow.updateMany({ where: { operationId, key: { in: ahead('closesAt') } }, data: { closedAt: null } });
  await tx.phaseWindow.updateMany({ where: { operationId, key: { in: ahead('opensAt') } }, data: { openedAt: null } });
}

export async function setStage(tx: Tx, operationId: string, stage: string, at: Date): Promise<void> {
  await tx.operation.update({ where: { id: operationId }, data: { stage, stageSince: at, version: { increment: 1 } } });
}
