import { refuseUnlock, type Correction } from '../../domain/edition.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { appendEvent } from '../event.ts';
import { lockEdition } from '../reads/clocks.ts';
import { isAnythingPurged } from '../reads/kept-figures.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type UnlockRequest = { id: string; editionId: string; personId: string; reason: string; correction: Correction | null };

/** Asks for the figures of a signed edition to be open again, and leaves word for the workflow that has it decided. */
export function askUnlock({ prisma }: Database, realNow: number, request: UnlockRequest, receipt: Receipt): Promise<FailureCode | null> {
  const { id, editionId, personId, reason, correction } = request;
  return prisma.$transaction(async (tx) => {
    const { edition, operation } = await lockEdition(tx, editionId, realNow);
    const refusal = refuseUnlock(edition.stage, correction);
    if (refusal) return refusal;
    if (await isAnythingPurged(tx, operation.id)) return 'operation.purged';
    if ((await tx.editionUnlock.count({ where: { editionId, outcome: 'waiting' } })) > 0) return 'edition.unlock-pending';
    if ((await tx.edition.count({ where: { correctsId: editionId, stage: { not: 'returned' } } })) > 0) return 'edition.corrected-before';
    const at = new Date(operation.at);
    const asked = { editionId, operationId: operation.id, reason, askedById: personId, askedAt: at };
    await tx.editionUnlock.create({ data: { id, ...asked, ...(correction ? { correction: { ...correction } } : {}) } });
    await tx.outbox.create({ data: { workflowId: `unlock/${id}`, signal: 'unlock' } });
    await appendEvent(tx, {
      ...{ type: 'edition.unlock-asked', at, operationId: operation.id, subjectId: editionId, actorId: personId },
      data: { key: edition.key, unlockId: id, reason },
    });
    await insertReceipt(tx, receipt);
    return null;
  });
}
