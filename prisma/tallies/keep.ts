import type { Database } from '../client.ts';
import { takeTurn } from '../transaction.ts';
import { contributions, SUM } from './contributions.ts';
import { DIMENSIONS } from './dimensions.ts';

/**
 * Adds what up to `limit` stale rows changed to the tallies; answers how many rows it took. One keeper at a time. Whoever reads meanwhile adds
 * what is stale himself. The cases are handed on to whoever compares them with others (prisma/duplicates), so that a report leaves one row and
 * not two, to the feeder where anybody is fed (prisma/feeds), and their operations to whoever looks for what the
 * catalogue lacks (prisma/catalogue).
 */
export function keepTallies({ pool }: Database, limit: number): Promise<number> {
  return takeTurn(pool, 'stale_case', async (client) => {
    const { rows } = await client.query<{ rows: number }>({ name: 'keep-tallies', text: KEEP, values: [limit] });
    return rows[0]?.rows ?? 0;
  });
}

/** One statement has one view of the record: what is taken out of `stale_case` is exactly what was looked at. */
const KEEP = `
  with taken as materialized (
    select id, case_id from stale_case order by id limit $1
  ), touched as materialized (
    select distinct case_id from taken
  ), ${contributions(DIMENSIONS)}, summed as (
    insert into tally as t (operation_id, ${SUM}, cases, seizures, lines, quantity)
    select operation_id, ${SUM}, cases, seizures, lines, quantity from contribution
    where cases <> 0 or seizures <> 0 or lines <> 0 or quantity <> 0
    on conflict (operation_id, ${SUM}) do update
      set cases = t.cases + excluded.cases, seizures = t.seizures + excluded.seizures, lines = t.lines + excluded.lines,
        quantity = t.quantity + excluded.quantity
  ), forgotten as (
    delete from tallied_case t using standing s where t.case_id = s.case_id and not s.counts
  ), kept as (
    insert into tallied_case (case_id, operation_id, version)
    select case_id, operation_id, version from standing where counts
    on conflict (case_id) do update set version = excluded.version where tallied_case.version <> excluded.version
  ), handed_on as (
    insert into unmatched_case (case_id) select case_id from touched
  ), to_feed as (
    insert into unfed_case (operation_id, case_id)
    select s.operation_id, s.case_id from standing s where exists (select from feed f where f.operation_id = s.operation_id)
  ), to_survey as (
    insert into unsurveyed_operation (operation_id) select distinct operation_id from standing
  ), cleared as (
    delete from stale_case using taken where stale_case.id = taken.id
  )
  select count(*)::int as rows from taken`;
