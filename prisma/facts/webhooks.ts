import type { FailureCode } from '../../domain/failure.ts';
import { SECRET_OVERLAP_MS } from '../../domain/webhook.ts';
import type { Database } from '../client.ts';
import { appendEvent, type Tx } from '../event.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

type By = { id: string; organisationId: string; personId: string; at: Date };

/** Where an organisation's machine takes products from now on, and the sealed secret by which it knows that they are ours. */
export async function registerWebhook(
  { prisma }: Database,
  { id, organisationId, personId, at, url, sealed }: By & { url: string; sealed: string },
  receipt: Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    const made = await tx.$executeRaw`
      insert into webhook (id, organisation_id, url, made_by_id, made_at)
      values (${id}::uuid, ${organisationId}::uuid, ${url}, ${personId}::uuid, ${at}::timestamptz)
      on conflict (organisation_id, url) where ended_at is null do nothing`;
    if (made === 0) return 'webhook.known-before';
    await addSecret(tx, id, sealed, at);
    await appendEvent(tx, { type: 'webhook.registered', at, subjectId: id, organisationId, actorId: personId, data: { url } });
    await insertReceipt(tx, receipt);
    return null;
  });
}

/** A new secret. What is sent is signed with both for a while, so that nothing is lost while a receiver changes over; older ones end at once. */
export async function rotateSecret(
  { prisma }: Database,
  { id, organisationId, personId, at, sealed }: By & { sealed: string },
  receipt: Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    const [known] = await tx.$queryRaw<{ ended_at: Date | null }[]>`select ended_at from webhook where id = ${id}::uuid for update`;
    if (!known || known.ended_at) return known ? 'webhook.ended' : 'webhook.not-found';
    const until = new Date(at.getTime() + SECRET_OVERLAP_MS);
    await tx.webhookSecret.updateMany({ where: { webhookId: id, validUntil: { gt: at } }, data: { validUntil: at } });
    await tx.webhookSecret.updateMany({ where: { webhookId: id, validUntil: null }, data: { validUntil: until } });
    await addSecret(tx, id, sealed, at);
    await appendEvent(tx, {
      type: 'webhook.rotated',
      at,
      subjectId: id,
      organisationId,
      actorId: personId,
      data: { until: until.toISOString() },
    });
    await insertReceipt(tx, receipt);
    return null;
  });
}

export async function endWebhook(
  { prisma }: Database,
  { id, organisationId, personId, at, reason }: By & { reason: string },
  receipt: Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    const { count } = await tx.webhook.updateMany({ where: { id, endedAt: null }, data: { endedAt: at, endReason: reason } });
    if (count === 0) return 'webhook.ended';
    await appendEvent(tx, { type: 'webhook.ended', at, subjectId: id, organisationId, actorId: personId, data: { reason } });
    await insertReceipt(tx, receipt);
    return null;
  });
}

async function addSecret(tx: Tx, webhookId: string, sealed: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    insert into webhook_secret (webhook_id, sealed, made_at) values (${webhookId}::uuid, ${sealed}, ${at}::timestamptz)`;
}
