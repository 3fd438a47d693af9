import { openApproval, type Outcome } from '../../domain/approval.ts';
import { differences } from '../../domain/difference.ts';
import { stageAfter, type Stage } from '../../domain/operation.ts';
import { FLAWS, type FailureCode } from '../../domain/failure.ts';
import type { Plan } from '../../domain/plan.ts';
import type { SubmitCommand } from '../../domain/command.ts';
import { circularStrands } from '../../domain/strand.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { PrismaClient } from '../generated/client.ts';
import { lockOperation, type OperationNow } from '../reads/clocks.ts';
import { readStrandPlans } from '../reads/strands.ts';
import { lockToRestrict } from '../sending.ts';
import { insertApproval } from './approvals.ts';
import { applyPlan, type Applied } from './coming-into-force.ts';
import { isRecorded } from './commands.ts';
import { restrictByPlan } from './plan-restrictions.ts';
import { carryRecommendations } from './recommendations.ts';

/**
 * Records that a plan version was submitted, with its approval and the letters to the first approvers. Refuses, and records nothing, where
 * the draft is not the one that was checked: somebody has written it over since.
 */
export async function recordSubmission(
  prisma: PrismaClient,
  realNow: number,
  submission: SubmitCommand & { operationId: string },
): Promise<{ refusal: FailureCode | null }> {
  const { operationId, approvalId, planVersion, edits, subject, author, steps, kept, fastTrack, commandId, actorId } = submission;
  return prisma.$transaction(async (tx) => {
    const operation = await lockOperation(tx, operationId, realNow);
    if (await isRecorded(tx, commandId)) return { refusal: null };
    const at = new Date(operation.at);
    const where = { operationId_number: { operationId, number: planVersion } };
    const version = await tx.planVersion.findUniqueOrThrow({ where });
    if (version.state !== 'draft' || version.edits !== edits) return { refusal: 'plan.draft-changed' };
    await tx.planVersion.update({ where, data: { state: 'submitted' } });
    await insertApproval(tx, operation, {
      approvalId,
      subject,
      subjectId: version.id,
      planVersion,
      state: openApproval(author, steps, kept),
      ...(fastTrack ? { fast: { legalBasis: fastTrack.legalBasis, reason: fastTrack.reason } } : {}),
      ...(await previousOf(tx, submission, version.content)),
    });
    if (operation.stage !== 'running') await setStage(tx, operationId, 'in-approval', at);
    await appendEvent(tx, {
      type: 'plan.submitted',
      at,
      operationId,
      subjectId: version.id,
      actorId,
      commandId,
      data: {
        ...{ planVersion, approvalId, subject },
        ...(fastTrack ? { fastTrack: { legalBasis: fastTrack.legalBasis, reason: fastTrack.reason } } : {}),
      },
    });
    return { refusal: null };
  });
}

/** The approval that was returned before this one, with the count of what has changed since. */
async function previousOf(
  tx: Tx,
  { operationId, previousId }: SubmitCommand & { operationId: string },
  content: unknown,
): Promise<{ previous?: { id: string; changes: number } }> {
  if (previousId === null) return {};
  const { planVersion } = await tx.approval.findUniqueOrThrow({ where: { id: previousId } });
  const before = await tx.planVersion.findUniqueOrThrow({
    where: { operationId_number: { operationId, number: planVersion ?? 0 } },
  });
  return { previous: { id: previousId, changes: differences(before.content, content).length } };
}

/**
 * What the outcome of its approval makes of a plan version: in force, returned, or rejected. In a running operation a plan that comes into
 * force is applied at once; in a suspended one the resumption applies it, when it has moved. Answers the outcome that was recorded: a plan by
 * whose strands the operation would by now roll up into itself is returned, whoever approved it.
 */
export async function settlePlan(
  prisma: PrismaClient,
  realNow: number,
  { operationId, planVersion, outcome: decided }: { operationId: string; planVersion: number; outcome: Outcome },
): Promise<Applied & { outcome: Outcome }> {
  return prisma.$transaction(async (tx) => {
    if (decided === 'approved') await lockToRestrict(tx, operationId);
    const operation = await lockOperation(tx, operationId, realNow);
    const version = await tx.planVersion.findUniqueOrThrow({ where: { operationId_number: { operationId, number: planVersion } } });
    const plan = version.content as unknown as Plan;
    const outcome = version.state === 'submitted' ? await confirmed(tx, operationId, plan, decided) : recordedOf(version.state, decided);
    const at = new Date(operation.at);
    if (version.state === 'submitted') {
      if (outcome === 'approved') await restrictByPlan(tx, operation, plan);
      await settleVersion(tx, operation, version.id, planVersion, outcome, at);
      if (outcome === 'approved') await carryRecommendations(tx, operationId, plan, realNow);
      await appendEvent(tx, {
        type: outcome === 'approved' ? 'plan.approved' : outcome === 'rejected' ? 'plan.rejected' : 'plan.returned',
        at,
        operationId,
        subjectId: version.id,
        data: { planVersion, outcome, ...(outcome === decided ? {} : { reason: FLAWS['plan.strand-circular'] }) },
      });
    }
    if (outcome !== 'approved' || operation.stage !== 'running') return { outcome, taskingIds: [], ahead: [] };
    return { outcome, ...(await applyPlan(tx, operation, plan, { number: planVersion, reason: version.reason })) };
  });
}

/** Asked again here: since it was submitted, another plan with strands may have come into force. One of them at a time comes here. */
async function confirmed(tx: Tx, operationId: string, plan: Plan, outcome: Outcome): Promise<Outcome> {
  if (outcome !== 'approved' || !plan.strands?.length) return outcome;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('strands'))`;
  const plans = await readStrandPlans(tx, plan);
  return circularStrands(operationId, plan, plans).length > 0 ? 'returned' : 'approved';
}

/** What an earlier attempt of this activity recorded. */
function recordedOf(state: string, decided: Outcome): Outcome {
  return state === 'returned' && decided === 'approved' ? 'returned' : decided;
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

export async function setStage(tx: Tx, operationId: string, stage: string, at: Date): Promise<void> {
  await tx.operation.update({ where: { id: operationId }, data: { stage, stageSince: at, version: { increment: 1 } } });
}
