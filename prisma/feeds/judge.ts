import type { Tx } from '../event.ts';
import { Prisma } from '../generated/client.ts';
import { COUNTS_NOW } from '../reads/counts-now.ts';
import { judged } from '../reads/releasable.ts';
import type { Basis, FeedRow } from './basis.ts';
import { hashOf, IS_TOMBSTONE, toldTo, tombstone } from './record-sql.ts';

/**
 * Writes what a feed has to say of these cases, beyond what it has said: a report that may be had and was not told, or was told
 * otherwise; a tombstone where what was read may not be had any more. What was not read yet by then is dropped without a word.
 */
export async function judgeFeed(tx: Tx, feed: FeedRow, { release, mayHave }: Basis, caseIds: readonly string[]): Promise<void> {
  const { id, operationId, recipientId, state, lastPosition, readUntil } = feed;
  await tx.$executeRaw`
    with touched as materialized (${withLinked(caseIds)}
    ), candidate as materialized (
      select c.id as case_id, c.version, c.organisation_id from touched join case_report c on c.id = touched.case_id
      where ${mayHave} and c.operation_id = ${operationId}::uuid and c.organisation_id <> ${recipientId}::uuid and ${Prisma.raw(COUNTS_NOW)}
    ), ${judged(operationId, release)}, ${toldTo(release.recipient)}, known as materialized (
      select f.case_id, f.position, f.read_version, r.kind, r.hash, r.read_at, r.position <= ${readUntil}::bigint as is_passed
      from touched join feed_case f on f.feed_id = ${id}::uuid and f.case_id = touched.case_id
        left join feed_record r on r.feed_id = f.feed_id and r.position = f.position
    ), linked as materialized (
      select distinct on (l.secondary_id) l.secondary_id as case_id, l.primary_id from case_link l join told p on p.case_id = l.primary_id
      where l.operation_id = ${operationId}::uuid and l.unlinked_at is null order by l.secondary_id, l.id
    ), buried as materialized (
      select k.*, l.primary_id, case when l.primary_id is null then 'recall' else 'link' end as as_kind
      from known k left join told using (case_id) left join linked l using (case_id)
      where told.case_id is null
    ), change as materialized (
      select told.case_id, case when k.read_version is not null and not ${IS_TOMBSTONE('k.kind')} then 'correction' else 'report' end as kind,
        told.version, told.hash, null::uuid as primary_id
      from told left join known k using (case_id)
      where ${state === 'active'}
        and (k.kind is null or ${IS_TOMBSTONE('k.kind')} or k.hash <> told.hash or k.read_at is null and k.is_passed)
      union all
      select b.case_id, b.as_kind, b.read_version, t.hash, b.primary_id
      from buried b cross join lateral (select ${hashOf(tombstone('b.case_id', 'b.as_kind', 'b.primary_id'))} as hash) t
      where b.read_version is not null and b.hash is distinct from t.hash
    ), dropped as (
      update feed_case f set position = 0 from buried b
      where f.feed_id = ${id}::uuid and f.case_id = b.case_id and b.read_version is null and b.position > 0
    ), placed as materialized (
      select c.*, ${lastPosition}::bigint + row_number() over (order by ${IS_TOMBSTONE('c.kind')} desc, c.case_id) as position from change c
    ), written as (
      insert into feed_record (feed_id, position, kind, case_id, version, primary_id, hash, at)
      select ${id}::uuid, position, kind, case_id, version, primary_id, hash, ${release.at}::timestamptz from placed
    ), holding as (
      insert into feed_case as f (feed_id, case_id, position) select ${id}::uuid, case_id, position from placed
      on conflict (feed_id, case_id) do update set position = excluded.position
    )
    update feed set last_position = last_position + (select count(*) from placed) where id = ${id}::uuid`;
}

/** What is told of a case that counts with another one says with which, and only where that one is told itself. */
function withLinked(caseIds: readonly string[]): Prisma.Sql {
  const ids = Prisma.sql`${[...caseIds]}::uuid[]`;
  return Prisma.sql`
      select unnest(${ids}) as case_id
      union select primary_id from case_link where secondary_id = any (${ids}) and unlinked_at is null
      union select secondary_id from case_link where primary_id = any (${ids}) and unlinked_at is null`;
}
