import type { Actor } from '../../domain/organisation.ts';
import type { Database } from '../client.ts';
import type { Sight } from '../sight.ts';

export type OperationItem = { id: string; title: string; stage: string; stageSince: string; isDrill: boolean; planVersion: number | null };

/**
 * Operations that the actor has a relation to, newest first: those that its organisation leads or is invited to, those whose approver it
 * is by a post, those in force that it supports or whose invitees are in its care; everything for auditors and administrators.
 */
export async function listOperations(
  { pool }: Database,
  { roles, posts, organisation }: Actor,
  { after, limit }: { after: string | null; limit: number },
): Promise<OperationItem[]> {
  const { rows } = await pool.query<Omit<OperationItem, 'stageSince'> & { stageSince: Date }>({
    name: 'list-operations',
    text: `
      select o.id, o.title, o.stage, o.stage_since as "stageSince", o.is_drill as "isDrill", o.plan_version as "planVersion"
      from operation o
        cross join lateral (
          select content from plan_version where operation_id = o.id order by (state = 'approved') desc, number desc limit 1) v
      where ($1::uuid is null or o.id < $1)
        and ($2
          or $3 and content -> 'leads' ? $7
          or $4 and o.plan_version is not null and content -> 'partners' ? $7
          or $5 and exists (select from participation p where p.operation_id = o.id and p.organisation_id = $8)
          or $6 and o.plan_version is not null and content -> 'invitees' @> jsonb_build_array(jsonb_build_object('rilo', $7::text))
          or exists (
            select from jsonb_array_elements(content -> 'approval' || (content #> '{publication,signOff}')) step where step -> 'posts' ?| $9::text[]))
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
    ],
  });
  return rows.map((row) => ({ ...row, stageSince: row.stageSince.toISOString() }));
}

export type ParticipationItem = {
  organisation: string;
  organisationId: string;
  name: string;
  state: string;
  joins: string;
  rilo: string | null;
  reason: string | null;
  invitedAt: string;
  answeredAt: string | null;
};

/** Who takes part is known to all of them. The reason that somebody gave is told within the sight only; to the others it is null. */
export async function listParticipations(
  { prisma }: Database,
  sight: Sight,
  operationId: string,
  { state, after, limit }: { state?: string | undefined; after: string | null; limit: number },
): Promise<ParticipationItem[]> {
  const rows = await prisma.participation.findMany({
    where: { operationId, ...(state ? { state } : {}), ...(after ? { organisationId: { gt: after } } : {}) },
    include: { organisation: { select: { code: true, name: true } } },
    orderBy: { organisationId: 'asc' },
    take: limit,
  });
  return rows.map(({ organisation, organisationId, joins, rilo, reason, invitedAt, answeredAt, ...row }) => ({
    organisation: organisation.code,
    organisationId,
    name: organisation.name,
    state: row.state,
    joins,
    rilo,
    reason: 'all' in sight || sight.organisations.includes(organisationId) ? reason : null,
    invitedAt: invitedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
  }));
}
