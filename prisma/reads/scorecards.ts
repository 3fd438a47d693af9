import type { FailureCode, FlawCode, WarningCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { EVERYTHING, queryAs, type Sight } from '../sight.ts';
import { keptOr } from './kept-figures.ts';

/** Null where there is nothing to measure. Shares are between 0 and 1. */
export type Score = { daysToReport: number | null; inTime: number | null; completeness: number | null; warnedCases: number | null };

export type Scorecard = Score & {
  organisation: string;
  cases: number;
  errors: { code: WarningCode | FlawCode | FailureCode; count: number }[];
};

/** `median` is that of all administrations that have the figure, and null where so few have it that it would tell one of them apart. */
export type Scorecards = { median: Score; items: Scorecard[] };

type Row = Scorecard & { organisationId: string; median: Score };

/** Of everybody, counted now. */
export async function countScorecards({ pool }: Database, operationId: string): Promise<Row[]> {
  const query = { name: 'read-scorecards', text: SCORECARDS, values: [operationId, ENOUGH] };
  return (await queryAs<Row>(pool, EVERYTHING, query)).rows;
}

/** Of every administration that takes part; shown are those in sight, each beside the median of all. */
export async function readScorecards(database: Database, sight: Sight, operationId: string): Promise<Scorecards> {
  const rows = await keptOr(database, operationId, 'scorecards', () => countScorecards(database, operationId));
  const isSeen = ({ organisationId }: Row): boolean => 'all' in sight || sight.organisations.includes(organisationId);
  const nothing = { daysToReport: null, inTime: null, completeness: null, warnedCases: null };
  return { median: rows[0]?.median ?? nothing, items: rows.filter(isSeen).map(({ organisationId: _, median: __, ...card }) => card) };
}

const ENOUGH = 3;

/** What a seizure can say beyond the minimal form, as far as it is a column. */
const OPTIONAL = ['transport', 'direction', 'place_type', 'departure', 'destination', 'detection'];

const median = (figure: string): string =>
  `case when count(${figure}) >= $2 then round(percentile_cont(0.5) within group (order by ${figure})::numeric, 3) end`;

const SCORECARDS = `
  with latest as materialized (
    select c.id, c.organisation_id, c.version, c.reported_at from case_report c where c.operation_id = $1
  ), seized as materialized (
    select l.id, l.organisation_id, s.version = l.version as is_latest, l.reported_at - s.seized_at as took, s.version,
      (${OPTIONAL.map((column) => `(s.${column} <> '')::int`).join(' + ')})::numeric / ${OPTIONAL.length} as filled
    from latest l join seizure s on s.case_id = l.id and s.version in (1, l.version)
  ), speed as (
    select organisation_id, percentile_cont(0.5) within group (order by extract(epoch from took) / 86400.0) as days
    from seized where version = 1 group by organisation_id
  ), detail as (
    select organisation_id, avg(filled) as completeness from seized where is_latest group by organisation_id
  ), reported as (
    select organisation_id, count(*)::int as cases from latest group by organisation_id
  ), asked as (
    select t.organisation_id, avg((t.answer is not null and not t.late)::int) as in_time
    from task t join tasking k on k.id = t.tasking_id
    where t.operation_id = $1 and t.state in ('answered', 'lapsed') and k.kind <> 'review-necessity' group by t.organisation_id
  ), raised as (
    select organisation_id, code, count(*)::int as count from case_warning where operation_id = $1 group by organisation_id, code
    union all
    select r.organisation_id, coalesce(e.error ->> 'code', r.code), count(distinct r.id)::int
    from refused_report r left join lateral jsonb_array_elements(r.errors) as e (error) on true
    where r.operation_id = $1 group by 1, 2
  ), errors as (
    select organisation_id, jsonb_agg(jsonb_build_object('code', code, 'count', count) order by count desc, code) as errors
    from raised group by organisation_id
  ), warned as (
    select organisation_id, count(distinct case_id)::numeric as cases from case_warning where operation_id = $1 group by organisation_id
  ), cards as materialized (
    select p.organisation_id, o.code as organisation, coalesce(r.cases, 0) as cases, round(s.days::numeric, 3) as days,
      round(a.in_time, 3) as in_time, round(d.completeness, 3) as completeness,
      case when r.cases > 0 then round(coalesce(w.cases, 0) / r.cases, 3) end as warned, coalesce(e.errors, '[]') as errors
    from participation p
      join organisation o on o.id = p.organisation_id
      left join reported r using (organisation_id)
      left join speed s using (organisation_id)
      left join detail d using (organisation_id)
      left join asked a using (organisation_id)
      left join warned w using (organisation_id)
      left join errors e using (organisation_id)
    where p.operation_id = $1 and p.state in ('accepted', 'withdrawn')
  )
  select organisation_id as "organisationId", organisation, cases, days::float8 as "daysToReport", in_time::float8 as "inTime",
    completeness::float8 as completeness, warned::float8 as "warnedCases", errors,
    (select jsonb_build_object('daysToReport', ${median('days')}, 'inTime', ${median('in_time')}, 'completeness', ${median('completeness')},
      'warnedCases', ${median('warned')}) from cards) as median
  from cards order by organisation`;
