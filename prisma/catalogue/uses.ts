import type { PoolClient } from 'pg';
import type { CodeUse } from '../../domain/catalogue-proposal.ts';

/**
 * How often each code is used in an operation, from the tallies: the cost is the same however many reports there are. A seizure has one place
 * and one detection, a line one heading and one status, so that what is counted here adds up; cases would not.
 */
export async function loadUses(client: PoolClient, operationId: string): Promise<CodeUse[]> {
  const { rows } = await client.query<CodeUse>({ name: 'load-code-uses', text: USES, values: [operationId] });
  return rows;
}

const USES = `
  select case dimension when 'detection' then 'detection' else 'placeTypes' end as list, key as code, sum(seizures)::int as uses
  from tally where operation_id = $1 and dimension in ('place-type', 'detection') and measure = 'cases' and key <> ''
  group by dimension, key
  union all
  select 'headings', item, sum(lines)::int from tally
  where operation_id = $1 and dimension = 'all' and key = '' and measure in ('goods', 'bonus') and unit = '' group by item
  union all
  select 'statuses', item, sum(lines)::int from tally
  where operation_id = $1 and dimension = 'all' and key = '' and measure = 'status' group by item`;
