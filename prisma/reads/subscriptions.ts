import type { SubscriptionState, SubscriptionTerms, TermsState } from '../../domain/subscription.ts';
import type { Database } from '../client.ts';

export type TermsView = {
  number: number;
  state: TermsState;
  terms: SubscriptionTerms;
  proposedBy: string;
  proposedAt: string;
  approvalId: string | null;
  settledAt: string | null;
};

export type SubscriptionView = {
  id: string;
  operationId: string;
  organisation: string;
  organisationId: string;
  name: string;
  state: SubscriptionState;
  stateSince: string;
  stateReason: string | null;
  /** Number of the terms in force. */
  version: number | null;
  /** Newest first. */
  versions: TermsView[];
  /** Where its next window begins: the end of the last one. */
  coveredUntil: string | null;
};

/** Those of an operation: of one organisation where it is named, oldest first. */
export async function listSubscriptions(
  { pool }: Database,
  operationId: string,
  organisationId: string | null,
  { after, limit }: { after: string | null; limit: number },
): Promise<SubscriptionView[]> {
  const { rows } = await pool.query<SubscriptionView>({
    name: 'list-subscriptions',
    text: `${SUBSCRIPTIONS} where s.operation_id = $1 and ($2::uuid is null or s.organisation_id = $2) and ($3::uuid is null or s.id > $3)
      order by s.id limit $4`,
    values: [operationId, organisationId, after, limit],
  });
  return rows;
}

export async function findSubscription({ pool }: Database, id: string): Promise<SubscriptionView | null> {
  const { rows } = await pool.query<SubscriptionView>({
    name: 'find-subscription',
    text: `${SUBSCRIPTIONS} where s.id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

/** Everybody who wrote at terms: none of them decides on them. */
export async function findProposer(
  { prisma }: Database,
  subscriptionId: string,
  number: number,
): Promise<{ id: string; posts: string[] } | null> {
  const version = await prisma.subscriptionVersion.findUnique({ where: { subscriptionId_number: { subscriptionId, number } } });
  return version && prisma.person.findUnique({ where: { id: version.proposedById }, select: { id: true, posts: true } });
}

const ISO = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const SUBSCRIPTIONS = `
  select s.id, s.operation_id as "operationId", o.code as organisation, s.organisation_id as "organisationId", s.name, s.state,
    ${ISO('s.state_since')} as "stateSince", s.state_reason as "stateReason", s.version,
    (select jsonb_agg(jsonb_build_object('number', v.number, 'state', v.state, 'terms', v.terms, 'proposedBy', p.name,
        'proposedAt', ${ISO('v.proposed_at')}, 'approvalId', v.approval_id, 'settledAt', ${ISO('v.settled_at')}) order by v.number desc)
      from subscription_version v join person p on p.id = v.proposed_by_id where v.subscription_id = s.id) as versions,
    ${ISO('coalesce(s.covered_until, (select min(begins_at) from subscription_span b where b.subscription_id = s.id))')} as "coveredUntil"
  from subscription s join organisation o on o.id = s.organisation_id`;
