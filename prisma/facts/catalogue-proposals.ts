import type { ProposalState } from '../../domain/catalogue-proposal.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { appendEvent } from '../event.ts';
import { seeAll } from '../sight.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type CatalogueSettlement = {
  id: string;
  operationId: string;
  state: Exclude<ProposalState, 'open'>;
  reason: string;
  personId: string;
  at: Date;
};

/** Says of a proposal for a new code whether there will be one. The code itself comes with a version of the catalogue. */
export async function settleCatalogueProposal(
  { prisma }: Database,
  { id, operationId, state, reason, personId, at }: CatalogueSettlement,
  receipt: Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const settled = await tx.$executeRaw`
      update catalogue_proposal
      set state = ${state}, reason = ${reason}, settled_by_id = ${personId}::uuid, settled_at = ${at}::timestamptz
      where id = ${id}::uuid and state = 'open'`;
    if (settled === 0) return 'catalogue-proposal.settled';
    const event = { type: 'catalogue.proposal-settled', at, operationId, subjectId: id, actorId: personId } as const;
    await appendEvent(tx, { ...event, data: { state, reason } });
    await insertReceipt(tx, receipt);
    return null;
  });
}
