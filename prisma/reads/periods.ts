import type { TrendStep } from '../../domain/subscription.ts';
import { Prisma } from '../generated/client.ts';

/** Over seizures `(case_id, begins)`, one row for each period from the first to the last, those in which nothing was seized among them. `more` are columns over `d`. */
export function byPeriod(step: TrendStep, seizures: Prisma.Sql, more = Prisma.empty): Prisma.Sql {
  return Prisma.sql`select to_char(p.begins, 'YYYY-MM-DD') as "from", count(distinct d.case_id)::int as cases, count(d.case_id)::int as seizures ${more}
      from (select generate_series(min(begins), max(begins), ('1 ' || ${step})::interval) as begins from ${seizures}) p
        left join ${seizures} d on d.begins = p.begins
      group by p.begins`;
}
