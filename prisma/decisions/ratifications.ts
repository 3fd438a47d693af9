import { v7 } from 'uuid';
import { openApproval, type Approval, type Outcome } from '../../domain/approval.ts';
import { appendEvent } from '../event.ts';
import type { PrismaClient } from '../generated/client.ts';
import { lockOperation } from '../reads/clocks.ts';
import { insertApproval, startOf, type ApprovalStart } from './approvals.ts';
import { isRecorded } from './commands.ts';

export type Ratification = { operationId: string; planVersion: number; author: Approval['author']; steps: Approval['steps'] };

/** Asks for the ratification of a plan that has come into force by the fast track. */
export async function openRatification(
  prisma: PrismaClient,
  realNow: number,
  { operationId, planVersion, author, steps }: Ratification,
): Promise<ApprovalStart> {
  return prisma.$transaction(async (tx) => {
    const operation = await lockOperation(tx, operationId, realNow);
    const known = await tx.approval.findFirst({ where: { operationId, planVersion, subject: 'ratification' } });
    if (known) return startOf(known);
    const version = await tx.planVersion.findUniqueOrThrow({ where: { operationId_number: { operationId, number: planVersion } } });
    const approvalId = v7();
    const state = openApproval(author, steps);
    await insertApproval(tx, operation, { approvalId, subject: 'ratification', subjectId: version.id, planVersion, state });
    return { approvalId, author, steps };
  });
}

/** A plan that is not ratified stays in force until its coordinators have decided what follows: nothing that was done under it is undone. */
export async function settleRatification(
  prisma: PrismaClient,
  realNow: number,
  { operationId, planVersion, outcome }: { operationId: string; planVersion: number; outcome: Outcome },
): Promise<void> {
  if (outcome === 'withdrawn') return;
  await prisma.$transaction(async (tx) => {
    const operation = await lockOperation(tx, operationId, realNow);
    const commandId = `${operationId}/ratification/${planVersion}`;
    if (await isRecorded(tx, commandId)) return;
    const version = await tx.planVersion.findUniqueOrThrow({ where: { operationId_number: { operationId, number: planVersion } } });
    await appendEvent(tx, {
      type: outcome === 'approved' ? 'plan.ratified' : 'plan.unratified',
      at: new Date(operation.at),
      operationId,
      subjectId: version.id,
      commandId,
      data: { planVersion, outcome },
    });
  });
}
