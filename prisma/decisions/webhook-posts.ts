import { v7 } from 'uuid';
import { GIVEN_UP_AFTER_MS, nextAttemptAt } from '../../domain/delivery.ts';
import type { Instant } from '../../domain/clock.ts';
import type { ProductContent } from '../../domain/product.ts';
import type { Posted } from '../../domain/webhook.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { Delivery, PrismaClient } from '../generated/client.ts';
import { readOperationNow } from '../reads/clocks.ts';
import { seeAll } from '../sight.ts';
import { mayStillLeave } from './product-cancellations.ts';

/** One post that this worker, and no other, may make until its lease runs out. `sealed` are the secrets by which it is signed. */
export type ClaimedPost = {
  deliveryId: string;
  attempt: number;
  url: string;
  sealed: string[];
  madeAt: string;
  operationId: string;
  productId: string;
  sha256: string;
  content: ProductContent;
  format: string;
  file: { type: string; size: number; sha256: string } | null;
};

/**
 * Claims the post of a product that is due, after asking whether it may still leave; null where none is. An attempt is on record before it is made: one
 * whose worker died has no outcome, and is followed by another with the same id. A delivery whose webhook has ended fails for good.
 */
export async function claimPost(
  prisma: PrismaClient,
  realNow: Instant,
  { productId, leaseMs }: { productId: string; leaseMs: number },
): Promise<ClaimedPost | null> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const now = new Date(realNow);
    const [due] = await tx.$queryRaw<{ id: string }[]>`
      select id::text from delivery
      where product_id = ${productId}::uuid and channel = 'webhook' and (
        state = 'queued' and coalesce(next_attempt_at, '-infinity') <= ${now}::timestamptz or state = 'sending' and lease_until <= ${now}::timestamptz)
      order by attempts, id limit 1 for update skip locked`;
    if (!due || !(await mayStillLeave(tx, productId, realNow))) return null;
    const delivery = await tx.delivery.update({
      where: { id: due.id },
      data: { state: 'sending', attempts: { increment: 1 }, leaseUntil: new Date(realNow + leaseMs) },
    });
    if (delivery.triedSince === null) await tx.delivery.update({ where: { id: due.id }, data: { triedSince: now } });
    await tx.deliveryAttempt.create({ data: { id: v7(), deliveryId: due.id, number: delivery.attempts, begunAt: now } });
    return postOf(tx, delivery, now);
  });
}

async function postOf(tx: Tx, delivery: Delivery, now: Date): Promise<ClaimedPost> {
  const product = await tx.product.findUniqueOrThrow({ where: { id: delivery.productId } });
  const { fileSha256, fileSize, fileType } = delivery;
  const secrets = await tx.$queryRaw<{ sealed: string }[]>`
    select s.sealed from webhook w join webhook_secret s on s.webhook_id = w.id
    where w.organisation_id = ${delivery.recipientId}::uuid and w.url = ${delivery.address} and w.ended_at is null
      and (s.valid_until is null or s.valid_until > ${now}::timestamptz)
    order by s.made_at desc, s.id desc`;
  return {
    deliveryId: delivery.id,
    attempt: delivery.attempts,
    url: delivery.address,
    sealed: secrets.map(({ sealed }) => sealed),
    madeAt: product.madeAt.toISOString(),
    operationId: product.operationId,
    productId: product.id,
    sha256: product.sha256,
    content: product.content as unknown as ProductContent,
    format: delivery.format,
    file: fileSha256 === null ? null : { type: fileType ?? '', size: fileSize ?? 0, sha256: fileSha256 },
  };
}

