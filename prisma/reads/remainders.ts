import { TOTAL_MEASURES } from '../../domain/declared-count.ts';
import type { Database } from '../client.ts';
import type { Tx } from '../event.ts';
import { seeAll } from '../sight.ts';
import { inScope } from './counted.ts';
import { declaredUntil, type DeclaredScope } from './declared-until.ts';
import { keptOr } from './kept-figures.ts';

/**
 * What members have declared and their cases do not show yet, over all their periods. `heading` null is all goods together, `unit` null where
 * cases or seizures are counted; `remainder` is decimal text, and comes on top of what the cases give.
 */
export type Remainder = {
  measure: 'cases' | 'seizures' | 'quantity';
  heading: string | null;
  unit: string | null;
  remainder: string;
  organisations: number;
};

/** The same over everybody's numbers and cases. */
export async function readRemainders(database: Database, scope: DeclaredScope): Promise<Remainder[]> {
  return keptOr(database, scope.operationId, 'remainders', () => countRemainders(database, scope));
}

/** The same, counted now. */
export async function countRemainders({ prisma }: Database, scope: DeclaredScope): Promise<Remainder[]> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    return loadRemainders(tx, scope);
  });
}

/**
 * Totals count as long as they exceed what the cases of the same administration, period, heading and unit give: so many are left over, and none
 * once the administration has said that its details are complete. Cases give what they say, also where they are linked to another one, or excluded:
 * otherwise the total would bring back what was taken out. Only cases of those who have declared something are looked at. What is declared of a heading includes what is declared, and
 * given, of its subtypes, so that nothing of it is left over twice.
 */
export async function loadRemainders(tx: Tx, scope: DeclaredScope): Promise<Remainder[]> {
  const declared = declaredUntil(scope, TOTAL_MEASURES);
  const declaring = await tx.$queryRaw<{ id: string }[]>`
    with ${declared} select distinct organisation_id as id from declared where measure <> 'complete' and amount > 0`;
  if (declaring.length === 0) return [];
  const organisations = declaring.map(({ id }) => id);
  return tx.$queryRaw`
    with ${inScope({ ...scope, phases: null, organisations })}, ${declared}, total as (
      select * from declared d
      where measure <> 'complete' and not exists (
        select from declared c where c.measure = 'complete' and c.amount > 0 and c.organisation_id = d.organisation_id and c.period = d.period)
    ), given as (
      select t.organisation_id, t.period, t.measure, t.item, t.unit, case t.measure
          when 'quantity' then sum(g.quantity)
          when 'cases' then count(distinct s.case_id)
          else count(distinct (s.case_id, s.number)) end as amount
      from total t
        join reported s on s.organisation_id = t.organisation_id and s.period = t.period
        join goods_line g on g.case_id = s.case_id and g.version = s.version and g.seizure_number = s.number
          and t.item in ('', g.heading, g.commodity) and (t.measure <> 'quantity' or t.unit = g.unit)
      group by t.organisation_id, t.period, t.measure, t.item, t.unit
    ), short as (
      select t.*, t.amount - coalesce(g.amount, 0) as missing
      from total t left join given g using (organisation_id, period, measure, item, unit)
    ), subtypes as (
      select organisation_id, period, commodity as item, unit, sum(greatest(missing, 0)) as missing
      from short where measure = 'quantity' and item <> commodity group by organisation_id, period, commodity, unit
    ), remains as (
      select t.organisation_id, t.measure, t.item, t.unit,
        t.missing - case when t.measure = 'quantity' then coalesce(u.missing, 0) else 0 end as missing
      from short t left join subtypes u using (organisation_id, period, item, unit)
    )
    select measure, nullif(item, '') as heading, nullif(unit, '') as unit, trim_scale(sum(missing))::text as remainder,
      count(distinct organisation_id)::int as organisations
    from remains where missing > 0 group by measure, item, unit order by measure, item, unit`;
}
