import { queryAs, type Sight } from '../sight.ts';
import type { ParticipationStanding } from '../../domain/participation.ts';
import type { Database } from '../client.ts';

export type ParticipationItem = {
  organisation: string;
  organisationId: string;
  name: string;
  state: string;
  standing: ParticipationStanding;
  joins: string;
  rilo: string | null;
  reason: string | null;
  invitedAt: string;
  answeredAt: string | null;
};

type Row = Omit<ParticipationItem, 'invitedAt' | 'answeredAt'> & { invitedAt: Date; answeredAt: Date | null };

/**
 * Who takes part is known to all of them. The reason that somebody gave, and what it has reported, are told within the sight only: to the
 * others a participant has accepted, and that is all. `inTheField` are the phases with which whoever joined is active by now.
 */
export async function listParticipations(
  { pool }: Database,
  sight: Sight,
  { operationId, inTheField, standing, state }: ParticipationFilter,
  { after, limit }: { after: string | null; limit: number },
): Promise<ParticipationItem[]> {
  const seen = 'all' in sight ? null : [...sight.organisations];
  const { rows } = await queryAs<Row>(pool, sight, {
    name: 'list-participations',
    text: PARTICIPATIONS,
    values: [operationId, seen, inTheField, standing ?? null, state ?? null, after, limit],
  });
  return rows.map(({ invitedAt, answeredAt, ...row }) => ({
    ...row,
    invitedAt: invitedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
  }));
}

export type ParticipationFilter = {
  operationId: string;
  inTheField: readonly string[];
  standing?: ParticipationStanding | undefined;
  state?: string | undefined;
};

/** Only the latest version of a case speaks: one whose seizures were corrected away is no report. */
const PARTICIPATIONS = `
  select * from (
    select o.code as organisation, p.organisation_id as "organisationId", o.name, p.state, p.joins, p.rilo,
      case when seen.it then p.reason end as reason, p.invited_at as "invitedAt", p.answered_at as "answeredAt",
      case
        when p.state <> 'accepted' or not seen.it then p.state
        when exists (
          select from case_report c join seizure s on s.case_id = c.id and s.version = c.version
          where c.operation_id = p.operation_id and c.organisation_id = p.organisation_id) then 'reported'
        when exists (
          select from declared_count d
          where d.operation_id = p.operation_id and d.organisation_id = p.organisation_id and d.measure in ('cases', 'seizures', 'quantity')
            and d.amount > 0) then 'reported'
        when exists (
          select from nil_return n where n.operation_id = p.operation_id and n.organisation_id = p.organisation_id) then 'nil-reported'
        when p.joins = any ($3) then 'active'
        else p.state
      end as standing
    from participation p
      join organisation o on o.id = p.organisation_id
      cross join lateral (select $2::uuid[] is null or p.organisation_id = any ($2) as it) seen
    where p.operation_id = $1 and ($5::text is null or p.state = $5) and ($6::uuid is null or p.organisation_id > $6)
  ) listed
  where $4::text is null or standing = $4
  order by "organisationId" limit $7`;
