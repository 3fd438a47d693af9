import { createHash } from 'node:crypto';
import { operationTime, type Clock, type Instant } from '../../domain/clock.ts';
import { FEED_DETAIL, refuseFeed, type FeedState } from '../../domain/feed.ts';
import type { Purpose } from '../../domain/handling.ts';
import type { Tx } from '../event.ts';
import { readPlanInForce } from '../reads/clocks.ts';
import { readHandlingDefaults } from '../reads/handling.ts';
import { readRecipient } from '../reads/recipients.ts';
import type { Release } from '../reads/releasable.ts';

export type FeedRow = {
  id: string;
  operationId: string;
  recipientId: string;
  purpose: Purpose;
  state: FeedState;
  clock: Clock;
  basis: string | null;
  lastPosition: number;
  readUntil: number;
};

/** By what a feed is judged at this moment. `mayHave`: whether its recipient may have single reports at all. */
export type Basis = { release: Release; mayHave: boolean };

/** Columns of `feed f join operation o`, as a FeedRow. */
export const FEED_ROW = `f.id::text, f.operation_id::text as "operationId", f.recipient_id::text as "recipientId", f.purpose, f.state, o.clock, f.basis,
    f.last_position::float8 as "lastPosition", f.read_until::float8 as "readUntil"`;

export async function readBasis(tx: Tx, feed: FeedRow, realNow: Instant): Promise<Basis> {
  const { operationId, recipientId, purpose, clock } = feed;
  const { plan } = await readPlanInForce(tx, operationId);
  const recipient = await readRecipient(tx, { operationId, organisationId: recipientId }, plan);
  const defaults = await readHandlingDefaults(tx, operationId, plan);
  const at = new Date(operationTime(clock, realNow));
  return {
    release: { recipient, brands: recipient.brands, detail: FEED_DETAIL, purpose, at, defaults },
    mayHave: refuseFeed(recipient, plan.partners.includes(recipient.code)) === null,
  };
}

/**
 * One name for everything that is the same for all cases of a feed, and for the consents that are valid at this moment: one that ends by time changes it as
 * one that is revoked does. Where it is another than when they were judged, all cases are judged anew.
 */
export async function nameBasis(tx: Tx, { operationId, recipientId, state }: FeedRow, { release, mayHave }: Basis): Promise<string> {
  const { recipient, purpose, at, defaults } = release;
  const consents = await tx.$queryRaw<{ id: string }[]>`
    select id::text from consent
    where operation_id = ${operationId}::uuid and recipient_id = ${recipientId}::uuid and revoked_at is null and valid_from <= ${at}::timestamptz
      and (valid_until is null or valid_until > ${at}::timestamptz)
    order by id`;
  const inOrder = [...defaults].sort((a, b) => (a.organisation_id < b.organisation_id ? -1 : 1));
  const whole = { state, mayHave, recipient, purpose, defaults: inOrder, consents: consents.map(({ id }) => id) };
  return createHash('sha256').update(JSON.stringify(whole)).digest('base64url');
}
