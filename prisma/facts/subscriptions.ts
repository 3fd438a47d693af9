import { v7 } from 'uuid';
import type { FailureCode } from '../../domain/failure.ts';
import type { SubscriptionTerms } from '../../domain/subscription.ts';
import type { Database } from '../client.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { Prisma, Subscription } from '../generated/client.ts';
import { beginSpan, endSpan } from '../spans.ts';
import { wakeSummaries } from '../wake.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

/** Who says something of a subscription, and when by the operation's time. */
export type Said = { operationId: string; organisationId: string; personId: string; at: Date };

export type NewSubscription = Said & { id: string; name: string; terms: SubscriptionTerms };

/** An organisation says what it wants to be told regularly. Nothing follows from it before others agree. */
export async function proposeSubscription(
  { prisma }: Database,
  { id, operationId, organisationId, personId, name, terms, at }: NewSubscription,
  receipt: Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    const isTaken = await tx.subscription.count({ where: { operationId, organisationId, name } });
    if (isTaken > 0) return 'subscription.name-taken';
    await tx.subscription.create({
      data: { id, operationId, organisationId, name, stateSince: at, proposedById: personId, proposedAt: at },
    });
    await insertVersion(tx, { id, number: 1, terms, personId, at });
    await tell(tx, 'subscription.proposed', { id, operationId, organisationId }, { personId, at }, { name, version: 1 });
    await insertReceipt(tx, receipt);
    return null;
  });
}

/** Other terms, of which nothing follows before they are approved either. What was proposed before and not submitted yet is replaced. */
export async function proposeTerms(
  { prisma }: Database,
  { id, number, terms, personId, at }: { id: string; number: number; terms: SubscriptionTerms; personId: string; at: Date },
  receipt: Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    const subscription = await lockSubscription(tx, id);
    if (subscription.state === 'ended') return 'subscription.ended';
    const versions = await tx.subscriptionVersion.findMany({ where: { subscriptionId: id } });
    if (versions.some(({ state }) => state === 'submitted')) return 'subscription.pending';
    if (versions.length + 1 !== number) return 'subscription.changed';
    await tx.subscriptionVersion.updateMany({
      where: { subscriptionId: id, state: 'proposed' },
      data: { state: 'replaced', settledAt: at },
    });
    await insertVersion(tx, { id, number, terms, personId, at });
    await tell(tx, 'subscription.proposed', subscription, { personId, at }, { name: subscription.name, version: number });
    await insertReceipt(tx, receipt);
    return null;
  });
}

export type Steering = { id: string; personId: string; reason: string; at: Date };

/** From this moment on no window ends. */
export async function pauseSubscription({ prisma }: Database, steering: Steering, receipt: Receipt): Promise<FailureCode | null> {
  return steer(prisma, steering, receipt, 'subscription.paused', async (tx, { id, state }) => {
    if (state !== 'active') return state === 'ended' ? 'subscription.ended' : 'subscription.not-active';
    await endSpan(tx, id, steering.at);
    return { state: 'paused' };
  });
}

/** Its next window begins where the last one ended, so that nothing of the pause is left out. */
export async function resumeSubscription({ prisma }: Database, steering: Steering, receipt: Receipt): Promise<FailureCode | null> {
  return steer(prisma, steering, receipt, 'subscription.resumed', async (tx, { id, state, version }) => {
    if (state !== 'paused' || version === null) return state === 'ended' ? 'subscription.ended' : 'subscription.not-paused';
    await beginSpan(tx, id, version, steering.at);
    return { state: 'active' };
  });
}

/** For good. What is being decided on is settled without effect; windows that ended before are still told of. */
export async function endSubscription({ prisma }: Database, steering: Steering, receipt: Receipt): Promise<FailureCode | null> {
  return steer(prisma, steering, receipt, 'subscription.ended', async (tx, { id, state }) => {
    if (state === 'ended') return 'subscription.ended';
    await endSpan(tx, id, steering.at);
    await tx.subscriptionVersion.updateMany({
      where: { subscriptionId: id, state: 'proposed' },
      data: { state: 'replaced', settledAt: steering.at },
    });
    return { state: 'ended' };
  });
}

async function steer(
  prisma: Database['prisma'],
  { id, personId, reason, at }: Steering,
  receipt: Receipt,
  type: 'subscription.paused' | 'subscription.resumed' | 'subscription.ended',
  move: (tx: Tx, subscription: Subscription) => Promise<FailureCode | Pick<Subscription, 'state'>>,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    const subscription = await lockSubscription(tx, id);
    const moved = await move(tx, subscription);
    if (typeof moved === 'string') return moved;
    await tx.subscription.update({ where: { id }, data: { ...moved, stateSince: at, stateReason: reason } });
    await wakeSummaries(tx, id);
    await tell(tx, type, subscription, { personId, at }, { name: subscription.name, reason });
    await insertReceipt(tx, receipt);
    return null;
  });
}

/** As it stands, until the transaction ends: of a pause and an approval at the same moment, one comes first. */
async function lockSubscription(tx: Tx, id: string): Promise<Subscription> {
  await tx.$queryRaw`select from subscription where id = ${id}::uuid for no key update`;
  return tx.subscription.findUniqueOrThrow({ where: { id } });
}

async function insertVersion(
  tx: Tx,
  { id, number, terms, personId, at }: { id: string; number: number; terms: SubscriptionTerms; personId: string; at: Date },
): Promise<void> {
  const said = { number, terms: terms as unknown as Prisma.InputJsonValue, proposedById: personId, proposedAt: at };
  await tx.subscriptionVersion.create({ data: { id: v7(), subscriptionId: id, ...said } });
}

async function tell(
  tx: Tx,
  type: 'subscription.proposed' | 'subscription.paused' | 'subscription.resumed' | 'subscription.ended',
  { id, operationId, organisationId }: Pick<Subscription, 'id' | 'operationId' | 'organisationId'>,
  { personId, at }: { personId: string; at: Date },
  data: Prisma.InputJsonObject,
): Promise<void> {
  await appendEvent(tx, { type, at, operationId, subjectId: id, organisationId, actorId: personId, data });
}
