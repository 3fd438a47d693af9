import { ceilingOf, type Handling, type Withholding } from '../../domain/handling.ts';
import type { TrendStep } from '../../domain/subscription.ts';
import type { Tx } from '../event.ts';
import { Prisma } from '../generated/client.ts';
import { releasable, type Release, type ReleaseScope } from './releasable.ts';

/** How much there is of one part: `own` of its seizures, and of its cases, are the recipient's. Quantities are decimal text. */
export type PartCount = { row: string; cases: number; seizures: number; own: number };
export type PartAmount = { row: string; heading: string; unit: string; quantity: string; seizures: number; own: number };
export type PeriodCount = { from: string; cases: number; seizures: number; own: number };

/** What a recipient may have of a scope, counted. `row` is a country, OTHERS, or '' for all; `recent`: of reports that came in the window. */
export type SummaryCounts = {
  counts: readonly PartCount[];
  amounts: readonly PartAmount[];
  recentCounts: readonly PartCount[];
  recentAmounts: readonly PartAmount[];
  trend: readonly PeriodCount[];
  withheld: readonly { reason: Withholding; cases: number }[];
  handlings: readonly Handling[];
};

/** Countries whose rows are not shown apart, and reports of nobody's country. */
export const OTHERS = 'others';

export type SummaryQuery = {
  scope: ReleaseScope;
  release: Release;
  windowFrom: Date;
  trend: { step: TrendStep; zone: string } | null;
};

/**
 * Counts what the recipient may have: every seizure once, whatever there is of it in how many headings. Of an administration whose owner shows no
 * row of its own, the reports are among others. The caller must see everything (prisma/sight.ts).
 */
export async function readSummaryCounts(tx: Tx, { scope, release, windowFrom, trend }: SummaryQuery): Promise<SummaryCounts> {
  const [counts] = await tx.$queryRaw<SummaryCounts[]>`
    with ${releasable(scope, release)}, ${picked(scope, release, windowFrom)}, counted as (
      select coalesce(row, '') as row, count(distinct case_id)::int as cases, count(*)::int as seizures, count(*) filter (where is_own)::int as own
      from seized group by grouping sets ((row), ())
    ), recent as (
      select '' as row, count(distinct case_id)::int as cases, count(*)::int as seizures, count(*) filter (where is_own)::int as own
      from seized where is_recent
    ), amounts as (
      select coalesce(row, '') as row, heading, unit, ${AMOUNTS} from goods group by grouping sets ((row, heading, unit), (heading, unit))
    ), recent_amounts as (
      select '' as row, heading, unit, ${AMOUNTS} from goods where is_recent group by heading, unit
    ), periods as (${trend === null ? NO_TREND : trendOf(trend)})
    select
      (select coalesce(jsonb_agg(to_jsonb(c) order by row), '[]') from counted c where seizures > 0) as counts,
      (select coalesce(jsonb_agg(to_jsonb(a) order by row, heading, unit), '[]') from amounts a) as amounts,
      (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from recent r where seizures > 0) as "recentCounts",
      (select coalesce(jsonb_agg(to_jsonb(a) order by heading, unit), '[]') from recent_amounts a) as "recentAmounts",
      (select coalesce(jsonb_agg(to_jsonb(p) order by "from"), '[]') from periods p) as trend,
      (select coalesce(jsonb_agg(to_jsonb(w) order by reason), '[]') from (
        select verdict as reason, count(*)::int as cases from judged where verdict is not null group by verdict) w) as withheld,
      (select coalesce(jsonb_agg(to_jsonb(h)), '[]') from (select distinct code, tlp, purposes, shares, permission from released) h) as handlings`;
  if (!counts) throw new Error('A row of subqueries is always there.');
  return counts;
}

const AMOUNTS = Prisma.sql`trim_scale(sum(quantity))::text as quantity, count(distinct (case_id, number))::int as seizures,
        count(distinct (case_id, number)) filter (where is_own)::int as own`;

const NO_TREND = Prisma.sql`select null::text as "from", 0 as cases, 0 as seizures, 0 as own where false`;

/** By the calendar of the subscription's zone. */
function trendOf({ step, zone }: { step: TrendStep; zone: string }): Prisma.Sql {
  return Prisma.sql`
      select to_char(date_trunc(${step}, seized_at at time zone ${zone}), 'YYYY-MM-DD') as "from", count(distinct case_id)::int as cases,
        count(*)::int as seizures, count(*) filter (where is_own)::int as own
      from seized group by 1`;
}

/**
 * CTEs over `released`. `goods`: of the scope's headings, and for a company of its own brands, what counts of them. `seized`: the seizures with any of
 * them, those made otherwise found beside what the operation looks for among them.
 */
function picked({ headings, cutOff }: ReleaseScope, { recipient, brands }: Release, windowFrom: Date): Prisma.Sql {
  const { rowsNeed, isOwnBrandOnly } = ceilingOf(recipient);
  const sought = headings === null ? Prisma.empty : Prisma.sql`and array[g.heading, g.commodity] && ${[...headings]}::text[]`;
  const branded = isOwnBrandOnly ? Prisma.sql`and g.brand = any (${[...brands]}::text[])` : Prisma.empty;
  return Prisma.sql`owned as materialized (
      select r.case_id, r.version, r.organisation_id = ${recipient.organisationId}::uuid as is_own,
        c.reported_at > ${windowFrom}::timestamptz and c.reported_at <= ${cutOff}::timestamptz as is_recent,
        case when r.organisation_id = ${recipient.organisationId}::uuid or r.shares @> ${[...rowsNeed]}::text[]
          then coalesce(o.country, ${OTHERS}) else ${OTHERS} end as row
      from released r join case_report c on c.id = r.case_id join organisation o on o.id = r.organisation_id
    ), found as materialized (
      select w.case_id, s.number, w.version, w.row, w.is_own, w.is_recent, g.heading, g.unit, g.quantity, g.is_bonus
      from owned w join scoped s on s.case_id = w.case_id
        join goods_line g on g.case_id = s.case_id and g.version = s.version and g.seizure_number = s.number ${sought} ${branded}
    ), goods as (
      select * from found where not is_bonus
    ), seized as materialized (
      select distinct f.case_id, f.number, f.row, f.is_own, f.is_recent, s.seized_at
      from found f join seizure s on s.case_id = f.case_id and s.version = f.version and s.number = f.number
    )`;
}