/** Says what became of a post, and when it is tried again. Where its lease has run out meanwhile, only that it was accepted is news. */
export async function settlePost(
  prisma: PrismaClient,
  realNow: Instant,
  { deliveryId, attempt, posted }: { deliveryId: string; attempt: number; posted: Posted },
): Promise<void> {
  const { outcome, status, durationMs } = posted;
  const response = posted.response.replaceAll('\0', '').slice(0, 500);
  await prisma.$transaction(async (tx) => {
    await tx.deliveryAttempt.updateMany({
      where: { deliveryId, number: attempt, outcome: null },
      data: { outcome, status, durationMs: Math.round(durationMs), response },
    });
    const [delivery] = await tx.$queryRaw<Delivery[]>`
      select id, product_id as "productId", operation_id as "operationId", recipient_id as "recipientId", address, state, attempts,
        tried_since as "triedSince" from delivery where id = ${deliveryId}::uuid for update`;
    if (!delivery || !['queued', 'sending', 'sent'].includes(delivery.state)) return;
    if (outcome !== 'accepted' && delivery.attempts !== attempt) return;
    const triedSince = delivery.triedSince ?? new Date(realNow);
    const attempts = await tx.deliveryAttempt.count({ where: { deliveryId, begunAt: { gte: triedSince } } });
    const tries = { attempts, triedSince: triedSince.getTime(), retryAfterMs: posted.retryAfterMs };
    const next = outcome === 'failed' ? nextAttemptAt(tries, realNow) : null;
    if (outcome === 'accepted') await accept(tx, delivery, response, realNow);
    else if (next !== null && delivery.state !== 'sent')
      await tx.delivery.update({
        where: { id: deliveryId },
        data: { state: 'queued', leaseUntil: null, nextAttemptAt: new Date(next), response },
      });
    else await fail(tx, delivery, response, realNow);
    if (outcome === 'gone') await endWebhook(tx, delivery, new Date(realNow));
  });
}

async function accept(tx: Tx, delivery: Delivery, response: string, realNow: Instant): Promise<void> {
  const at = new Date(realNow);
  await tx.delivery.update({
    where: { id: delivery.id },
    data: { state: 'accepted', leaseUntil: null, nextAttemptAt: null, sentAt: at, acceptedAt: at, response },
  });
  await tell(tx, delivery, 'delivery.accepted', response, realNow);
}

async function fail(tx: Tx, delivery: Delivery, response: string, realNow: Instant): Promise<void> {
  await tx.delivery.update({
    where: { id: delivery.id },
    data: { state: 'failed', leaseUntil: null, nextAttemptAt: null, failedAt: new Date(realNow), response },
  });
  await tell(tx, delivery, 'delivery.failed', response, realNow);
}

async function tell(
  tx: Tx,
  { id, operationId, recipientId, productId }: Delivery,
  type: 'delivery.accepted' | 'delivery.failed',
  response: string,
  realNow: Instant,
): Promise<void> {
  const { at } = await readOperationNow(tx, operationId, realNow);
  const about = { operationId, subjectId: id, ...(recipientId === null ? {} : { organisationId: recipientId }) };
  await appendEvent(tx, { ...about, type, at: new Date(at), data: { productId, channel: 'webhook', response } });
}

/** A machine that says that it is gone is sent nothing any more, whatever the operation (Standard Webhooks, 410). */
async function endWebhook(tx: Tx, { recipientId, address }: Delivery, at: Date): Promise<void> {
  if (recipientId === null) return;
  const ended = await tx.webhook.findMany({ where: { organisationId: recipientId, url: address, endedAt: null } });
  for (const { id } of ended) {
    await tx.webhook.update({ where: { id }, data: { endedAt: at, endReason: 'gone' } });
    await appendEvent(tx, { type: 'webhook.ended', at, subjectId: id, organisationId: recipientId, data: { reason: 'gone' } });
  }
}

/** How long until a post of the product is due again, in real milliseconds; null where none is left. */
export async function findNextPost(prisma: PrismaClient, realNow: Instant, { productId }: { productId: string }): Promise<number | null> {
  const [row] = await prisma.$queryRaw<{ at: Date | null; waiting: number }[]>`
    select min(case when state = 'sending' then lease_until else next_attempt_at end) as at, count(*)::int as waiting
    from delivery where product_id = ${productId}::uuid and channel = 'webhook' and state in ('queued', 'sending')`;
  if (!row || row.waiting === 0) return null;
  return Math.min(Math.max(0, (row.at?.getTime() ?? realNow) - realNow), GIVEN_UP_AFTER_MS);
}
