import { changeFeed, isFeedState, type FeedChange, type FeedState } from '../../domain/feed.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { Purpose } from '../../domain/handling.ts';
import type { Database } from '../client.ts';
import { appendEvent } from '../event.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type AskedFeed = {
  id: string;
  operationId: string;
  recipientId: string;
  purpose: Purpose;
  reason: string;
  personId: string;
  at: Date;
};

/** Asks for a feed. Nothing leaves by it before somebody else has approved it. */
export async function askForFeed({ prisma }: Database, feed: AskedFeed, receipt: Receipt): Promise<FailureCode | null> {
  const { id, operationId, recipientId, purpose, reason, personId, at } = feed;
  return prisma.$transaction(async (tx) => {
    const asked = await tx.$executeRaw`
      insert into feed (id, operation_id, recipient_id, purpose, state, reason, asked_by_id, asked_at)
      values (${id}::uuid, ${operationId}::uuid, ${recipientId}::uuid, ${purpose}, 'asked', ${reason}, ${personId}::uuid, ${at}::timestamptz)
      on conflict do nothing`;
    if (asked === 0) return 'feed.asked-before';
    await appendEvent(tx, {
      ...{ type: 'feed.asked', at, operationId, subjectId: id, organisationId: recipientId, actorId: personId },
      data: { purpose, reason },
    });
    await insertReceipt(tx, receipt);
    return null;
  });
}

export type ChangedFeed = { id: string; operationId: string; change: FeedChange; reason: string; personId: string; at: Date };

/** What becomes of a feed, by whoever may say it; of two who say it at once the second is told how it stands. */
export async function sayOfFeed(
  { prisma }: Database,
  { id, operationId, change, reason, personId, at }: ChangedFeed,
  receiptFor: (state: FeedState) => Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    const [known] = await tx.$queryRaw<{ state: FeedState; askedById: string; recipientId: string }[]>`
      select state, asked_by_id::text as "askedById", recipient_id::text as "recipientId" from feed where id = ${id}::uuid for update`;
    if (!known) return 'feed.not-found';
    const state = changeFeed(known, change, personId);
    if (!isFeedState(state)) return state;
    await tx.$executeRaw`
      update feed set state = ${state}, basis = null, state_reason = ${reason}, state_by_id = ${personId}::uuid, state_at = ${at}::timestamptz
      where id = ${id}::uuid`;
    await appendEvent(tx, {
      ...{ type: 'feed.changed', at, operationId, subjectId: id, organisationId: known.recipientId, actorId: personId },
      data: { change, reason },
    });
    await insertReceipt(tx, receiptFor(state));
    return null;
  });
}
