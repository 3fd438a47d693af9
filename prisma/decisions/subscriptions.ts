import { openApproval, type Outcome } from '../../domain/approval.ts';
import type { SubscribeCommand } from '../../domain/command.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { SubscriptionTerms } from '../../domain/subscription.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { PrismaClient } from '../generated/client.ts';
import { lockOperation, type OperationNow } from '../reads/clocks.ts';
import { beginSpan, endSpan } from '../spans.ts';
import { wakeSummaries } from '../wake.ts';
import { insertApproval } from './approvals.ts';
import { isRecorded } from './commands.ts';

/** Opens the approval of proposed terms, unless they are not what the coordinator has read any more. */
export async function recordSubscription(
  prisma: PrismaClient,
  realNow: number,
  { operationId, approvalId, subscriptionId, version, author, steps, commandId, actorId }: SubscribeCommand & { operationId: string },
): Promise<{ refusal: FailureCode | null }> {
  return prisma.$transaction(async (tx) => {
    const operation = await lockOperation(tx, operationId, realNow);
    if (await isRecorded(tx, commandId)) return { refusal: null };
    const subscription = await tx.subscription.findUniqueOrThrow({ where: { id: subscriptionId } });
    const isOpen = { subscriptionId, number: version, state: 'proposed' };
    const { count } =
      subscription.state === 'ended'
        ? { count: 0 }
        : await tx.subscriptionVersion.updateMany({ where: isOpen, data: { state: 'submitted' } });
    if (count === 0) return { refusal: 'subscription.changed' };
    const partner = await tx.organisation.findUniqueOrThrow({ where: { id: subscription.organisationId } });
    const state = openApproval(author, steps);
    await insertApproval(tx, operation, { approvalId, subject: 'subscription', subjectId: subscriptionId, partner, state });
    await tx.subscriptionVersion.update({ where: { subscriptionId_number: { subscriptionId, number: version } }, data: { approvalId } });
    await appendEvent(tx, {
      type: 'subscription.submitted',
      at: new Date(operation.at),
      operationId,
      subjectId: subscriptionId,
      organisationId: partner.id,
      actorId,
      commandId,
      data: { approvalId, name: subscription.name, version },
    });
    return { refusal: null };
  });
}

/** What the outcome of its approval makes of proposed terms. One that has ended meanwhile stays so. */
export async function settleSubscription(
  prisma: PrismaClient,
  realNow: number,
  { operationId, approvalId, outcome }: { operationId: string; approvalId: string; outcome: Outcome },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const operation = await lockOperation(tx, operationId, realNow);
    const { subscriptionId, number, ...submitted } = await tx.subscriptionVersion.findFirstOrThrow({ where: { approvalId } });
    if (submitted.state !== 'submitted') return;
    await tx.$queryRaw`select from subscription where id = ${subscriptionId}::uuid for no key update`;
    const subscription = await tx.subscription.findUniqueOrThrow({ where: { id: subscriptionId } });
    const at = new Date(operation.at);
    const isApproved = outcome === 'approved' && subscription.state !== 'ended' && takesSubscriptions(operation);
    const state = isApproved ? 'approved' : outcome === 'rejected' || outcome === 'returned' ? outcome : 'replaced';
    await tx.subscriptionVersion.update({ where: { id: submitted.id }, data: { state, settledAt: at } });
    if (isApproved) await enact(tx, subscription, number, at);
    await appendEvent(tx, {
      type: isApproved ? 'subscription.approved' : 'subscription.refused',
      at,
      operationId,
      subjectId: subscriptionId,
      organisationId: subscription.organisationId,
      data: { approvalId, name: subscription.name, version: number, outcome },
    });
  });
}

function takesSubscriptions({ stage }: OperationNow): boolean {
  return stage === 'running' || stage === 'suspended';
}

/** What is paused stays so, and goes on under the new terms. */
async function enact(tx: Tx, { id, state }: { id: string; state: string }, version: number, at: Date): Promise<void> {
  if (state === 'proposed') await tx.subscription.update({ where: { id }, data: { version, state: 'active', stateSince: at } });
  else await tx.subscription.update({ where: { id }, data: { version } });
  if (state !== 'paused') {
    await endSpan(tx, id, at);
    await beginSpan(tx, id, version, at);
  }
  await wakeSummaries(tx, id);
}

/**
 * The subscriptions of an operation that has come to an end: nothing of it is left out, so that a last window ends with it. Those to editions go on
 * while editions can still be published; of a cancelled operation nothing more is told.
 */
export async function endSubscriptions(
  tx: Tx,
  { id: operationId, at, stage }: OperationNow & { stage: 'closed' | 'completed' | 'cancelled' },
): Promise<void> {
  const open = await tx.subscription.findMany({ where: { operationId, state: { not: 'ended' } }, include: { versions: true } });
  const now = new Date(at);
  for (const { id, name, organisationId, version, versions, state } of open) {
    const terms = versions.find(({ number }) => number === version)?.terms as unknown as SubscriptionTerms | undefined;
    if (stage === 'closed' && terms?.cadence.every === 'edition') continue;
    await endSpan(tx, id, now, stage !== 'cancelled' && terms?.cadence.every !== 'edition' && state === 'active');
    await tx.subscription.update({ where: { id }, data: { state: 'ended', stateSince: now, stateReason: `The operation is ${stage}.` } });
    await wakeSummaries(tx, id);
    await appendEvent(tx, { type: 'subscription.ended', at: now, operationId, subjectId: id, organisationId, data: { name, stage } });
  }
}
