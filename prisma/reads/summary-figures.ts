import { ceilingOf, type Handling, type Withholding } from '../../domain/handling.ts';
import { OTHERS } from '../../domain/product.ts';
import type { TrendStep } from '../../domain/subscription.ts';
import type { SummaryCounts } from '../../domain/summary.ts';
import type { Tx } from '../event.ts';
import { Prisma } from '../generated/client.ts';
import { JUDGED } from './judged-reports.ts';
import { byPeriod } from './periods.ts';
import type { Release, ReleaseScope } from './releasable.ts';

/** The counts; what was left out, by why; and how what is in them may be used. */
export type CountedSummary = SummaryCounts & {
  withheld: readonly { reason: Withholding; cases: number }[];
  handlings: readonly Handling[];
};

export type SummaryQuery = {
  scope: ReleaseScope;
  release: Release;
  windowFrom: Date;
  trend: { step: TrendStep; zone: string } | null;
};

/**
 * Counts what the recipient may have: every seizure once, whatever there is of it in how many headings. Of an administration whose owner shows no
 * row of its own, the reports are among others. A company is told of its goods only, and of nobody. After `judgeReports` of the same scope and release.
 */
export async function readSummaryCounts(tx: Tx, { scope, release, windowFrom, trend }: SummaryQuery): Promise<CountedSummary> {
  const [counts] = await tx.$queryRaw<CountedSummary[]>`
    with ${JUDGED}, ${picked(scope, release, windowFrom)}, counted as (
      select coalesce(row, '') as row, count(*)::int as cases, coalesce(sum(seizures), 0)::int as seizures,
        coalesce(sum(seizures) filter (where is_own), 0)::int as own
      from cases group by grouping sets ((row), ())
    ), recent as (
      select '' as row, count(*)::int as cases, coalesce(sum(seizures), 0)::int as seizures,
        coalesce(sum(seizures) filter (where is_own), 0)::int as own
      from cases where is_recent
    ), amounts as (
      select coalesce(row, '') as row, heading, unit, ${AMOUNTS} from goods group by grouping sets ((row, heading, unit), (heading, unit))
    ), recent_amounts as (
      select '' as row, heading, unit, ${AMOUNTS} from goods where is_recent group by heading, unit
    ), ${beside(scope, release)}, asides as (
      select name, unit, ${ASIDES} from beside group by name, unit
    ), recent_asides as (
      select name, unit, ${ASIDES} from beside where is_recent group by name, unit
    ), ${trend === null ? NO_TREND : trendOf(trend, scope.cutOff)}
    select
      (select coalesce(jsonb_agg(to_jsonb(c) order by row), '[]') from counted c where seizures > 0) as counts,
      (select coalesce(jsonb_agg(to_jsonb(a) order by row, heading, unit), '[]') from amounts a) as amounts,
      (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from recent r where seizures > 0) as "recentCounts",
      (select coalesce(jsonb_agg(to_jsonb(a) order by heading, unit), '[]') from recent_amounts a) as "recentAmounts",
      (select coalesce(jsonb_agg(to_jsonb(a) order by ${IN_ORDER}, name, unit), '[]') from asides a) as asides,
      (select coalesce(jsonb_agg(to_jsonb(a)), '[]') from recent_asides a) as "recentAsides",
      (select coalesce(jsonb_agg(to_jsonb(p) order by "from"), '[]') from periods p) as trend,
      (select case when count(*) = 2 then jsonb_build_object('members', (select count(*)::int from steady),
        'before', (jsonb_agg(to_jsonb(c) order by "from")) -> 0, 'now', (jsonb_agg(to_jsonb(c) order by "from")) -> 1) end from compared c) as comparison,
      (select coalesce(jsonb_agg(to_jsonb(w) order by reason), '[]') from (
        select verdict as reason, count(*)::int as cases from judged where verdict is not null group by verdict) w) as withheld,
      (select coalesce(jsonb_agg(to_jsonb(h)), '[]') from (select distinct code, tlp, purposes, shares, permission from released) h) as handlings`;
  if (!counts) throw new Error('A row of subqueries is always there.');
  return counts;
}

const AMOUNTS = Prisma.sql`trim_scale(sum(quantity))::text as quantity, count(*)::int as seizures, count(*) filter (where is_own)::int as own`;

const ASIDES = Prisma.sql`trim_scale(sum(amount))::text as amount, count(*)::int as seizures, count(*) filter (where is_own)::int as own`;

/** The order in which editions have them. */
const IN_ORDER = Prisma.sql`array_position(array['bonus','value','persons','groups'], split_part(name, '/', 1))`;

