import { FEED_STATES, RECALL_OVERDUE_HOURS, TOMBSTONES, type FeedState } from '../../domain/feed.ts';
import type { Purpose } from '../../domain/handling.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Database } from '../client.ts';
import { EVERYTHING, queryAs } from '../sight.ts';
import { readRecipient, type KnownRecipient } from './recipients.ts';

export type FeedItem = {
  id: string;
  operationId: string;
  recipient: string;
  purpose: Purpose;
  state: FeedState;
  reason: string;
  askedBy: string;
  askedAt: string;
  stateReason: string | null;
  stateBy: string | null;
  stateAt: string | null;
  /** Of the last record that there is. */
  lastPosition: number;
  readUntil: number;
  readAt: string | null;
};

/** How far a partner is behind what it is told. */
export type FeedLag = {
  /** Records that hold, of which a reader from the beginning is told. */
  records: number;
  unread: number;
  oldestUnreadAt: string | null;
  acknowledgedUntil: number;
  unacknowledged: number;
  refused: number;
  /** Recalls that the partner has not confirmed, whether it has read them or not. */
  recalls: { open: number; overdue: number; oldestAt: string | null };
};

type Moments = 'askedAt' | 'stateAt' | 'readAt';
type Row = Omit<FeedItem, Moments> & { askedAt: Date; stateAt: Date | null; readAt: Date | null };

const FEED = `
  select f.id::text, f.operation_id::text as "operationId", o.code as recipient, f.purpose, f.state, f.reason, asker.name as "askedBy",
    f.asked_at as "askedAt", f.state_reason as "stateReason", sayer.name as "stateBy", f.state_at as "stateAt",
    f.last_position::float8 as "lastPosition", f.read_until::float8 as "readUntil", f.read_at as "readAt"
  from feed f join organisation o on o.id = f.recipient_id join person asker on asker.id = f.asked_by_id
    left join person sayer on sayer.id = f.state_by_id`;

/** Newest first; those of one recipient (its id), or of all (null). */
export async function listFeeds({ pool }: Database, operationId: string, recipientId: string | null): Promise<FeedItem[]> {
  const text = `${FEED} where f.operation_id = $1 and ($2::uuid is null or f.recipient_id = $2) order by f.id desc`;
  const { rows } = await queryAs<Row>(pool, EVERYTHING, { name: 'list-feeds', text, values: [operationId, recipientId] });
  return rows.map(itemOf);
}

export async function findFeed({ pool }: Database, id: string): Promise<FeedItem | null> {
  const { rows } = await queryAs<Row>(pool, EVERYTHING, { name: 'find-feed', text: `${FEED} where f.id = $1`, values: [id] });
  return rows[0] ? itemOf(rows[0]) : null;
}

function itemOf({ askedAt, stateAt, readAt, ...row }: Row): FeedItem {
  const moments = { askedAt: askedAt.toISOString(), stateAt: stateAt?.toISOString() ?? null, readAt: readAt?.toISOString() ?? null };
  return { ...row, ...moments };
}

type LagRow = Omit<FeedLag, 'oldestUnreadAt' | 'recalls'> & {
  oldestUnreadAt: Date | null;
  recallsOpen: number;
  recallsOverdue: number;
  oldestRecallAt: Date | null;
};

export async function readFeedLag({ pool }: Database, id: string, now: Date): Promise<FeedLag> {
  const since = new Date(now.getTime() - RECALL_OVERDUE_HOURS * 3_600_000).toISOString();
  const { rows } = await queryAs<LagRow>(pool, EVERYTHING, { name: 'read-feed-lag', text: LAG, values: [id, since, [...TOMBSTONES]] });
  const { oldestUnreadAt, recallsOpen, recallsOverdue, oldestRecallAt, ...lag } = rows[0] as LagRow;
  const recalls = { open: recallsOpen, overdue: recallsOverdue, oldestAt: oldestRecallAt?.toISOString() ?? null };
  return { ...lag, oldestUnreadAt: oldestUnreadAt?.toISOString() ?? null, recalls };
}

const LAG = `
  with standing as materialized (
    select r.position, r.at, r.read_at, r.kind = any ($3::text[]) as is_tombstone, said.outcome
    from feed_case f join feed_record r on r.feed_id = f.feed_id and r.position = f.position
      left join lateral (
        select a.outcome from feed_acknowledgement a where a.feed_id = r.feed_id and a.position = r.position order by a.id desc limit 1
      ) said on true
    where f.feed_id = $1
  )
  select count(*)::int as records, count(*) filter (where read_at is null)::int as unread, min(at) filter (where read_at is null) as "oldestUnreadAt",
    coalesce((select max(position) from feed_acknowledgement where feed_id = $1), 0)::float8 as "acknowledgedUntil",
    count(*) filter (where read_at is not null and outcome is null)::int as unacknowledged,
    count(*) filter (where outcome = 'refused')::int as refused,
    count(*) filter (where is_tombstone and outcome is distinct from 'taken')::int as "recallsOpen",
    count(*) filter (where is_tombstone and outcome is distinct from 'taken' and at < $2::timestamptz)::int as "recallsOverdue",
    min(at) filter (where is_tombstone and outcome is distinct from 'taken') as "oldestRecallAt"
  from standing`;

/** An organisation as the recipient of a feed of an operation, by its code. */
export async function findFeedRecipient(
  { prisma }: Database,
  { operationId, plan }: { operationId: string; plan: Plan },
  code: string,
): Promise<KnownRecipient | null> {
  const found = await prisma.organisation.findUnique({ where: { code }, select: { id: true } });
  return found && prisma.$transaction((tx) => readRecipient(tx, { operationId, organisationId: found.id }, plan));
}

/** States in which there is something to read, if only recalls. */
export const OPEN_STATES: readonly FeedState[] = FEED_STATES.filter((state) => state !== 'asked' && state !== 'refused');
