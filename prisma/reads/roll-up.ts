import type { Plan } from '../../domain/plan.ts';
import type { BesideFigures, LinkedFigure, Quantity, StrandFigure } from '../../domain/statistics.ts';
import { sharesOf, type Share } from '../../domain/strand.ts';
import type { Tx } from '../event.ts';
import { Prisma } from '../generated/client.ts';
import { COUNTED, COUNTED_COLUMNS, countsAt, excludedAt, leftIn, type FigureScope } from './counted.ts';
import { LINKED_FIGURE } from './linked.ts';
import type { StrandPlans } from './strands.ts';

type Row = Required<Omit<BesideFigures, 'declared' | 'activity' | 'linked'>> & {
  linked: LinkedFigure | null;
  cases: number;
  seizures: number;
  quantities: Quantity[];
  strands: StrandFigure[];
};

const EACH = Prisma.sql`c.cut_off`;

/**
 * CTEs. `scoped`: the seizures that count in an operation and in everything that rolls up into it, `lines` their goods, and `linked` what counts
 * with another report. Of a strand's reports those count that had been received by its own cut-off: each operation has its own clock.
 */
export function rolledUp(plan: Plan, { operationId, phases, cutOff, without }: FigureScope, strands: StrandPlans): Prisma.Sql {
  const plans = { ...Object.fromEntries(Object.entries(strands).map(([id, strand]) => [id, strand.plan])), [operationId]: plan };
  const own: Share = { operation: operationId, phases, headings: null, depth: 0 };
  const shares = [own, ...sharesOf(operationId, plans)].map((share) => ({ ...share, cut_off: strands[share.operation]?.cutOff ?? cutOff }));
  return Prisma.sql`share as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(shares)}::jsonb)
        as s (operation uuid, phases text[], headings text[], depth int, cut_off timestamptz)
    ), source as materialized (
      select operation, cut_off, min(depth) as depth from share group by operation, cut_off
    ), latest as materialized (
      select distinct on (v.case_id) v.case_id, v.version, v.operation_id, source.depth, source.cut_off
      from source join case_version v on v.operation_id = source.operation
      where v.received_at <= source.cut_off
      order by v.case_id, v.version desc
    ), standing as materialized (
      select c.case_id, c.version, c.operation_id, r.organisation_id, r.reference, c.depth
      from latest c join case_report r on r.id = c.case_id
      where ${countsAt(EACH)}
    ), unlinked as materialized (
      select s.* from standing s
      where not exists (
        select from case_link l join standing p on p.case_id = l.primary_id
        where l.secondary_id = s.case_id and l.linked_at <= ${cutOff}::timestamptz and (l.unlinked_at is null or l.unlinked_at > ${cutOff}::timestamptz))
    ), linked as (
      select distinct c.case_id, s.number
      from latest c
        join share on share.operation = c.operation_id
        join seizure s on s.case_id = c.case_id and s.version = c.version and (share.phases is null or s.phase = any (share.phases))
        join goods_line g on g.case_id = s.case_id and g.version = s.version and g.seizure_number = s.number
          and (share.headings is null or g.heading = any (share.headings))
      where not ${excludedAt(EACH)} and not exists (select from unlinked u where u.case_id = c.case_id)
    ), counted as materialized (
      select distinct on (organisation_id, reference) case_id, version, operation_id
      from unlinked order by organisation_id, reference, depth, case_id
    ), lines as materialized (
      select distinct g.case_id, c.operation_id, g.seizure_number, g.line, g.version, g.heading, g.unit, g.quantity, g.is_bonus, g.weighing
      from counted c
        join share on share.operation = c.operation_id
        join seizure s on s.case_id = c.case_id and s.version = c.version and (share.phases is null or s.phase = any (share.phases))
        join goods_line g on g.case_id = s.case_id and g.version = s.version and g.seizure_number = s.number
          and (share.headings is null or g.heading = any (share.headings))
      where true ${leftIn(without)}
    ), scoped as materialized (
      select distinct case_id, version, seizure_number as number from lines
    )`;
}

/**
 * The totals of an operation and of everything that rolls up into it. A case counts once, by however many ways its operation is reached. Where
 * an administration reported under one reference in several of these operations, the one nearest to the top counts: it is the same case. Linked
 * reports of different operations count once here, and in each operation of their own.
 */
export async function loadRollUp(tx: Tx, plan: Plan, scope: FigureScope, strands: StrandPlans): Promise<Row> {
  const [row] = await tx.$queryRaw<Row[]>`
    with ${rolledUp(plan, scope, strands)}, ${COUNTED}, strands as (
      select o.id as operation, o.title, count(distinct l.case_id)::int as cases, count(distinct (l.case_id, l.seizure_number))::int as seizures,
        source.depth
      from source join operation o on o.id = source.operation left join lines l on l.operation_id = o.id
      where source.depth > 0
      group by o.id, o.title, source.depth
    )
    select
      (select count(distinct case_id)::int from lines) as cases,
      (select count(distinct (case_id, seizure_number))::int from lines) as seizures,
      ${COUNTED_COLUMNS},
      ${LINKED_FIGURE} as linked,
      (select coalesce(jsonb_agg(to_jsonb(s) - 'depth' order by depth, title), '[]') from strands s) as strands`;
  if (!row) throw new Error('An aggregate without GROUP BY always answers one row.');
  return row;
}
