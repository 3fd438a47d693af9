import { COUNTS_NOW } from '../reads/counts-now.ts';
import { keysOf, type Dimension } from './dimensions.ts';

/** What identifies a sum in the table `tally`, beside its operation. */
export const SUM = 'dimension, phase, key, measure, item, unit, qualifier';

/**
 * Of these cases what the tallies contain, and what they should: CTEs that end with `contribution`. Expects `touched (case_id)`. A version
 * that was tallied is taken out as it was put in, since versions never change, so that no order of reports, corrections, exclusions and links
 * can leave a remainder. What has been purged stays tallied as it was: its rows cannot be counted any more.
 *
 * Measures: `cases` everything; `goods` and `bonus` by heading or subtype and unit (what was not weighed once more, apart); `value` by heading,
 * currency and basis; `persons` and `groups` by state; and for an operation as a whole `commodity`, goods that were looked for by heading without
 * subtype, and `goods` and `bonus` in all units; `status` of goods. Sums of all phases are those of each added up, except that a case whose seizures lie in several
 * counts once: what is too many stands, negative, under the phase ''.
 */
export function contributions(dimensions: readonly Dimension[]): string {
  return `
  standing as materialized (
    select c.id as case_id, c.operation_id, c.version, ${COUNTS_NOW} as counts
    from touched join case_report c on c.id = touched.case_id
    where not exists (select from tombstone g where g.record_id = c.id and g.purged_at is not null)
  ), signed as materialized (
    select t.case_id, t.version, -1 as sign from standing s join tallied_case t using (case_id) where not s.counts or t.version <> s.version
    union all
    select s.case_id, s.version, 1 from standing s left join tallied_case t using (case_id)
    where s.counts and t.version is distinct from s.version
  ), line as materialized (
    select g.sign, l.case_id, l.version, l.seizure_number as number, l.commodity, l.heading, l.unit, l.weighing, l.is_bonus, l.quantity, l.status
    from signed g join goods_line l using (case_id, version)
  ), measured as materialized (
    select sign, case_id, number, 'cases' as measure, '' as item, '' as unit, '' as qualifier, count(*) as lines, 0::numeric as quantity,
      false as is_wide
    from line group by sign, case_id, number
    union all
    select sign, case_id, number, case when is_bonus then 'bonus' else 'goods' end, heading, unit, '', count(*), sum(quantity), false
    from line group by sign, case_id, number, is_bonus, heading, unit
    union all
    select sign, case_id, number, case when is_bonus then 'bonus' else 'goods' end, heading, unit, weighing, count(*), sum(quantity), false
    from line where weighing = 'unweighed' group by sign, case_id, number, is_bonus, heading, unit, weighing
    union all
    select g.sign, v.case_id, v.seizure_number, 'value', l.heading, v.currency, v.basis, count(*), sum(v.amount), false
    from signed g join goods_value v using (case_id, version)
      join goods_line l on l.case_id = v.case_id and l.version = v.version and l.seizure_number = v.seizure_number and l.line = v.line
    group by g.sign, v.case_id, v.seizure_number, l.heading, v.currency, v.basis
    union all
    select g.sign, n.case_id, n.seizure_number, n.kind, n.state, '', '', 0, sum(n.count), false
    from signed g join seizure_count n using (case_id, version)
    group by g.sign, n.case_id, n.seizure_number, n.kind, n.state
    union all
    select sign, case_id, number, 'commodity', commodity, '', '', count(*), 0, true
    from line where not is_bonus group by sign, case_id, number, commodity
    union all
    select sign, case_id, number, case when is_bonus then 'bonus' else 'goods' end, heading, '', '', count(*), 0, true
    from line group by sign, case_id, number, is_bonus, heading
    union all
    select sign, case_id, number, 'status', status, '', '', count(*), 0, true
    from line where status <> '' group by sign, case_id, number, status
  ), placed as materialized (
    select g.sign, s.case_id, s.number, s.operation_id, s.phase, d.dimension, d.key
    from signed g join seizure s using (case_id, version)
      cross join lateral (${keysOf(dimensions)}) as d (dimension, key)
  ), by_case as materialized (
    select sign, case_id, operation_id, ${SUM}, count(*) as seizures, sum(lines) as lines, sum(quantity) as quantity
    from measured join placed using (sign, case_id, number)
    where not is_wide or dimension = 'all'
    group by sign, case_id, operation_id, ${SUM}
  ), spread as materialized (
    select sign, case_id from placed where dimension = '${dimensions[0]}' group by sign, case_id having count(distinct phase) > 1
  ), contribution as materialized (
    select operation_id, ${SUM}, sum(sign) as cases, sum(sign * seizures) as seizures, sum(sign * lines) as lines, sum(sign * quantity) as quantity
    from by_case group by operation_id, ${SUM}
    union all
    select operation_id, ${SUM}, sum(cases), 0, 0, 0
    from (
      select sign, operation_id, ${SUM.replace('phase', "'' as phase")}, sign * (1 - count(*)) as cases
      from by_case join spread using (sign, case_id)
      group by sign, case_id, operation_id, ${SUM.replace('phase, ', '')}
    ) as again
    group by operation_id, ${SUM}
  )`;
}
