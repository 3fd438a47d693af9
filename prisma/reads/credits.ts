import type { Database } from '../client.ts';
import { queryAs, type Sight } from '../sight.ts';

/** With which case this one counts, and all organisations that are credited with the seizure, as far as they are in sight. */
export type Credits = { countedWith: { caseId: string; organisation: string; operationId: string } | null; credits: string[] };

export async function findCredits({ pool }: Database, sight: Sight, caseId: string): Promise<Credits> {
  const { rows } = await queryAs<Credits>(pool, sight, { name: 'find-credits', text: CREDITS, values: [caseId] });
  const [row] = rows;
  if (!row) throw new Error('A statement without FROM always answers one row.');
  return row;
}

const CREDITS = `
  with standing as materialized (
    select * from case_link l
    where unlinked_at is null
      and (l.primary_id = $1 or l.primary_id = (select m.primary_id from case_link m where m.secondary_id = $1 and m.unlinked_at is null))
  ), credited as (
    select organisation_id as id from case_report where id = $1
    union select organisation_id from standing
    union select primary_organisation_id from standing
  )
  select
    (select jsonb_build_object('caseId', l.primary_id, 'organisation', o.code, 'operationId', l.primary_operation_id)
      from standing l join organisation o on o.id = l.primary_organisation_id where l.secondary_id = $1) as "countedWith",
    (select array_agg(o.code order by o.code) from credited join organisation o using (id)) as credits`;
