import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { appendEvent, type Tx } from '../event.ts';
import { Prisma } from '../generated/client.ts';
import { seeAll } from '../sight.ts';
import { insertReceipt, type Receipt } from './receipts.ts';
import { AS_NEW } from './resending.ts';

export type Replay = { deliveryId: string; operationId: string; personId: string; reason: string; at: Date };

/** Has a product sent again: what arrived, because its recipient has lost it, or what failed for good, because that was mended. */
export async function replayDelivery({ prisma }: Database, replay: Replay, receipt: Receipt): Promise<FailureCode | null> {
  const { deliveryId, operationId, personId, reason, at } = replay;
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const refusal = await refuse(tx, deliveryId);
    if (refusal) return refusal;
    const [sent] = await tx.$queryRaw<{ product_id: string; recipient_id: string; channel: string }[]>`
      update delivery d set ${Prisma.raw(AS_NEW)} where d.id = ${deliveryId}::uuid returning product_id, recipient_id, channel`;
    if (!sent) throw new Error('A delivery that is locked is there.');
    await tx.outbox.create({ data: { workflowId: `deliver/${sent.product_id}`, signal: 'send' } });
    await appendEvent(tx, {
      ...{ type: 'delivery.replayed', at, operationId, subjectId: deliveryId, organisationId: sent.recipient_id, actorId: personId },
      data: { productId: sent.product_id, channel: sent.channel, reason },
    });
    await insertReceipt(tx, receipt);
    return null;
  });
}

async function refuse(tx: Tx, deliveryId: string): Promise<FailureCode | null> {
  const [found] = await tx.$queryRaw<{ state: string; product: string }[]>`
    select d.state, p.state as product from delivery d join product p on p.id = d.product_id where d.id = ${deliveryId}::uuid for update of d`;
  if (!found) return 'delivery.not-found';
  if (found.state === 'cancelled' || found.product === 'cancelled' || found.product === 'recalled') return 'delivery.not-replayable';
  return found.state === 'queued' || found.state === 'sending' ? 'delivery.under-way' : null;
}
