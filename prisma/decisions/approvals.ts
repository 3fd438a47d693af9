import { v7 } from 'uuid';
import type { Approval, Decision } from '../../domain/approval.ts';
import type { Command } from '../../domain/command.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { lockOperation } from '../reads/clocks.ts';
import { askApprovers, tellReturn } from './approval-letters.ts';
import { isRecorded } from './commands.ts';

export type NewApproval = {
  approvalId: string;
  operationId: string;
  subject: 'plan' | 'edition';
  subjectId: string;
  planVersion?: number;
  editionId?: string;
  state: Approval;
  at: Date;
};

export async function insertApproval(tx: Tx, { approvalId, state, at, ...approval }: NewApproval): Promise<void> {
  await tx.approval.create({
    data: {
      ...approval,
      id: approvalId,
      authorId: state.author.personId,
      steps: asJson(state.steps),
      state: asJson(state),
      outcome: state.outcome,
      openedAt: at,
      stepSince: at,
    },
  });
}

/** Records one decision, and what the approval has become by it: `after` is the workflow's state with the decision folded in. */
export async function recordDecision(
  prisma: PrismaClient,
  realNow: number,
  { approvalId, decision, after, commandId, actorId }: Command & { approvalId: string; decision: Decision; after: Approval },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const { operationId } = await tx.approval.findUniqueOrThrow({ where: { id: approvalId } });
    const operation = await lockOperation(tx, operationId, realNow);
    if (await isRecorded(tx, commandId)) return;
    const approval = await tx.approval.findUniqueOrThrow({ where: { id: approvalId } }); // only now: it may have changed before the lock
    const at = new Date(operation.at);
    const before = approval.state as unknown as Approval;
    const { step, post } = placeOf(before, decision);
    const reason = decision.kind === 'approve' ? null : decision.reason;
    await tx.approvalDecision.create({
      data: { id: v7(), approvalId, personId: decision.personId, post, step, kind: decision.kind, reason, at },
    });
    await moveApproval(tx, approvalId, before, after, at);
    const subject = approval.subject as 'plan' | 'edition';
    if (after.outcome === 'waiting' && after.stepIndex !== before.stepIndex)
      await askApprovers(tx, { approvalId, operation, subject, state: after });
    if (reason !== null) await tellReturn(tx, { approvalId, operation, subject, state: after, reason, by: post });
    await appendEvent(tx, {
      type: 'approval.decided',
      at,
      operationId: operation.id,
      subjectId: approvalId,
      actorId,
      commandId,
      data: { subject, decision: decision.kind, post, step, outcome: after.outcome, ...(reason === null ? {} : { reason }) },
    });
  });
}

async function moveApproval(tx: Tx, approvalId: string, before: Approval, after: Approval, at: Date): Promise<void> {
  await tx.approval.update({
    where: { id: approvalId },
    data: {
      state: asJson(after),
      outcome: after.outcome,
      ...(after.stepIndex === before.stepIndex ? {} : { stepSince: at }),
      ...(after.outcome === 'waiting' ? {} : { settledAt: at }),
    },
  });
}

function placeOf({ steps, stepIndex }: Approval, { personId }: Decision): { step: string; post: string } {
  const step = steps[stepIndex];
  const approver = step?.approvers.find((candidate) => candidate.personId === personId);
  return { step: step?.name ?? '', post: approver?.post ?? '' };
}

function asJson(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
