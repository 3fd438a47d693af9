import { v7 } from 'uuid';
import type { Tx } from './event.ts';

/** From now on a subscription goes by this version of its terms. */
export async function beginSpan(tx: Tx, subscriptionId: string, version: number, at: Date): Promise<void> {
  await tx.subscriptionSpan.create({ data: { id: v7(), subscriptionId, version, beginsAt: at } });
}

/** Until now it went by them; nothing where it did not run. A clock that was set never ends a time before it began. */
export async function endSpan(tx: Tx, subscriptionId: string, at: Date, isLast = false): Promise<void> {
  await tx.$executeRaw`
    update subscription_span set ends_at = greatest(begins_at, ${at}::timestamptz), is_last = ${isLast}
    where subscription_id = ${subscriptionId}::uuid and ends_at is null`;
}
