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
      select k.* from touched cross join lateral (
        select f.case_id, f.position, f.read_version, r.kind, r.hash, r.read_at, r.position <= ${readUntil}::bigint as is_passed
        from feed_case f left join feed_record r on r.feed_id = f.feed_id and r.position = f.position
        where f.feed_id = ${id}::uuid and f.case_id = touched.case_id offset 0 -- one look for each: a feed may have many more
      ) k
    ), linked as materialized (
      select distinct on (l.secondary_id) l.secondary_id as case_id, l.primary_id from touched join case_link l on l.secondary_id = touched.case_id
      where l.operation_id = ${operationId}::uuid and l.unlinked_at is null and l.primary_id in (select case_id from told)
      order by l.secondary_id, l.id
    ), all_of_it as materialized (
      select case_id, position, read_version, kind, hash, read_at is not null as is_read, is_passed, null::int as version, null::text as hash_now,
        null::text as primary_id
      from known
      union all select case_id, null, null, null, null, null, null, version, hash, null from told
      union all select case_id, null, null, null, null, null, null, null, null, primary_id::text from linked
    ), standing as materialized ( -- by sorting: a join would be planned for one row, and compare each case with all
      select case_id, max(position) as position, max(read_version) as read_version, max(kind) as kind, max(hash) as hash,
        coalesce(bool_or(is_read), false) as is_read, coalesce(bool_or(is_passed), false) as is_passed, max(version) as version,
        max(hash_now) as hash_now, max(primary_id)::uuid as primary_id, case when max(primary_id) is null then 'recall' else 'link' end as as_kind
      from all_of_it group by case_id
    ), change as materialized (
      select case_id, case when read_version is not null and not ${IS_TOMBSTONE('kind')} then 'correction' else 'report' end as kind,
        version, hash_now as hash, null::uuid as primary_id
      from standing
      where ${state === 'active'} and hash_now is not null
        and (kind is null or ${IS_TOMBSTONE('kind')} or hash <> hash_now or not is_read and is_passed)
      union all
      select s.case_id, s.as_kind, s.read_version, t.hash, s.primary_id
      from standing s cross join lateral (select ${hashOf(tombstone('s.case_id', 's.as_kind', 's.primary_id'))} as hash) t
      where s.hash_now is null and s.read_version is not null and s.hash is distinct from t.hash
    ), dropped as (
      update feed_case f set position = 0 from standing s
      where s.hash_now is null and s.read_version is null and s.position > 0 and f.feed_id = ${id}::uuid and f.case_id = s.case_id
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
