import type { BulletinFigures } from '../../domain/bulletin.ts';
import type { Handling } from '../../domain/handling.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Tx } from '../event.ts';
import { Prisma } from '../generated/client.ts';
import { joinedByHash } from '../join.ts';
import { MEMBERS_COUNTED } from './denominators.ts';
import { releasable, releasableOf, type Release, type ReleaseCases } from './releasable.ts';

/** What a product is made of: versions of cases, and how strictly each of them may be used. */
export type ReleasedInputs = { caseIds: string[]; versions: number[]; handlings: Handling[] };

const INPUTS = Prisma.sql`
  (select coalesce(array_agg(case_id::text order by case_id), '{}') from released) as "caseIds",
  (select coalesce(array_agg(version order by case_id), '{}') from released) as versions,
  (select coalesce(jsonb_agg(distinct jsonb_build_object('code', code, 'tlp', tlp, 'purposes', purposes, 'shares', shares, 'permission', permission)), '[]')
    from released) as handlings`;

/** The figures of an operation as known at `release.at`, of those reports that this recipient may have. The caller must see everything. */
export async function loadReleasedFigures(
  tx: Tx,
  operationId: string,
  release: Release,
): Promise<{ figures: Omit<BulletinFigures, 'denominators'>; inputs: ReleasedInputs }> {
  const scope = { operationId, cutOff: release.at, phases: null, headings: null, organisations: null };
  const read = () => tx.$queryRaw<(Omit<BulletinFigures, 'denominators'> & ReleasedInputs)[]>`
    with ${releasable(scope, release)}, theirs as materialized (
      select s.case_id, s.version, s.number from scoped s join released r using (case_id)
    ), amounts as (
      select g.heading, g.unit, trim_scale(sum(g.quantity))::text as quantity, count(distinct (g.case_id, g.seizure_number))::int as seizures
      from theirs s join goods_line g on g.case_id = s.case_id and g.version = s.version and g.seizure_number = s.number
      where g.operation_id = ${operationId}::uuid and not g.is_bonus group by g.heading, g.unit
    ), left_out as (
      select verdict as reason, count(*)::int as cases from judged where verdict is not null group by verdict
    )
    select (select count(*)::int from released) as cases, (select count(*)::int from theirs) as seizures,
      (select coalesce(jsonb_agg(to_jsonb(a) order by heading, unit), '[]') from amounts a) as quantities,
      (select coalesce(jsonb_agg(to_jsonb(l) order by reason), '[]') from left_out l) as withheld, ${INPUTS}`;
  const [row] = await joinedByHash(tx, read);
  if (!row) throw new Error('An aggregate without GROUP BY always answers one row.');
  const { caseIds, versions, handlings, ...figures } = row;
  return { figures, inputs: { caseIds, versions, handlings } };
}

/** Of these cases, what this recipient may have, and how many of them it may not. The caller must see everything. */
export async function loadReleasedCases(tx: Tx, cases: ReleaseCases, release: Release): Promise<ReleasedInputs & { withheld: number }> {
  const [row] = await tx.$queryRaw<(ReleasedInputs & { withheld: number })[]>`
    with ${releasableOf(cases, release)}
    select (select count(*)::int from judged where verdict is not null) as withheld, ${INPUTS}`;
  if (!row) throw new Error('An aggregate without GROUP BY always answers one row.');
  return row;
}

/** Who was invited, takes part and reported by now. */
export async function loadParticipation(
  tx: Tx,
  operationId: string,
  { reporting }: Pick<Plan, 'reporting'>,
): Promise<BulletinFigures['denominators']> {
  const periods = reporting.periods.map(({ key }) => key);
  const [row] = await tx.$queryRaw<BulletinFigures['denominators'][]>`
    with members as (
      select p.state,
        exists (select from case_report c where c.operation_id = p.operation_id and c.organisation_id = p.organisation_id) as has_reported,
        exists (select from nil_return n
          where n.operation_id = p.operation_id and n.organisation_id = p.organisation_id and n.period = any (${periods})) as has_nil
      from participation p where p.operation_id = ${operationId}::uuid
    )
    ${Prisma.raw(MEMBERS_COUNTED)}`;
  if (!row) throw new Error('An aggregate without GROUP BY always answers one row.');
  return row;
}
