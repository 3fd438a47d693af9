import type { Instant } from '../../domain/clock.ts';
import type { Database } from '../client.ts';
import { FEED_ROW, readBasis, type FeedRow } from '../feeds/basis.ts';
import { IS_TOMBSTONE, planAnew, toldTo, tombstone } from '../feeds/record-sql.ts';
import { Prisma } from '../generated/client.ts';
import { COUNTS_NOW } from '../reads/counts-now.ts';
import { judged } from '../reads/releasable.ts';
import { seeAll } from '../sight.ts';

export type FeedReading = {
  /** Lines of JSON, each with its end. */
  lines: string[];
  /** Up to where it was looked; null where nothing lies behind. */
  until: number | null;
};

/** Positions: so many that a page costs the same however long a feed is. */
const MOST_LOOKED_AT = 1_000;

type Row = { position: number; line: string | null };

/**
 * Reads on in a feed behind a position, and says that it was read before anything leaves. Content is made of the ledger as it stands at this moment,
 * and leaves only if it is what the record says: what may not be had any more, or is told otherwise by now, is passed over and given back to the
 * feeder as unread, who tells it anew behind this, or recalls it. Of each case only the record that holds is read.
 */
export async function readFeed(
  { prisma }: Database,
  feedId: string,
  { after, limit }: { after: number; limit: number },
  realNow: Instant,
): Promise<FeedReading> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    await planAnew(tx);
    const [feed] = await tx.$queryRaw<FeedRow[]>`
      select ${Prisma.raw(FEED_ROW)} from feed f join operation o on o.id = f.operation_id where f.id = ${feedId}::uuid for update of f`;
    if (!feed) throw new Error(`There is no feed ${feedId}.`);
    if (after >= feed.lastPosition) return { lines: [], until: null };
    const end = Math.min(after + MOST_LOOKED_AT, feed.lastPosition);
    const { release, mayHave } = await readBasis(tx, feed, realNow);
    const { operationId, recipientId } = feed;
    const isContentTold = feed.state === 'active';
    const rows = await tx.$queryRaw<Row[]>`
      with page as materialized (
        select r.position, r.kind, r.case_id, r.version, r.primary_id, r.hash, r.at, f.external_id, ${IS_TOMBSTONE('r.kind')} as is_tombstone
        from feed_record r cross join lateral (
          select c.external_id from feed_case c
          where c.feed_id = r.feed_id and c.case_id = r.case_id and c.position = r.position offset 0 -- one look for each record, and no more than the page has
        ) f
        where r.feed_id = ${feedId}::uuid and r.position > ${after}::bigint and r.position <= ${end}::bigint and (${isContentTold} or ${IS_TOMBSTONE('r.kind')})
        order by r.position limit ${limit}
      ), candidate as materialized (
        select c.id as case_id, c.version, c.organisation_id from page join case_report c on c.id = page.case_id
        where not page.is_tombstone and ${mayHave} and c.operation_id = ${operationId}::uuid and c.organisation_id <> ${recipientId}::uuid
          and ${Prisma.raw(COUNTS_NOW)}
      ), ${judged(operationId, release)}, ${toldTo(release.recipient)}, both_ways as materialized (
        select position, kind, case_id, version, primary_id, hash, at, external_id, is_tombstone, null::text as body, null::text as hash_now from page
        union all
        select null, null, case_id, null, null, null, null, null, null, body, hash from told
      ), beside as materialized ( -- by sorting: a join would be planned for one row, and compare each record with all
        select b.*, max(body) over same as body_now, max(hash_now) over same as is_now from both_ways b window same as (partition by case_id)
      ), looked_at as materialized (
        select position, kind, case_id, version, at, external_id, hash, is_tombstone,
          case when is_tombstone then ${tombstone('case_id', 'kind', 'primary_id')} when is_now = hash then body_now end as body
        from beside where position is not null
      ), marked as (
        update feed_record r set read_at = case when l.body is null then null else ${release.at}::timestamptz end from looked_at l
        where r.feed_id = ${feedId}::uuid and r.position = l.position and (r.read_at is null) = (l.body is not null)
      ), noted as (
        update feed_case f set read_version = l.version, first_read_at = coalesce(f.first_read_at, ${release.at}::timestamptz) from looked_at l
        where l.body is not null and not l.is_tombstone and f.feed_id = ${feedId}::uuid and f.case_id = l.case_id
          and f.read_version is distinct from l.version
      ), given_back as (
        insert into unfed_case (operation_id, case_id) select ${operationId}::uuid, case_id from looked_at where body is null
      ), reach as materialized (
        select case when count(*) < ${limit} then ${end}::bigint else max(position) end as until from page
      ), passed_over as ( -- in a pause; whoever had it once and begins anew is told it again after that
        update feed_record r set read_at = null from feed_case c, reach
        where ${feed.state === 'paused'} and r.feed_id = ${feedId}::uuid and r.position > ${after}::bigint and r.position <= reach.until
          and r.read_at is not null and not ${IS_TOMBSTONE('r.kind')} and c.feed_id = r.feed_id and c.case_id = r.case_id and c.position = r.position
      ), read_on as (
        update feed set read_until = greatest(read_until, reach.until), read_at = ${release.at}::timestamptz from reach where id = ${feedId}::uuid
      )
      select position::float8 as position, ${LINE} as line from looked_at order by looked_at.position`;
    return {
      lines: rows.flatMap(({ line }) => (line === null ? [] : [line])),
      until: rows.length < limit ? end : (rows.at(-1)?.position ?? end),
    };
  });
}

/** The body stands last, byte for byte as it was hashed. */
const LINE = Prisma.raw(`'{"position":' || position || ',"kind":"' || kind || '","at":' || to_json(at at time zone 'UTC' || 'Z')
        || ',"yourId":' || coalesce(to_json(external_id)::text, 'null') || ',"hash":"' || hash || '","body":' || body || e'}\\n'`);
