import { clocksOf } from '../documents/wall-clock.ts';
import { flaw } from '../domain/failure.ts';
import { seesAll, type Relation } from '../domain/permission.ts';
import type { SubscriptionTerms } from '../domain/subscription.ts';
import { subscriptionFlaws } from '../domain/subscription-flaws.ts';
import { listRegions, readRecipient } from '../prisma/reads/recipients.ts';
import type { OperationStanding } from '../prisma/reads/standing.ts';
import { findSubscription, type SubscriptionView } from '../prisma/reads/subscriptions.ts';
import { listWebhooks } from '../prisma/reads/webhooks.ts';
import type { Dependencies } from './dependencies.ts';
import { isZone } from './moments.ts';
import { Refusal, refuseFlaws } from './refusal.ts';
import { timeOf } from './standing.ts';

/** Refuses terms on which nothing would ever come, or which ask for more than this organisation may have. */
export async function refuseTerms(
  { database }: Dependencies,
  operation: OperationStanding,
  { terms, organisationId, realNow }: { terms: SubscriptionTerms; organisationId: string; realNow: number },
): Promise<void> {
  if (!isZone(terms.zone)) throw new Refusal('subscription.unfit', { flaws: [flaw('/zone', 'field.zone-unknown')] });
  const { id: operationId, plan } = operation;
  const recipient = await readRecipient(database.prisma, { operationId, organisationId }, plan);
  const regions = await listRegions(database.prisma, operationId);
  const hasWebhook = (await listWebhooks(database, organisationId, new Date(realNow))).some(({ endedAt }) => endedAt === null);
  const subscribing = { plan, recipient, regions, hasWebhook, now: timeOf(operation, realNow) };
  refuseFlaws('subscription.unfit', subscriptionFlaws(terms, subscribing, clocksOf(terms.zone)));
}

/** Whether somebody is told of what is meant for an organisation: for its own people, and for those who see everybody's. */
export function isFor(relations: readonly Relation[], own: string, organisationId: string | null): boolean {
  return organisationId === null || own === organisationId || seesAll(relations);
}

/** A subscription, for those of its organisation, those who see everything, and whoever decides on it; for others there is none. */
export async function subscriptionFor(
  { database }: Dependencies,
  { id, relations, own }: { id: string; relations: readonly Relation[]; own: string },
): Promise<SubscriptionView> {
  const found = await findSubscription(database, id);
  if (!found || !(isFor(relations, own, found.organisationId) || relations.includes('approver')))
    throw new Refusal('subscription.not-found');
  return found;
}
