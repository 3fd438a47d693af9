import { answeredAs } from './period-answers.ts';
import { RECEIPT_COLUMNS } from './receipt-values.ts';

/**
 * The row of a number is locked, and compared, where it is written: of two who say it at once the later makes the later version. Rows are
 * taken in one order, so that two statements do not wait for each other. A change without a reason breaks a constraint, and nothing is written.
 */
const COUNTED = `
  said as (
    select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::numeric[]) as s (id, measure, item, commodity, unit, amount)
  ), fact as (
    select $7::uuid as id, $8::uuid as operation_id, $9::uuid as organisation_id, $10::uuid as person_id, $11::text as period, $12::text as phase,
      $13::timestamptz as at, $14::text as reason
    where $15::boolean or not exists (
      select from said where not exists (
        select from declared_count d where d.operation_id = $8 and d.organisation_id = $9 and d.period = $11
          and d.measure = said.measure and d.item = said.item and d.unit = said.unit))
  ), counted as (
    insert into declared_count as d (id, operation_id, organisation_id, period, phase, measure, item, commodity, unit, version, amount, statement_id)
    select s.id, f.operation_id, f.organisation_id, f.period, f.phase, s.measure, s.item, s.commodity, s.unit, 1, s.amount, f.id
    from said s cross join fact f order by s.measure, s.item, s.unit
    on conflict (operation_id, organisation_id, period, measure, item, unit) do update set
      version = d.version + (d.amount <> excluded.amount)::int,
      amount = excluded.amount,
      statement_id = case when d.amount = excluded.amount then d.statement_id else excluded.statement_id end
    returning d.id, d.measure, d.item, d.unit, d.version, d.amount, d.statement_id = $7 as is_changed
  ), versions as (
    insert into declared_count_version (count_id, version, operation_id, organisation_id, amount, reason, author_id, received_at)
    select c.id, c.version, f.operation_id, f.organisation_id, c.amount, f.reason, f.person_id, f.at
    from counted c cross join fact f where c.is_changed
  ), standing as (
    select coalesce(jsonb_agg(jsonb_build_object('measure', measure, 'item', item, 'unit', unit, 'amount', trim_scale(amount)::text,
      'version', version, 'isChanged', is_changed) order by measure, item, unit), '[]') as counts
    from counted
  ), receipt as (
    insert into receipt (${RECEIPT_COLUMNS})
    select $16::uuid, $17, $18, $19::int, $20, $21, $22::jsonb || jsonb_build_object('counts', standing.counts) from standing cross join fact
  )`;

function toldAs(event: 'activity.counted' | 'totals.declared'): string {
  return `
  told as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select operation_id, '${event}', id, organisation_id, person_id, at, jsonb_build_object('period', period, 'counts', (
      select jsonb_agg(jsonb_build_object('measure', measure, 'item', item, 'unit', unit, 'version', version)) from counted where is_changed))
    from fact where exists (select from counted where is_changed)
  )`;
}

/** Totals are a report: they answer for their period. Zeroes say that there is nothing, which is for a nil return to say. */
const ANSWERED = `
  answering as (
    select operation_id, organisation_id, period, person_id, at from fact
    where exists (select from counted where measure <> 'complete' and amount > 0)
  ), ${answeredAs('reported')}`;

export const APPEND_ACTIVITY = {
  name: 'append-activity',
  text: `with ${COUNTED}, ${toldAs('activity.counted')} select array[]::uuid[] as answered, standing.counts from standing cross join fact`,
};
export const APPEND_TOTALS = {
  name: 'append-totals',
  text: `
    with ${COUNTED}, ${toldAs('totals.declared')}, ${ANSWERED}
    select array (select distinct tasking_id from answered) as answered, standing.counts from standing cross join fact`,
};
