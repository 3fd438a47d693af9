import type { Database } from '../client.ts';
import { EVERYTHING, queryAs } from '../sight.ts';
import { MAY_HAVE_ARRIVED } from '../undelivered.ts';
import { CONFIRMATION, type Confirmation } from './recalls.ts';

export type Disclosure = {
  productId: string;
  kind: string;
  name: string;
  number: number;
  sha256: string;
  detail: string;
  /** Null is everybody. */
  recipient: string | null;
  channel: string;
  /** Of the delivery. */
  delivery: string;
  sentAt: string | null;
  arrivedAt: string | null;
  /** Null where it was not called back. `names` says whether for this case, or for another one that it carries. */
  recall: (Confirmation & { recalledAt: string; names: boolean }) | null;
};

type Row = Omit<Disclosure, 'recall' | 'sentAt' | 'arrivedAt'> &
  Omit<Confirmation, 'confirmedAt'> & {
    sentAt: Date | null;
    arrivedAt: Date | null;
    recalledAt: Date | null;
    confirmedAt: Date | null;
    names: boolean;
  };

/** To whom a case has gone, in what, by which way, and what became of that: the proof that its owner is shown. Oldest first. */
export async function listDisclosures({ pool }: Database, operationId: string, caseId: string): Promise<Disclosure[]> {
  const { rows } = await queryAs<Row>(pool, EVERYTHING, { name: 'list-disclosures', text: DISCLOSURES, values: [operationId, caseId] });
  return rows.map(({ sentAt, arrivedAt, recalledAt, names, state, confirmedAt, confirmationReason, ...row }) => ({
    ...row,
    sentAt: sentAt?.toISOString() ?? null,
    arrivedAt: arrivedAt?.toISOString() ?? null,
    recall: recalledAt && {
      ...{ recalledAt: recalledAt.toISOString(), names, state, confirmationReason },
      confirmedAt: confirmedAt?.toISOString() ?? null,
    },
  }));
}

const DISCLOSURES = `
  with carrying as materialized (
    select id from (select id, case_ids from case_set where operation_id = $1 offset 0) sets where case_ids && array[$2::uuid]
  )
  select p.id as "productId", p.kind, p.name, p.number, p.sha256, p.detail, o.code as recipient, coalesce(d.channel, 'publication') as channel,
    coalesce(d.state, 'sent') as delivery,
    coalesce(d.sent_at, case when d.id is null then p.made_at end) as "sentAt", coalesce(d.accepted_at, d.opened_at, d.acknowledged_at) as "arrivedAt", f.recalled_at as "recalledAt",
    coalesce((select bool_or($2 = any (r.case_ids)) from recall r where r.product_id = p.id), false) as names, ${CONFIRMATION}
  from product p join carrying on carrying.id = p.case_set_id
    left join delivery d on d.product_id = p.id and ${MAY_HAVE_ARRIVED}
    left join organisation o on o.id = p.recipient_id
    left join recall f on f.product_id = p.id and f.is_first
    left join restriction x on x.id = f.restriction_id
    left join task t on t.tasking_id = x.tasking_id and t.organisation_id = f.recipient_id
  where p.operation_id = $1 and (d.id is not null or p.recipient_id is null)
  order by p.id, d.id`;

export type FedDisclosure = {
  feedId: string;
  recipient: string;
  /** The version that its reader was given last, and when it was given any first. */
  version: number;
  firstReadAt: string;
  /** What holds of the case in the feed, where that is that its reader is to delete it: when it was said, read, and what the reader said of that. */
  recall: { recalledAt: string; readAt: string | null; acknowledgedAs: string | null } | null;
};

type FedRow = Omit<FedDisclosure, 'firstReadAt' | 'recall'> & {
  firstReadAt: Date;
  recalledAt: Date | null;
  readAt: Date | null;
  acknowledgedAs: string | null;
};

/** The same by the feeds of partners. */
export async function listFedDisclosures({ pool }: Database, operationId: string, caseId: string): Promise<FedDisclosure[]> {
  const { rows } = await queryAs<FedRow>(pool, EVERYTHING, { name: 'list-fed-disclosures', text: FED, values: [operationId, caseId] });
  return rows.map(({ firstReadAt, recalledAt, readAt, acknowledgedAs, ...row }) => ({
    ...row,
    firstReadAt: firstReadAt.toISOString(),
    recall: recalledAt && { recalledAt: recalledAt.toISOString(), readAt: readAt?.toISOString() ?? null, acknowledgedAs },
  }));
}

const FED = `
  select f.id as "feedId", o.code as recipient, c.read_version as version, c.first_read_at as "firstReadAt", r.at as "recalledAt", r.read_at as "readAt",
    (select a.outcome from feed_acknowledgement a where a.feed_id = r.feed_id and a.position = r.position order by a.id desc limit 1)
      as "acknowledgedAs"
  from feed_case c join feed f on f.id = c.feed_id join organisation o on o.id = f.recipient_id
    left join feed_record r on r.feed_id = c.feed_id and r.position = c.position and r.kind in ('recall','link')
  where c.case_id = $2 and f.operation_id = $1 and c.first_read_at is not null
  order by f.id`;
