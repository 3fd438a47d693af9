import { v7 } from 'uuid';
import { openApproval, type Outcome } from '../../domain/approval.ts';
import { correctedRule, refuseUnlock, type Correction } from '../../domain/edition.ts';
import type { EditionRule } from '../../domain/plan.ts';
import { stepsOf } from '../../domain/step.ts';
import { appendEvent } from '../event.ts';
import type { PrismaClient } from '../generated/client.ts';
import { lockEdition, readPlanInForce } from '../reads/clocks.ts';
import { insertApproval, startOf, type ApprovalStart } from './approvals.ts';
import { freezeCorrection } from './editions.ts';

/** Opens the approval of a request to unlock an edition, by the chain that signs off. Whoever asks is its author. */
export async function openUnlock(prisma: PrismaClient, realNow: number, { unlockId }: { unlockId: string }): Promise<ApprovalStart> {
  return prisma.$transaction(async (tx) => {
    const { editionId } = await tx.editionUnlock.findUniqueOrThrow({ where: { id: unlockId } });
    const { operation } = await lockEdition(tx, editionId, realNow);
    const unlock = await tx.editionUnlock.findUniqueOrThrow({ where: { id: unlockId } });
    if (unlock.approvalId !== null) return startOf(await tx.approval.findUniqueOrThrow({ where: { id: unlock.approvalId } }));

    const { plan } = await readPlanInForce(tx, operation.id);
    const { id, posts } = await tx.person.findUniqueOrThrow({ where: { id: unlock.askedById } });
    const state = openApproval({ personId: id, posts }, stepsOf(plan.publication.signOff, plan.leads));
    const approvalId = v7();
    const why = { override: unlock.reason };
    await insertApproval(tx, operation, { approvalId, subject: 'unlock', subjectId: unlockId, editionId, state, ...why });
    await tx.editionUnlock.update({ where: { id: unlockId }, data: { approvalId } });
    return { approvalId, author: state.author, steps: state.steps };
  });
}

/**
 * What was decided makes of the edition. Answers the corrected edition that is to be taken to its publication; null where there is none. An edition
 * that has gone on meanwhile, to its publication or its end, stays as it is.
 */
export async function settleUnlock(
  prisma: PrismaClient,
  realNow: number,
  { unlockId, outcome }: { unlockId: string; outcome: Outcome },
): Promise<{ editionId: string; taskingId: string } | null> {
  const unlock = await prisma.editionUnlock.findUniqueOrThrow({ where: { id: unlockId } });
  const { editionId, correction, reason, askedById } = unlock;
  const correctedId = await prisma.$transaction(async (tx) => {
    const { edition, operation } = await lockEdition(tx, editionId, realNow);
    const known = await tx.editionUnlock.findUniqueOrThrow({ where: { id: unlockId } });
    if (known.outcome !== 'waiting') return known.correctedId;
    const at = new Date(operation.at);
    const isOpen = outcome === 'approved' && refuseUnlock(edition.stage, correction as Correction | null) === null;
    const corrects = isOpen && correction !== null ? v7() : null;
    const settled = outcome === 'approved' && !isOpen ? 'withdrawn' : outcome;
    await tx.editionUnlock.update({ where: { id: unlockId }, data: { outcome: settled, settledAt: at, correctedId: corrects } });
    if (isOpen && correction === null) {
      await tx.edition.update({ where: { id: editionId }, data: { stage: 'returned', stageSince: at } });
      await tx.outbox.create({ data: { workflowId: `edition/${editionId}`, signal: 'nudge' } });
    }
    await appendEvent(tx, {
      ...{ type: isOpen ? 'edition.unlocked' : 'edition.kept-locked', at, operationId: operation.id, subjectId: editionId },
      data: { key: edition.key, outcome, reason, unlockId },
    });
    return corrects;
  });
  if (correctedId === null) return null;
  const { operationId, rule } = await prisma.edition.findUniqueOrThrow({ where: { id: editionId } });
  const { taskingId } = await freezeCorrection(prisma, realNow, {
    ...{ operationId, editionId: correctedId, correctsId: editionId, commandId: `${unlockId}/corrected`, actorId: askedById },
    rule: correctedRule(rule as unknown as EditionRule, correction as unknown as Correction),
  });
  return { editionId: correctedId, taskingId };
}
