import type { LinkedFigure } from '../../domain/statistics.ts';
import type { Database } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import { EVERYTHING, queryAs } from '../sight.ts';
import { excludedAt } from './counted.ts';
import { EXCLUDED_NOW } from './counts-now.ts';

/** Over `linked (case_id)`, a row for each seizure: how many reports count with another one; null where none does. */
export const LINKED_FIGURE = Prisma.sql`
  (select case when count(*) > 0 then jsonb_build_object('cases', count(distinct case_id), 'seizures', count(*)) end from linked)`;

/** A CTE over `reported`: what neither counts nor was taken out counts with another report. */
export function linkedAt(cutOff: Date): Prisma.Sql {
  return Prisma.sql`linked as (select c.case_id from reported c where not c.counts and not ${excludedAt(cutOff)})`;
}

/** The same as it stands now, of all phases; costs as much as there are links, however many cases there are. */
export async function readLinked({ pool }: Database, operationId: string): Promise<LinkedFigure | null> {
  const { rows } = await queryAs<LinkedFigure>(pool, EVERYTHING, { name: 'read-linked', text: LINKED, values: [operationId] });
  const [row] = rows;
  return row && row.cases > 0 ? row : null;
}

const LINKED = `
  select count(distinct c.id)::int as cases, count(s.number)::int as seizures
  from case_link l join case_report c on c.id = l.secondary_id join seizure s on s.case_id = c.id and s.version = c.version
  where l.operation_id = $1 and l.primary_operation_id = $1 and l.unlinked_at is null
    and not ${EXCLUDED_NOW}`;
