import { applySums, type BesideFigures, type Figures, type LinkedFigure, type OwnFigures, type Quantity } from '../../domain/statistics.ts';
import { phasesUpTo } from '../../domain/phase.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Tx } from '../event.ts';
import { loadActivity } from './activity.ts';
import { COUNTED, COUNTED_COLUMNS, inScope, LINES, type FigureScope } from './counted.ts';
import { totalsUntil } from './declared-until.ts';
import type { DeclaredScope } from './declared-until.ts';
import { LINKED_FIGURE, linkedAt } from './linked.ts';
import { loadRemainders } from './remainders.ts';
import { loadRollUp } from './roll-up.ts';
import { strandsNow, type StrandPlans } from './strands.ts';

type Row = Required<Omit<BesideFigures, 'declared' | 'activity' | 'linked'>> & {
  linked: LinkedFigure | null;
  cases: number;
  seizures: number;
  reporters: string[];
  quantities: Quantity[];
  invited: number;
  accepted: number;
  declined: number;
  silent: number;
  nil: number;
};

export type CountedFigures = { figures: Figures; reporters: readonly string[] };

/** What counts beside reports: participations as they stood after this change (of now where it is not said), and what rolls up. */
export type FigureKnown = { participations?: string | undefined; strands: StrandPlans };

/**
 * The figures of an operation as known at a cut-off: of every case the version that had been received by then, of its seizures those
 * made in these phases. Counted by SQL, over rows that the caller must be allowed to see (prisma/sight.ts). Operations that roll up by the
 * plan's rule add to the totals; who was invited, reports and confirms stays each operation's own.
 */
export async function loadFigures(
  tx: Tx,
  plan: Plan,
  { operationId, phases, cutOff, without = [] }: FigureScope,
  known?: FigureKnown,
): Promise<CountedFigures> {
  const until = known?.participations ?? null;
  const joined = phasesUpTo(plan.phases, phases);
  const periods = plan.reporting.periods.filter(({ phase }) => phases.includes(phase)).map(({ key }) => key);
  const [row] = await tx.$queryRaw<Row[]>`
    with ${inScope({ operationId, phases, cutOff, without })}, ${LINES}, ${COUNTED}, ${linkedAt(cutOff)}, ${totalsUntil({ operationId, phases, cutOff })}, participations as (
      select distinct on (organisation_id) organisation_id, operation_id, state, joins from participation_change
      where operation_id = ${operationId}::uuid and (${until}::bigint is null or seq <= ${until}::bigint)
      order by organisation_id, seq desc
    ), members as (
      select p.organisation_id, p.state,
        exists (select from reported r where r.organisation_id = p.organisation_id)
          or exists (select from declared d where d.organisation_id = p.organisation_id and d.amount > 0) as has_reported,
        exists (
          select from nil_return n
          where n.operation_id = p.operation_id and n.organisation_id = p.organisation_id and n.period = any (${periods})
            and n.received_at <= ${cutOff}::timestamptz) as has_nil
      from participations p where p.joins = any (${joined})
    )
    select
      (select count(distinct case_id)::int from scoped) as cases,
      (select count(*)::int from scoped) as seizures,
      (select coalesce(array_agg(organisation_id), '{}') from members where has_reported) as reporters,
      ${COUNTED_COLUMNS},
      ${LINKED_FIGURE} as linked,
      (select count(*)::int from members) as invited,
      (select count(*)::int from members where state = 'accepted') as accepted,
      (select count(*)::int from members where state = 'declined') as declined,
      (select count(*)::int from members where state = 'silent') as silent,
      (select count(*)::int from members where has_nil and not has_reported) as nil`;
  if (!row) throw new Error('An aggregate without GROUP BY always answers one row.');
  const { reporters, invited, accepted, declined, silent, nil, ...own } = row;
  const denominators = { invited, accepted, declined, silent, reported: reporters.length, nil };
  const strands = async () => known?.strands ?? (await strandsNow(tx, plan));
  const { linked, ...counted } = plan.strands?.length
    ? await loadRollUp(tx, plan, { operationId, phases, cutOff, without }, await strands())
    : own;
  const beside = { ...(linked ? { linked } : {}), ...(await loadDeclared(tx, { operationId, phases, cutOff })) };
  return { figures: { ...counted, ...beside, denominators, sums: applySums(plan, counted.quantities) }, reporters };
}

/** What members said in numbers instead of cases, as known at the cut-off. */
export async function loadDeclared(tx: Tx, scope: DeclaredScope): Promise<Required<Pick<BesideFigures, 'declared' | 'activity'>>> {
  const remainders = await loadRemainders(tx, scope);
  const activity = await loadActivity(tx, scope);
  return {
    declared: remainders.map(({ organisations: _, ...remainder }) => remainder),
    activity: activity.map(({ organisations: _, ...counted }) => counted),
  };
}

/** The figures of each administration apart, as known at the cut-off; of one alone where it is named. Whoever reported nothing has none. */
export async function loadOwnFigures(
  tx: Tx,
  scope: FigureScope,
  organisationId: string | null = null,
): Promise<({ organisationId: string } & OwnFigures)[]> {
  return tx.$queryRaw`
    with ${inScope(scope)}, quantities as (
      select s.organisation_id, g.heading, g.unit, trim_scale(sum(g.quantity))::text as quantity,
        count(distinct (g.case_id, g.seizure_number))::int as seizures
      from scoped s join goods_line g on g.case_id = s.case_id and g.version = s.version and g.seizure_number = s.number
      where not g.is_bonus
      group by s.organisation_id, g.heading, g.unit
    )
    select r.organisation_id as "organisationId", count(distinct r.case_id) filter (where r.counts)::int as cases,
      count(*) filter (where r.counts)::int as seizures,
      (select coalesce(jsonb_agg(to_jsonb(q) - 'organisation_id' order by heading, unit), '[]')
        from quantities q where q.organisation_id = r.organisation_id) as quantities
    from reported r
    where ${organisationId}::uuid is null or r.organisation_id = ${organisationId}::uuid
    group by r.organisation_id`;
}
