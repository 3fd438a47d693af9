import { compareParts, type Comparison, type ReportedPart } from '../../domain/comparison.ts';
import type { Database } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import { seeAll } from '../sight.ts';
import { inScope } from './counted.ts';
import { findKept } from './kept-figures.ts';

type Compared = { operationId: string; before: string; now: string; cutOff: Date };

export async function readComparison(database: Database, compared: Compared): Promise<Comparison> {
  const parts = await findKept<ReportedPart[]>(database, compared.operationId, 'comparisons');
  return parts ? compareParts(parts, compared.before, compared.now) : countComparison(database, compared);
}

/** What every administration reported of each period: what comparisons are made of, once there are no cases any more. */
export async function countComparisons({ prisma }: Database, operationId: string, cutOff: Date): Promise<ReportedPart[]> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    return tx.$queryRaw<ReportedPart[]>`
      with ${inScope({ operationId, phases: null, cutOff })}, goods as (
        select r.organisation_id, r.period, g.heading, g.unit, trim_scale(sum(g.quantity))::text as quantity,
          count(distinct (g.case_id, g.seizure_number))::int as seizures
        from reported r join goods_line g on g.case_id = r.case_id and g.version = r.version and g.seizure_number = r.number
        where r.counts and not g.is_bonus group by r.organisation_id, r.period, g.heading, g.unit
      )
      select o.code as organisation, r.period, count(distinct r.case_id) filter (where r.counts)::int as cases,
        count(*) filter (where r.counts)::int as seizures,
        (select coalesce(jsonb_agg(jsonb_build_object('heading', heading, 'unit', unit, 'quantity', quantity, 'seizures', seizures)), '[]')
          from goods g where g.organisation_id = r.organisation_id and g.period = r.period) as quantities
      from reported r join organisation o on o.id = r.organisation_id
      group by o.code, r.organisation_id, r.period`;
  });
}

async function countComparison({ prisma }: Database, { operationId, before, now, cutOff }: Compared): Promise<Comparison> {
  const [row] = await prisma.$transaction(async (tx) => {
    await seeAll(tx);
    return tx.$queryRaw<Comparison[]>`
      with ${inScope({ operationId, phases: null, cutOff })}, active as (
        select organisation_id, bool_or(period = ${before}) as before, bool_or(period = ${now}) as now
        from reported where period in (${before}, ${now}) group by organisation_id
      ), panel as (
        select r.case_id, r.version, r.number, r.period
        from reported r join active a using (organisation_id) where r.counts and a.before and a.now and r.period in (${before}, ${now})
      )
      select ${codesWhere(Prisma.sql`before and now`)} as participants, ${codesWhere(Prisma.sql`before and not now`)} as "onlyBefore",
        ${codesWhere(Prisma.sql`now and not before`)} as "onlyNow", ${figuresOf(before)} as before, ${figuresOf(now)} as now`;
  });
  if (!row) throw new Error('A select of scalars always answers one row.');
  return row;
}

function codesWhere(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(select coalesce(jsonb_agg(o.code order by o.code), '[]') from active a join organisation o on o.id = a.organisation_id where ${condition})`;
}

function figuresOf(period: string): Prisma.Sql {
  return Prisma.sql`(
    select jsonb_build_object(
      'cases', (select count(distinct case_id) from panel where period = ${period}),
      'seizures', (select count(*) from panel where period = ${period}),
      'quantities', coalesce((
        select jsonb_agg(to_jsonb(q) order by heading, unit) from (
          select g.heading, g.unit, trim_scale(sum(g.quantity))::text as quantity, count(distinct (g.case_id, g.seizure_number))::int as seizures
          from panel p join goods_line g on g.case_id = p.case_id and g.version = p.version and g.seizure_number = p.number
          where p.period = ${period} and not g.is_bonus group by g.heading, g.unit
        ) q), '[]')))`;
}
