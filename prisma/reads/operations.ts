import type { Actor } from '../../domain/organisation.ts';
import type { Database } from '../client.ts';

export type OperationItem = { id: string; title: string; stage: string; stageSince: string; isDrill: boolean; planVersion: number | null };

/**
 * Operations that the actor has a relation to, newest first: those that its organisation leads or is invited to, also where it has only been
 * named for it, those whose approver it is by a post or whose coordination unit it is staff of, those in force that it supports or whose
 * invitees are in its care; everything for auditors and administrators.
 */
export async function listOperations(
  { pool }: Database,
  { personId, roles, posts, organisation }: Actor,
  { after, limit }: { after: string | null; limit: number },
): Promise<OperationItem[]> {
  const { rows } = await pool.query<Omit<OperationItem, 'stageSince'> & { stageSince: Date }>({
    name: 'list-operations',
    text: `
      select o.id, o.title, o.stage, o.stage_since as "stageSince", o.is_drill as "isDrill", o.plan_version as "planVersion"
      from operation o
        cross join lateral (
          select content from plan_version where operation_id = o.id order by (state = 'approved') desc, number desc limit 1) v
        cross join lateral (select operation_time(o.clock, now()) as at) now
      where ($1::uuid is null or o.id < $1)
        and ($2
          or $3 and content -> 'leads' ? $7
          or $4 and o.plan_version is not null and content -> 'partners' ? $7
          or $5 and exists (select from participation p where p.operation_id = o.id and p.organisation_id = $8)
          or $6 and o.plan_version is not null and content -> 'invitees' @> jsonb_build_array(jsonb_build_object('rilo', $7::text))
          or $6 and exists (select from participation p where p.operation_id = o.id and p.rilo = $7)
          or exists (
            select from contact c join participation p on p.operation_id = o.id and p.organisation_id = c.organisation_id
            where c.person_id = $11 and c.organisation_id = $8 and (c.role <> 'ocu-officer' or p.state = 'accepted')
              and (c.operation_id is null or c.operation_id = o.id)
              and c.valid_from <= now.at and (c.valid_until is null or c.valid_until > now.at))
          or exists (
            select from ocu_staff s join ocu u on u.id = s.ocu_id
            where s.person_id = $11 and s.organisation_id = $8 and u.operation_id = o.id
              and s.valid_from <= now.at and (s.valid_until is null or s.valid_until > now.at))
          or exists (
            select from jsonb_path_query(
                jsonb_build_array(content -> 'approval', content #> '{publication,signOff}', content -> 'chains'), '$.**.posts') posts
            where posts ?| $9::text[])
          or content #> '{chains,override}' ?| $9::text[])
      order by o.id desc limit $10`,
    values: [
      after,
      roles.includes('auditor') || roles.includes('administrator'),
      roles.includes('coordinator'),
      roles.includes('partner'),
      roles.includes('contact') || roles.includes('reporter'),
      roles.includes('analyst') && organisation.kind === 'rilo',
      organisation.code,
      organisation.id,
      posts,
      limit,
      personId,
    ],
  });
  return rows.map((row) => ({ ...row, stageSince: row.stageSince.toISOString() }));
}
