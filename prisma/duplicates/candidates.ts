import type { PoolClient } from 'pg';
import { CANDIDATE_FROM, scoreOf, type Reason } from '../../domain/duplicate.ts';
import type { Suspected } from './suspects.ts';

/** A pair as it is stored. `operation` is the one that counts both cases, `foundAt` an instant of its time. */
export type Scored = { one: Suspected; two: Suspected; operation: string; foundAt: string; score: number; reasons: readonly Reason[] };

/** The pair with its score, the smaller id first. */
export function scoredPair(a: Suspected, b: Suspected, about: { operation: string; foundAt: string }): Scored {
  const [one, two] = a.caseId < b.caseId ? [a, b] : [b, a];
  return { one, two, ...about, ...scoreOf(one, two) };
}

/**
 * Stores what became of these pairs. A pair that somebody has judged keeps its judgement whatever it scores; one that scores too little is
 * withdrawn, unless a person named it; and nobody is asked about two reports that count with a third one already. Both owners are told of a pair
 * that waits for a judgement now and did not before.
 */
export async function storeCandidates(client: PoolClient, scored: readonly Scored[]): Promise<void> {
  if (scored.length === 0) return;
  const rows = scored.map(({ one, two, operation, foundAt, score, reasons }) => ({
    ...{ operation, one: one.caseId, one_operation: one.operation, one_organisation: one.organisationId },
    ...{ two: two.caseId, two_operation: two.operation, two_organisation: two.organisationId },
    ...{ found: foundAt, score, reasons, is_candidate: score >= CANDIDATE_FROM },
  }));
  await client.query({ name: 'store-candidates', text: STORE, values: [JSON.stringify(rows)] });
}

const STORE = `
  with scored as materialized (
    select s.*, exists (
      select from case_link a join case_link b on b.primary_id = a.primary_id
      where a.secondary_id = s.one and b.secondary_id = s.two and a.unlinked_at is null and b.unlinked_at is null
    ) as is_one
    from jsonb_to_recordset($1::jsonb) as s (operation uuid, one uuid, one_operation uuid, one_organisation uuid, two uuid, two_operation uuid,
      two_organisation uuid, found timestamptz, score int, reasons jsonb, is_candidate boolean)
  ), before as materialized (
    select d.one_id, d.two_id, d.state from duplicate_candidate d join scored s on s.one = d.one_id and s.two = d.two_id
  ), written as (
    insert into duplicate_candidate as d (operation_id, one_id, one_operation_id, one_organisation_id, two_id, two_operation_id,
      two_organisation_id, score, reasons, found_at)
    select operation, one, one_operation, one_organisation, two, two_operation, two_organisation, score, reasons, found from scored s
    where is_candidate and not is_one or exists (select from before b where b.one_id = s.one and b.two_id = s.two)
    order by one, two
    on conflict (one_id, two_id) do update set score = excluded.score, reasons = excluded.reasons,
      state = case
        when d.state in ('linked', 'distinct') then d.state
        when (select not s.is_one and (s.is_candidate or d.named_by_id is not null) from scored s where s.one = d.one_id and s.two = d.two_id)
          then 'open'
        else 'withdrawn' end
    returning d.*
  ), raised as (
    select w.* from written w left join before b using (one_id, two_id) where w.state = 'open' and (b.state is null or b.state = 'withdrawn')
  )
  insert into event (operation_id, type, subject_id, organisation_id, at, data)
  select distinct on (r.id, owner.organisation_id) owner.operation_id, 'duplicate.found', r.id, owner.organisation_id, r.found_at,
    jsonb_build_object('case', owner.case_id, 'score', r.score)
  from raised r cross join lateral (values (r.one_id, r.one_operation_id, r.one_organisation_id), (r.two_id, r.two_operation_id, r.two_organisation_id))
    as owner (case_id, operation_id, organisation_id)`;