/** CTE: what there is beside the goods, a row for each seizure and name. Values are those of goods that are sought. */
function beside({ operationId, headings }: ReleaseScope, { recipient, brands }: Release): Prisma.Sql {
  return Prisma.sql`beside as (
      select 'bonus/' || heading as name, unit, bonus as amount, is_own, is_recent from found where bonus is not null
      union all
      select 'value/' || g.heading || '/' || v.basis, v.currency, sum(v.amount), s.is_own, s.is_recent
      from seized s join goods_value v on v.case_id = s.case_id and v.version = s.version and v.seizure_number = s.number
          and v.operation_id = ${operationId}::uuid
        join goods_line g on g.case_id = v.case_id and g.version = v.version and g.seizure_number = v.seizure_number and g.line = v.line
          and g.operation_id = ${operationId}::uuid ${sought(headings)} ${branded(recipient, brands)}
      group by s.case_id, s.number, s.is_own, s.is_recent, g.heading, v.basis, v.currency
      union all
      select n.kind || '/' || n.state, n.kind, n.count, s.is_own, s.is_recent
      from seized s join seizure_count n on n.case_id = s.case_id and n.version = s.version and n.seizure_number = s.number
        and n.operation_id = ${operationId}::uuid
      where n.count > 0 and not ${ceilingOf(recipient).isOwnBrandOnly}
    )`;
}

/** Conditions on lines of goods: of these headings or subtypes; and for a company, of its brands. */
function sought(headings: ReleaseScope['headings']): Prisma.Sql {
  return headings === null ? Prisma.empty : Prisma.sql`and array[g.heading, g.commodity] && ${[...headings]}::text[]`;
}

function branded(recipient: Release['recipient'], brands: Release['brands']): Prisma.Sql {
  return ceilingOf(recipient).isOwnBrandOnly ? Prisma.sql`and g.brand = any (${[...brands]}::text[])` : Prisma.empty;
}

const NOBODY = Prisma.sql`select null::text as "from", 0 as cases, 0 as seizures, 0 as own where false`;
const NO_TREND = Prisma.sql`periods as (${NOBODY}), steady as (select where false), compared as (${NOBODY})`;

/**
 * CTEs, by the calendar of the subscription's zone. `steady`: administrations that have seized something in both of the last two periods that are
 * over; `compared`: what they did. Who joins or falls silent makes no trend.
 */
function trendOf({ step, zone }: { step: TrendStep; zone: string }, cutOff: Date): Prisma.Sql {
  const local = Prisma.sql`date_trunc(${step}, ${cutOff}::timestamptz at time zone ${zone})`;
  const counted = Prisma.sql`to_char(begins, 'YYYY-MM-DD') as "from", count(distinct case_id)::int as cases, count(*)::int as seizures,
        count(*) filter (where is_own)::int as own`;
  return Prisma.sql`dated as (
      select case_id, is_own, organisation_id, date_trunc(${step}, seized_at at time zone ${zone}) as begins from seized
    ), periods as (
      ${byPeriod(step, Prisma.sql`dated`, Prisma.sql`, count(*) filter (where d.is_own)::int as own`)}
    ), steady as (
      select organisation_id from dated
      where begins < ${local} and begins >= ${local} - 2 * ('1 ' || ${step})::interval
      group by organisation_id having count(distinct begins) = 2
    ), compared as (
      select ${counted} from dated join steady using (organisation_id)
      where begins < ${local} and begins >= ${local} - 2 * ('1 ' || ${step})::interval group by begins
    )`;
}

/**
 * CTEs over `released`. `goods`: of the scope's headings, and for a company of its own brands, what counts of them, a row for each seizure, heading and
 * unit. `cases`: those with any of them, those made otherwise found beside what the operation looks for among them; `seized`: their seizures, by
 * `found` alone: joined to `owned` once more, each of a hundred thousand was compared with each (30 s).
 */
function picked({ operationId, headings, cutOff }: ReleaseScope, { recipient, brands }: Release, windowFrom: Date): Prisma.Sql {
  const { rowsNeed } = ceilingOf(recipient);
  return Prisma.sql`owned as materialized (
      select r.case_id, r.version, r.organisation_id, r.organisation_id = ${recipient.organisationId}::uuid as is_own,
        c.reported_at > ${windowFrom}::timestamptz and c.reported_at <= ${cutOff}::timestamptz as is_recent,
        case when r.organisation_id = ${recipient.organisationId}::uuid or r.shares @> ${[...rowsNeed]}::text[]
          then coalesce(o.country, ${OTHERS}) else ${OTHERS} end as row
      from released r join case_report c on c.id = r.case_id and c.operation_id = ${operationId}::uuid join organisation o on o.id = r.organisation_id
    ), found as materialized (
      select w.case_id, w.version, g.seizure_number as number, w.organisation_id, w.row, w.is_own, w.is_recent, g.heading, g.unit,
        sum(g.quantity) filter (where not g.is_bonus) as quantity, sum(g.quantity) filter (where g.is_bonus) as bonus
      from owned w join scoped s on s.case_id = w.case_id
        join goods_line g on g.case_id = s.case_id and g.version = s.version and g.seizure_number = s.number
          and g.operation_id = ${operationId}::uuid ${sought(headings)} ${branded(recipient, brands)}
      group by w.case_id, w.version, g.seizure_number, w.organisation_id, w.row, w.is_own, w.is_recent, g.heading, g.unit
    ), goods as (
      select * from found where quantity is not null
    ), cases as materialized (
      select case_id, row, is_own, is_recent, count(distinct number) as seizures from found group by case_id, row, is_own, is_recent
    ), seized as (
      select f.*, s.seized_at
      from (select distinct case_id, version, number, organisation_id, is_own, is_recent from found) f
        join seizure s on s.case_id = f.case_id and s.version = f.version and s.number = f.number and s.operation_id = ${operationId}::uuid
    )`;
}
