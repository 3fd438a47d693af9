import type { PoolClient } from 'pg';
import { blockingKeys } from '../../domain/blocking-key.ts';
import type { Families } from './families.ts';
import type { Suspected } from './suspects.ts';

/**
 * How many cases one key brings together with a case, in each direction of time: those nearest to it. What a case costs does not grow with
 * the operation, however many seizures of one heading a country has in a day.
 */
const NEAREST = 25;

/** Numbers that more cases have than a person could look through are no numbers of one thing. */
const MOST_ALIKE = 50;

type Pair = { caseId: string; otherId: string };

/** Enters these cases under their keys in place of those that they had, and answers the cases that each is to be compared with. */
export async function findPairs(client: PoolClient, cases: readonly Suspected[], families: Families): Promise<Pair[]> {
  const ids = cases.map(({ caseId }) => caseId);
  const blocks = cases.flatMap((suspect) =>
    blockingKeys(suspect).map(({ key, at, reach }) => ({
      c: suspect.caseId,
      o: suspect.operation,
      key,
      at: new Date(at).toISOString(),
      reach,
    })),
  );
  const related = cases.flatMap(({ caseId, operation }) => [...families(operation).keys()].map((o) => ({ c: caseId, o })));
  await client.query({ name: 'clear-blocks', text: 'delete from case_block where case_id = any ($1::uuid[])', values: [ids] });
  await client.query({ name: 'enter-blocks', text: ENTER, values: [JSON.stringify(blocks)] });
  const values = [ids, JSON.stringify(blocks), JSON.stringify(related)];
  const { rows } = await client.query<Pair>({ name: 'find-pairs', text: PAIRS, values });
  return rows;
}

const BLOCKS = '(c uuid, o uuid, key text, at timestamptz, reach bigint)';
const ENTER = `
  insert into case_block (case_id, key, at, operation_id)
  select c, key, at, o from jsonb_to_recordset($1::jsonb) as b ${BLOCKS} on conflict do nothing`;

const UUID = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

/** What a partner was sent, and its own report that bears the name it gave to that, or ours, are brought together. Of a pair that is known already a correction changes the score, also where nothing brings it together any more. */
const PAIRS = `
  with related as materialized (
    select r.c as case_id, r.o as operation_id from jsonb_to_recordset($3::jsonb) as r (c uuid, o uuid)
  ), probe as materialized (
    select b.c as case_id, r.operation_id, b.key, b.at, b.reach * interval '1 millisecond' as reach
    from jsonb_to_recordset($2::jsonb) as b ${BLOCKS} join related r on r.case_id = b.c
  ), own_key as materialized (
    select k.case_id, k.kind, k.value from case_report c join match_key k on k.case_id = c.id and k.version = c.version where c.id = any ($1::uuid[])
  ), found as (
    select p.case_id, near.case_id as other_id from probe p cross join lateral (
      (select b.case_id from case_block b
        where b.operation_id = p.operation_id and b.key = p.key and b.at >= p.at and b.at <= p.at + p.reach and b.case_id <> p.case_id
        order by b.at limit ${NEAREST})
      union all
      (select b.case_id from case_block b
        where b.operation_id = p.operation_id and b.key = p.key and b.at < p.at and b.at >= p.at - p.reach and b.case_id <> p.case_id
        order by b.at desc limit ${NEAREST})
    ) near
    union
    select o.case_id, alike.case_id from own_key o cross join lateral (
      select k.case_id from match_key k join case_report c on c.id = k.case_id and c.version = k.version
      where k.kind = o.kind and k.value = o.value and k.case_id <> o.case_id
        and exists (select from related r where r.case_id = o.case_id and r.operation_id = c.operation_id)
      limit ${MOST_ALIKE}
    ) alike
    union
    select c.id, other.id from case_report c
      join related r on r.case_id = c.id
      join case_report other on other.operation_id = r.operation_id and other.organisation_id = c.organisation_id
        and other.external_system = c.external_system and other.external_id = c.external_id and other.id <> c.id
    where c.id = any ($1::uuid[]) and c.external_system is not null
    union
    select c.id, f.case_id from case_report c join related r on r.case_id = c.id
      join feed on feed.operation_id = r.operation_id and feed.recipient_id = c.organisation_id
      join feed_case f on f.feed_id = feed.id and f.external_id = c.external_id
    where c.id = any ($1::uuid[]) and f.case_id <> c.id
    union
    select c.id, f.case_id from case_report c join related r on r.case_id = c.id
      join feed on feed.operation_id = r.operation_id and feed.recipient_id = c.organisation_id
      join feed_case f on f.feed_id = feed.id and f.case_id = case when c.external_id ~ '${UUID}' then c.external_id::uuid end
    where c.id = any ($1::uuid[]) and f.case_id <> c.id
    union
    select f.case_id, c.id from feed_case f join feed on feed.id = f.feed_id
      join case_report c on c.organisation_id = feed.recipient_id and c.external_id = f.external_id
      join related r on r.case_id = f.case_id and r.operation_id = c.operation_id
    where f.case_id = any ($1::uuid[]) and f.external_id is not null and c.id <> f.case_id
    union
    select d.one_id, d.two_id from duplicate_candidate d where d.one_id = any ($1::uuid[])
    union
    select d.two_id, d.one_id from duplicate_candidate d where d.two_id = any ($1::uuid[])
  )
  select distinct case_id as "caseId", other_id as "otherId" from found`;
