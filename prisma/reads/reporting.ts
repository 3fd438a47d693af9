import type { Database } from '../client.ts';
import { EVERYTHING, queryAs } from '../sight.ts';
import { keptOr } from './kept-figures.ts';

/** How a period was reported: of those who were asked, how many answered how, and how long a seizure took to be reported (median, in days). */
export type PeriodReporting = {
  period: string;
  asked: number;
  reported: number;
  nil: number;
  onTime: number;
  late: number;
  open: number;
  lapsed: number;
  /** Answered of those asked, from 0 to 1 as decimal text; null where nobody was asked. */
  rate: string | null;
  medianDays: string | null;
};

/** From the tasks of the requests for reports, which say who was asked, and the versions by which seizures came in first. */
export async function readReporting(database: Database, operationId: string): Promise<PeriodReporting[]> {
  return keptOr(database, operationId, 'reporting', () => countReporting(database, operationId));
}

/** The same, counted now. */
export async function countReporting({ pool }: Database, operationId: string): Promise<PeriodReporting[]> {
  const { rows } = await queryAs<PeriodReporting>(pool, EVERYTHING, { name: 'reporting', text: REPORTING, values: [operationId] });
  return rows;
}

const REPORTING = `
  with asked as (
    select k.key as period, k.deadline_at, count(*) filter (where t.state <> 'withdrawn')::int as asked,
      count(*) filter (where t.answer = 'reported')::int as reported, count(*) filter (where t.answer = 'nil-return')::int as nil,
      count(*) filter (where t.state = 'answered' and not t.late)::int as on_time, count(*) filter (where t.state = 'answered' and t.late)::int as late,
      count(*) filter (where t.state = 'open')::int as open, count(*) filter (where t.state = 'lapsed')::int as lapsed
    from tasking k join task t on t.tasking_id = k.id
    where k.operation_id = $1 and k.kind = 'report'
    group by k.key, k.deadline_at
  ), lags as (
    select s.period, percentile_cont(0.5) within group (order by extract(epoch from v.received_at - s.seized_at) / 86400) as days
    from seizure s join case_version v using (case_id, version)
    where s.operation_id = $1 and s.version = 1 group by s.period
  )
  select a.period, a.asked, a.reported, a.nil, a.on_time as "onTime", a.late, a.open, a.lapsed,
    trim_scale(round((a.on_time + a.late)::numeric / nullif(a.asked, 0), 4))::text as rate, trim_scale(round(l.days::numeric, 2))::text as "medianDays"
  from asked a left join lags l using (period)
  order by a.deadline_at, a.period`;
