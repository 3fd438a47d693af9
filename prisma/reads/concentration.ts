import type { Database } from '../client.ts';
import { seeAll } from '../sight.ts';
import { inScope, LINES, type FigureScope } from './counted.ts';
import { keptOr } from './kept-figures.ts';

/**
 * How much of a quantity stands in one place. `largest` is the case with the most of it, `leader` the administration; shares are of the total,
 * from 0 to 1 as decimal text. `median` is that of the seizures: half of them have no more.
 */
export type Concentration = {
  heading: string;
  unit: string;
  quantity: string;
  seizures: number;
  median: string;
  largest: { caseId: string; organisation: string; quantity: string; share: string };
  leader: { organisation: string; quantity: string; share: string };
};

/** By heading and unit, of goods that were looked for. Counts every line of its scope: for reading now and then, not for a dashboard. */
export async function readConcentration(database: Database, scope: FigureScope): Promise<Concentration[]> {
  return keptOr(database, scope.operationId, 'concentration', () => countConcentration(database, scope));
}

/** The same, counted now. */
export async function countConcentration({ prisma }: Database, scope: FigureScope): Promise<Concentration[]> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    return tx.$queryRaw<Concentration[]>`
      with ${inScope(scope)}, ${LINES}, by_seizure as (
        select l.heading, l.unit, l.case_id, l.seizure_number, s.organisation_id, sum(l.quantity) as quantity
        from lines l join scoped s on s.case_id = l.case_id and s.number = l.seizure_number
        where not l.is_bonus group by l.heading, l.unit, l.case_id, l.seizure_number, s.organisation_id
      ), whole as (
        select heading, unit, sum(quantity) as quantity, count(*)::int as seizures, percentile_disc(0.5) within group (order by quantity) as median
        from by_seizure group by heading, unit
      ), largest as (
        select distinct on (heading, unit) heading, unit, case_id, o.code, sum(quantity) as quantity
        from by_seizure b join organisation o on o.id = b.organisation_id
        group by heading, unit, case_id, o.code order by heading, unit, sum(quantity) desc, case_id
      ), leader as (
        select distinct on (heading, unit) heading, unit, o.code, sum(quantity) as quantity
        from by_seizure b join organisation o on o.id = b.organisation_id
        group by heading, unit, o.code order by heading, unit, sum(quantity) desc, o.code
      )
      select w.heading, w.unit, trim_scale(w.quantity)::text as quantity, w.seizures, trim_scale(w.median)::text as median,
        jsonb_build_object('caseId', l.case_id, 'organisation', l.code, 'quantity', trim_scale(l.quantity)::text,
          'share', coalesce(trim_scale(round(l.quantity / nullif(w.quantity, 0), 4)), 0)::text) as largest,
        jsonb_build_object('organisation', a.code, 'quantity', trim_scale(a.quantity)::text,
          'share', coalesce(trim_scale(round(a.quantity / nullif(w.quantity, 0), 4)), 0)::text) as leader
      from whole w join largest l using (heading, unit) join leader a using (heading, unit)
      order by w.heading, w.unit`;
  });
}
