import { Prisma } from '../generated/client.ts';

/** Whose reports, of which phases, as known when. `without`: cases that count, and are left out of what is counted here. */
export type FigureScope = { operationId: string; phases: readonly string[]; cutOff: Date; without?: readonly string[] };

/** The same of all phases where they are null, and of these administrations only where they are named. */
type SeizureScope = Omit<FigureScope, 'phases'> & { phases: readonly string[] | null; organisations?: readonly string[] };

/** One cut-off for all, or a column that says each row's own. */
type CutOff = Date | Prisma.Sql;

/** Whether somebody had taken a case `c (case_id)` out of the figures at the cut-off. */
export function excludedAt(cutOff: CutOff): Prisma.Sql {
  return Prisma.sql`exists (
      select from case_exclusion x
      where x.case_id = c.case_id and x.excluded_at <= ${cutOff}::timestamptz and (x.included_at is null or x.included_at > ${cutOff}::timestamptz)
    )`;
}

/** Whether a case `c (case_id, operation_id)` counted at the cut-off: nobody had taken it out, and it was not counted with another one. */
export function countsAt(cutOff: CutOff): Prisma.Sql {
  return Prisma.sql`
    not ${excludedAt(cutOff)} and not exists (
      select from case_link l
      where l.secondary_id = c.case_id and l.operation_id = c.operation_id and l.primary_operation_id = c.operation_id
        and l.linked_at <= ${cutOff}::timestamptz and (l.unlinked_at is null or l.unlinked_at > ${cutOff}::timestamptz)
    )`;
}

/** A condition on cases `c (case_id)`; none where nothing is left out. */
export function leftIn(without: readonly string[] = []): Prisma.Sql {
  if (without.length === 0) return Prisma.empty;
  return Prisma.sql`and not exists (select from unnest(${[...without]}::uuid[]) as left_out where left_out = c.case_id)`;
}

/**
 * CTEs. `reported`: the seizures, made in these phases, of the version of every case that had been received by the cut-off; who has one has
 * reported, even where it counts with another's. `scoped`: those of them that count.
 */
export function inScope({ operationId, phases, cutOff, organisations, without }: SeizureScope): Prisma.Sql {
  const theirs = organisations ? Prisma.sql`and organisation_id = any (${[...organisations]}::uuid[])` : Prisma.empty;
  const among = phases === null ? Prisma.empty : Prisma.sql`and s.phase = any (${[...phases]})`;
  return Prisma.sql`latest as materialized (
      select distinct on (case_id) case_id, version, operation_id
      from case_version
      where operation_id = ${operationId}::uuid and received_at <= ${cutOff}::timestamptz ${theirs}
      order by case_id, version desc
    ), standing as materialized (
      select c.case_id, c.version, ${countsAt(cutOff)} ${leftIn(without)} as counts from latest c
    ), reported as materialized (
      select s.case_id, s.version, s.number, s.organisation_id, s.period, c.counts
      from standing c join seizure s using (case_id, version)
      where s.operation_id = ${operationId}::uuid ${among}
    ), scoped as materialized (
      select case_id, version, number, organisation_id from reported where counts
    )`;
}

/** The goods lines of `scoped`. */
export const LINES = Prisma.sql`lines as materialized (
      select g.case_id, g.seizure_number, g.line, g.version, g.heading, g.unit, g.quantity, g.is_bonus, g.weighing
      from scoped s join goods_line g on g.case_id = s.case_id and g.version = s.version and g.seizure_number = s.number
    )`;

/** CTEs over `lines` and `scoped`: what was seized, and what is told beside it. Each is a list of rows as domain/statistics.ts has them. */
export const COUNTED = Prisma.sql`amounts as (
      select is_bonus, heading, unit, trim_scale(sum(quantity))::text as quantity, count(distinct (case_id, seizure_number))::int as seizures,
        trim_scale(sum(quantity) filter (where weighing = 'unweighed'))::text as unweighed
      from lines group by is_bonus, heading, unit
    ), worth as (
      select l.heading, v.currency, v.basis, trim_scale(sum(v.amount))::text as amount, count(distinct (v.case_id, v.seizure_number))::int as seizures
      from lines l join goods_value v
        on v.case_id = l.case_id and v.version = l.version and v.seizure_number = l.seizure_number and v.line = l.line
      group by l.heading, v.currency, v.basis
    ), states as (
      select n.kind, n.state, sum(n.count)::int as count
      from scoped s join seizure_count n on n.case_id = s.case_id and n.version = s.version and n.seizure_number = s.number
      group by n.kind, n.state
    )`;

/** Columns from these CTEs, in the order in which figures are read. */
export const COUNTED_COLUMNS = Prisma.sql`
      ${amountsWhere(Prisma.sql`not is_bonus`)} as quantities,
      ${amountsWhere(Prisma.sql`is_bonus`)} as bonus,
      (select coalesce(jsonb_agg(to_jsonb(w) order by heading, currency, basis), '[]') from worth w) as "values",
      ${statesOf('persons')} as persons,
      ${statesOf('groups')} as groups`;

function amountsWhere(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(select coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(a) - 'is_bonus') order by heading, unit), '[]') from amounts a where ${condition})`;
}

function statesOf(kind: 'persons' | 'groups'): Prisma.Sql {
  return Prisma.sql`(select coalesce(jsonb_agg(to_jsonb(n) - 'kind' order by state), '[]') from states n where kind = ${kind})`;
}
