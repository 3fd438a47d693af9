import type { Tx } from './event.ts';
import { HAS_LEFT } from './sending.ts';

/** Of a delivery `d`. Also where an attempt failed, since nobody knows how far it came, and where its recipient has read the product otherwise. */
export const MAY_HAVE_ARRIVED = `(d.attempts > 0 or d.opened_at is not null or d.state in (${HAS_LEFT.map((state) => `'${state}'`).join(', ')}))`;

/**
 * Cancels what an organisation has not been sent yet: it takes part no more, or is a partner no more, and gets nothing from now on. The caller
 * holds the lock of prisma/sending.ts, and sees everything.
 */
export async function cancelUndelivered(tx: Tx, operationId: string, recipientId: string): Promise<void> {
  await tx.$executeRaw`
    update delivery set state = 'cancelled', next_attempt_at = null
    where operation_id = ${operationId}::uuid and recipient_id = ${recipientId}::uuid and state = 'queued'`;
  await tx.$executeRaw`
    update product set state = 'cancelled'
    where operation_id = ${operationId}::uuid and recipient_id = ${recipientId}::uuid and state in ('made','released')
      and not exists (select from delivery d where d.product_id = product.id and d.state <> 'cancelled')`;
}
