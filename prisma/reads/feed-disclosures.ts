import type { Database } from '../client.ts';
import { EVERYTHING, queryAs } from '../sight.ts';

/** That a partner was given a case by its feed: which version at last, and where it was called back, whether the partner has confirmed it. */
export type FeedDisclosure = {
  feedId: string;
  recipient: string;
  recipientName: string;
  purpose: string;
  version: number;
  firstReadAt: string;
  recalledAt: string | null;
  recallReadAt: string | null;
  recallConfirmedAt: string | null;
};

type Row = { [Part in keyof FeedDisclosure]: Part extends `${string}At` ? Date | null : FeedDisclosure[Part] };

/** Which partners have read a case in their feeds. For its owner, and for whoever may see all; the caller looks to that. */
export async function feedDisclosures({ pool }: Database, caseId: string): Promise<FeedDisclosure[]> {
  const { rows } = await queryAs<Row>(pool, EVERYTHING, { name: 'feed-disclosures', text: DISCLOSURES, values: [caseId] });
  return rows.map(({ firstReadAt, recalledAt, recallReadAt, recallConfirmedAt, ...row }) => ({
    ...row,
    firstReadAt: firstReadAt?.toISOString() ?? '',
    recalledAt: recalledAt?.toISOString() ?? null,
    recallReadAt: recallReadAt?.toISOString() ?? null,
    recallConfirmedAt: recallConfirmedAt?.toISOString() ?? null,
  }));
}

const DISCLOSURES = `
  select f.id::text as "feedId", o.code as recipient, o.name as "recipientName", f.purpose, c.read_version as version,
    c.first_read_at as "firstReadAt", r.at as "recalledAt", r.read_at as "recallReadAt", said.at as "recallConfirmedAt"
  from feed_case c join feed f on f.id = c.feed_id join organisation o on o.id = f.recipient_id
    left join feed_record r on r.feed_id = c.feed_id and r.position = c.position and r.kind in ('recall','link')
    left join lateral (
      select case outcome when 'taken' then said_at end as at from feed_acknowledgement a
      where a.feed_id = r.feed_id and a.position = r.position order by a.id desc limit 1
    ) said on true
  where c.case_id = $1 and c.read_version is not null
  order by c.first_read_at, f.id`;
