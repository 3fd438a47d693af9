import { mayRead, type BulletinContent } from '../../domain/bulletin.ts';
import { ceilingOf, isWithin, type Detail } from '../../domain/handling.ts';
import type { Plan } from '../../domain/plan.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { Product } from '../generated/client.ts';
import { readOperationNow, readPlanInForce } from '../reads/clocks.ts';
import { readRecipient } from '../reads/recipients.ts';
import { withheldSince } from '../reads/withheld-since.ts';
import { HAS_LEFT, lockToSend } from '../sending.ts';

/**
 * Asked at the moment of sending, in the transaction that marks what is about to be sent: whether everything in a product may still leave. Where
 * something may not, nothing more of it is sent, and whoever made it learns of it. The caller must see everything.
 */
export async function mayStillLeave(tx: Tx, productId: string, realNow: number): Promise<boolean> {
  const { operationId } = await tx.product.findUniqueOrThrow({ where: { id: productId } });
  await lockToSend(tx, operationId);
  const product = await tx.product.findUniqueOrThrow({ where: { id: productId } });
  if (product.state === 'cancelled' || product.state === 'recalled') {
    await stop(tx, productId); // somebody else has cancelled it
    return false;
  }
  const { at } = await readOperationNow(tx, operationId, realNow);
  const { plan } = await readPlanInForce(tx, operationId);
  const withheld = await withheldSince(tx, productId, plan, new Date(at));
  const isClosed = !(await mayHaveStill(tx, product, plan));
  if (withheld.length === 0 && !isClosed) return true;
  await cancel(tx, product, new Date(at), { cases: withheld.length, isClosed });
  return false;
}

/**
 * Its recipient may have left the operation since: then less is open to it, whatever the product tells of. A text is judged by the label that its author
 * gave it: what it took from cases is judged case by case, and one's own may be stricter than what one is told.
 */
async function mayHaveStill(tx: Tx, { operationId, recipientId, detail, bulletinId }: Product, plan: Plan): Promise<boolean> {
  if (recipientId === null) return true;
  const recipient = await readRecipient(tx, { operationId, organisationId: recipientId }, plan);
  if (!isWithin(detail as Detail, ceilingOf(recipient))) return false;
  if (bulletinId === null) return true;
  const { content } = await tx.bulletin.findUniqueOrThrow({ where: { id: bulletinId } });
  return mayRead((content as unknown as BulletinContent).handling.tlp, recipient);
}

/**
 * What waits is cancelled, and its letters are dropped. What was being handed over when its worker died may have arrived: it counts as sent, and not as cancelled, so that whoever
 * recalls it does not pass over it.
 */
async function stop(tx: Tx, productId: string): Promise<number> {
  const stopped = await tx.$executeRaw`
    update delivery set state = case when state = 'queued' then 'cancelled' else 'sent' end,
      sent_at = case when state = 'sending' then now() end, lease_until = null, next_attempt_at = null
    where product_id = ${productId}::uuid and state in ('queued', 'sending')`;
  await dropCancelled(tx, productId);
  return stopped;
}

/** Letters of deliveries that are not to go out any more. One that a living worker holds is settled by it. */
export async function dropCancelled(tx: Tx, productId: string): Promise<void> {
  await tx.$executeRaw`
    update letter l set state = 'dropped', lease_until = null from delivery d
    where d.product_id = ${productId}::uuid and d.letter_id = l.id and d.state in ('cancelled', 'sent')
      and (l.state = 'queued' or l.state = 'sending' and l.lease_until < now())`;
}

async function cancel(
  tx: Tx,
  { id, operationId, recipientId, subscriptionId }: Product,
  at: Date,
  why: { cases: number; isClosed: boolean },
): Promise<void> {
  const stopped = await stop(tx, id);
  const left = await tx.delivery.count({ where: { productId: id, state: { in: [...HAS_LEFT] } } });
  if (left === 0)
    await tx.product.update({ where: { id }, data: { state: 'cancelled', cancelledFor: why.isClosed ? 'recipient' : 'withheld' } });
  await appendEvent(tx, {
    ...{ type: 'product.cancelled', at, operationId, subjectId: id },
    ...(recipientId === null ? {} : { organisationId: recipientId }),
    data: { ...why, stopped, left },
  });
  if (subscriptionId !== null && left === 0)
    await tx.outbox.create({ data: { workflowId: `summaries/${subscriptionId}`, signal: 'summaries' } });
}
