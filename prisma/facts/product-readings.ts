import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { mayStillLeave } from '../decisions/product-cancellations.ts';
import { seeAll } from '../sight.ts';

/**
 * Somebody of the recipient reads a product by itself: to give it out is to send it. What was called back, or may not leave any more, is not given
 * out; what is, counts as arrived, by whichever way it was to go.
 */
export async function readOwnProduct({ prisma }: Database, productId: string, realNow: number): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const { state, operationId, recipientId } = await tx.product.findUniqueOrThrow({ where: { id: productId } });
    if (state === 'recalled') return 'product.recalled';
    if (state !== 'released') return 'product.not-found';
    if (!(await mayStillLeave(tx, productId, realNow))) return 'delivery.withheld';
    const marked = await tx.$executeRaw`
      update delivery set opened_at = coalesce(opened_at, now()) where product_id = ${productId}::uuid and state <> 'cancelled'`;
    if (marked > 0) return null;
    const by = { channel: 'pull', address: 'read', format: 'json', language: 'en', state: 'opened' };
    const at = new Date(realNow);
    await tx.delivery.createMany({
      data: [{ id: crypto.randomUUID(), productId, operationId, recipientId, ...by, queuedAt: at, sentAt: at, openedAt: at }],
      skipDuplicates: true,
    });
    return null;
  });
}
