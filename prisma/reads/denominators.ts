import type { Denominators } from '../../domain/statistics.ts';
import type { Database } from '../client.ts';
import { EVERYTHING, queryAs } from '../sight.ts';

/** Over `members (state, has_reported, has_nil)`. */
export const MEMBERS_COUNTED = `
  select count(*)::int as invited,
    count(*) filter (where state = 'accepted')::int as accepted,
    count(*) filter (where state = 'declined')::int as declined,
    count(*) filter (where state = 'silent')::int as silent,
    count(*) filter (where has_reported)::int as reported,
    count(*) filter (where has_nil and not has_reported)::int as nil
  from members`;

/** Of everybody who was invited, who takes part, who has reported and who said that there is nothing to report, as of now. */
export async function readDenominators({ pool }: Database, operationId: string): Promise<Denominators> {
  const { rows } = await queryAs<Denominators>(pool, EVERYTHING, { name: 'denominators', text: DENOMINATORS, values: [operationId] });
  const [row] = rows;
  if (!row) throw new Error('An aggregate without GROUP BY always answers one row.');
  return row;
}

const DENOMINATORS = `
  with members as materialized (
    select p.state,
      exists (select from case_report c where c.operation_id = $1 and c.organisation_id = p.organisation_id)
        or exists (
          select from declared_count d
          where d.operation_id = $1 and d.organisation_id = p.organisation_id and d.measure in ('cases', 'seizures', 'quantity') and d.amount > 0
        ) as has_reported,
      exists (select from nil_return n where n.operation_id = $1 and n.organisation_id = p.organisation_id) as has_nil
    from participation p where p.operation_id = $1
  )
  ${MEMBERS_COUNTED}`;
