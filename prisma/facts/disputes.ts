import type { FailureCode } from '../../domain/failure.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Database } from '../client.ts';
import { makeEditionProduct } from '../decisions/edition-products.ts';
import { appendEvent, type Tx } from '../event.ts';
import { lockToPublish } from '../publishing.ts';
import { lockEdition } from '../reads/clocks.ts';
import { seeAll } from '../sight.ts';
import { tellDisputeEnded } from './dispute-letters.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type DisputeEnding = { disputeId: string; personId: string; plan: Plan } & (
  | { state: 'withdrawn'; reason: null }
  | { state: 'settled'; reason: string }
);

/**
 * Ends a dispute: its member takes it back, or the coordinators settle it. What it held goes on: an edition that waits is woken, and of one that
 * is published what was held is published now. Whoever did not end it is told.
 */
export function endDispute({ prisma }: Database, realNow: number, ending: DisputeEnding, receipt: Receipt): Promise<FailureCode | null> {
  const { disputeId, state, personId, reason, plan } = ending;
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const dispute = await tx.figureDispute.findUniqueOrThrow({ where: { id: disputeId } });
    const { editionId, organisationId } = dispute;
    await lockToPublish(tx, editionId);
    const { edition, operation } = await lockEdition(tx, editionId, realNow);
    const at = new Date(operation.at);
    const { count } = await tx.figureDispute.updateMany({
      where: { id: disputeId, state: 'open' },
      data: { state, settledById: personId, settledAt: at, settlementReason: reason },
    });
    if (count === 0) return 'dispute.ended';
    if (edition.stage === 'published') await makeEditionProduct(tx, { operationTitle: operation.title, edition, at, plan });
    await nudgeEdition(tx, editionId);
    await tellDisputeEnded(tx, { dispute, edition, operation }, ending);
    await appendEvent(tx, {
      ...{ type: state === 'settled' ? 'figure.dispute-settled' : 'figure.dispute-withdrawn', at, operationId: operation.id },
      ...{ subjectId: disputeId, organisationId, actorId: personId, data: { editionId, ...(reason === null ? {} : { reason }) } },
    });
    await insertReceipt(tx, receipt);
    return null;
  });
}

/** It looks again at what holds it. */
export async function nudgeEdition(tx: Tx, editionId: string): Promise<void> {
  await tx.outbox.create({ data: { workflowId: `edition/${editionId}`, signal: 'nudge' } });
}
