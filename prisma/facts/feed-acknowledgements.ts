import type { AcknowledgedAs } from '../../domain/feed.ts';
import type { Database } from '../client.ts';
import { appendEvent, type Tx } from '../event.ts';
import { seeAll } from '../sight.ts';

export type Acknowledgement = {
  id: string;
  position: number;
  hash: string;
  externalId: string | null;
  outcome: AcknowledgedAs;
  reason: string | null;
};

export type Acknowledged = { position: number; outcome: 'acknowledged' | 'unchanged' | 'unknown' | 'tampered' };

export type Reader = { feedId: string; operationId: string; organisationId: string; personId: string; at: Date };

/**
 * Keeps what a partner made of records that it read, one by one, and the names that it gave to their cases. The same again changes nothing. Of what
 * is not as it was sent, nothing is kept but an event, and so of what was never sent. A report of the partner's own that bears such a name is compared.
 */
export async function acknowledge({ prisma }: Database, reader: Reader, said: readonly Acknowledgement[]): Promise<Acknowledged[]> {
  const { feedId, operationId, organisationId, personId, at } = reader;
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    await tx.$queryRaw`select from feed where id = ${feedId}::uuid for update`;
    const results = await tx.$queryRaw<Acknowledged[]>`
      with said as materialized (
        select * from jsonb_to_recordset(${JSON.stringify(said)}::jsonb)
          as s (id uuid, position bigint, hash text, "externalId" text, outcome text, reason text)
      ), judged as materialized (
        select s.*, r.case_id, case when r.read_at is null then 'unknown' when r.hash <> s.hash then 'tampered'
          when (a.outcome, a.external_id, a.reason) is not distinct from (s.outcome, s."externalId", s.reason) then 'unchanged'
          else 'acknowledged' end as result
        from said s left join feed_record r on r.feed_id = ${feedId}::uuid and r.position = s.position
          left join lateral (select outcome, external_id, reason from feed_acknowledgement a
            where a.feed_id = r.feed_id and a.position = r.position order by a.id desc limit 1) a on true
      ), kept as (
        insert into feed_acknowledgement (id, feed_id, position, outcome, external_id, reason, said_by_id, said_at)
        select id, ${feedId}::uuid, position, outcome, "externalId", reason, ${personId}::uuid, ${at}::timestamptz
        from judged where result = 'acknowledged'
      ), named as (
        update feed_case f set external_id = j."externalId"
        from (select distinct on (case_id) case_id, "externalId" from judged
          where result = 'acknowledged' and outcome = 'taken' and "externalId" is not null order by case_id, position desc) j
        where f.feed_id = ${feedId}::uuid and f.case_id = j.case_id and f.external_id is distinct from j."externalId"
        returning f.case_id, f.external_id
      ), to_match as (
        insert into unmatched_case (case_id)
        select n.case_id from named n join case_report c
          on c.operation_id = ${operationId}::uuid and c.organisation_id = ${organisationId}::uuid and c.external_id = n.external_id
      )
      select position::float8 as position, result as outcome from judged order by judged.position`;
    await tell(tx, reader, said, results);
    return results;
  });
}

async function tell(tx: Tx, reader: Reader, said: readonly Acknowledgement[], results: readonly Acknowledged[]): Promise<void> {
  const { feedId, operationId, organisationId, personId, at } = reader;
  const about = { at, operationId, subjectId: feedId, organisationId, actorId: personId };
  const those = (...outcomes: readonly Acknowledged['outcome'][]): number[] =>
    results.filter(({ outcome }) => outcomes.includes(outcome)).map(({ position }) => position);
  const [kept, disputed] = [those('acknowledged'), those('unknown', 'tampered')];
  const refused = said.filter(({ position, outcome }) => outcome === 'refused' && kept.includes(position)).length;
  const data = { records: kept.length, refused, until: Math.max(0, ...kept) };
  if (kept.length > 0) await appendEvent(tx, { ...about, type: 'feed.acknowledged', data });
  if (disputed.length > 0) await appendEvent(tx, { ...about, type: 'feed.disputed', data: { positions: disputed } });
}
