import type { PoolClient } from 'pg';
import { aboveOf, type StrandRow } from '../../domain/strand.ts';

/** By operation: those whose cases are compared with its own, each with the operation that counts both. */
export type Families = (operation: string) => ReadonlyMap<string, string>;

/** By the plans in force: an operation, whatever rolls up into it, and whatever it rolls up into. Unrelated operations learn nothing of each other. */
export async function loadFamilies(client: PoolClient): Promise<Families> {
  const { rows } = await client.query<StrandRow>({ name: 'load-strands', text: STRANDS });
  return (operation) => aboveOf(operation, rows);
}

const STRANDS = `
  select v.operation_id as above, strand ->> 'operation' as below
  from plan_version v cross join lateral jsonb_array_elements(v.content -> 'strands') as strand
  where v.state = 'approved' and v.content -> 'strands' -> 0 is not null`;
