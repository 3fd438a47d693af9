import { v7 } from 'uuid';
import { openApproval, type Approval, type Outcome } from '../../domain/approval.ts';
import { appendEvent } from '../event.ts';
import type { PrismaClient } from '../generated/client.ts';
import { resolveSteps } from '../reads/approvers.ts';
import { lockEdition, readPlanInForce } from '../reads/clocks.ts';
import { askApprovers } from './approval-letters.ts';
import { insertApproval } from './approvals.ts';

export type SignOff = { approvalId: string; author: Approval['author']; steps: Approval['steps'] };

/** Opens the approval by which the leads sign an edition off, once its members have confirmed. */
export async function openSignOff(prisma: PrismaClient, realNow: number, { editionId }: { editionId: string }): Promise<SignOff> {
  return prisma.$transaction(async (tx) => {
    const { edition, operation } = await lockEdition(tx, editionId, realNow);
    if (edition.approvalId) return readSignOff(await tx.approval.findUniqueOrThrow({ where: { id: edition.approvalId } }));

    const { plan } = await readPlanInForce(tx, operation.id);
    const author = await tx.person.findUniqueOrThrow({ where: { id: edition.frozenById } });
    const steps = await resolveSteps(tx, plan.publication.signOff);
    const state = openApproval({ personId: author.id, posts: author.posts }, steps);
    const approvalId = v7();
    const at = new Date(operation.at);
    await insertApproval(tx, { approvalId, operationId: operation.id, subject: 'edition', subjectId: editionId, editionId, state, at });
    await tx.edition.update({ where: { id: editionId }, data: { approvalId, stage: 'signing-off', stageSince: at } });
    const answers = await tx.task.groupBy({ by: ['answer'], where: { taskingId: edition.taskingId ?? '' }, _count: true });
    await appendEvent(tx, {
      type: 'edition.confirmed',
      at,
      operationId: operation.id,
      subjectId: editionId,
      data: Object.fromEntries(answers.map(({ answer, _count }) => [answer ?? 'silent', _count])),
    });
    await askApprovers(tx, { approvalId, operation, subject: 'edition', state });
    return { approvalId, author: state.author, steps };
  });
}

export async function settleSignOff(
  prisma: PrismaClient,
  realNow: number,
  { editionId, outcome }: { editionId: string; outcome: Outcome },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const { edition, operation } = await lockEdition(tx, editionId, realNow);
    if (edition.stage !== 'signing-off') return;
    const at = new Date(operation.at);
    const isSigned = outcome === 'approved';
    await tx.edition.update({ where: { id: editionId }, data: { stage: isSigned ? 'embargoed' : 'returned', stageSince: at } });
    await appendEvent(tx, {
      type: isSigned ? 'edition.signed' : 'edition.returned',
      at,
      operationId: operation.id,
      subjectId: editionId,
      data: { key: edition.key },
    });
  });
}

function readSignOff({ id, state }: { id: string; state: unknown }): SignOff {
  const { author, steps } = state as Approval;
  return { approvalId: id, author, steps };
}
