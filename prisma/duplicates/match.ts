import type { PoolClient } from 'pg';
import { operationTime, type Clock, type Instant } from '../../domain/clock.ts';
import { isoOf } from '../../domain/moment.ts';
import type { Database } from '../client.ts';
import { takeTurn } from '../transaction.ts';
import { scoredPair, storeCandidates, type Scored } from './candidates.ts';
import { loadFamilies } from './families.ts';
import { findPairs } from './pairs.ts';
import { loadSuspects, type Suspected } from './suspects.ts';

/**
 * Compares up to `limit` cases that have changed with whatever may be the same seizure; answers how many rows it took. Whichever of two cases
 * comes second finds the first. One matcher at a time.
 */
export function matchCases({ pool }: Database, limit: number, realNow: Instant): Promise<number> {
  return takeTurn(pool, 'unmatched_case', (client) => match(client, limit, realNow));
}

const TAKE = `
  delete from unmatched_case where id in (select id from unmatched_case order by id limit $1) returning case_id as "caseId"`;

async function match(client: PoolClient, limit: number, realNow: Instant): Promise<number> {
  const { rows } = await client.query<{ caseId: string }>({ name: 'take-unmatched', text: TAKE, values: [limit] });
  if (rows.length === 0) return 0;
  const changed = await loadSuspects(client, [...new Set(rows.map(({ caseId }) => caseId))]);
  const families = await loadFamilies(client);
  const pairs = await findPairs(client, [...changed.values()], families);
  const unknown = new Set(pairs.map(({ otherId }) => otherId).filter((id) => !changed.has(id)));
  const suspects = new Map([...changed, ...(await loadSuspects(client, [...unknown]))]);
  const together = pairs.flatMap(({ caseId, otherId }) => {
    const [a, b] = [suspects.get(caseId), suspects.get(otherId)];
    const operation = a && b && families(a.operation).get(b.operation);
    return a && b && operation && !isOneCase(a, b) ? [{ a, b, operation }] : [];
  });
  const clocks = await loadClocks(client, [...new Set(together.map(({ operation }) => operation))]);
  const scored = together.map(({ a, b, operation }): Scored => {
    const clock = clocks.get(operation);
    return scoredPair(a, b, { operation, foundAt: isoOf(clock ? operationTime(clock, realNow) : realNow) });
  });
  // Two cases that changed together find each other from both sides.
  await storeCandidates(client, [...new Map(scored.map((pair) => [`${pair.one.caseId} ${pair.two.caseId}`, pair])).values()]);
  return rows.length;
}

/** Under one reference in two operations an administration's case is one already, and counts once. */
function isOneCase(a: Suspected, b: Suspected): boolean {
  return a.organisation === b.organisation && a.reference === b.reference;
}

async function loadClocks(client: PoolClient, operations: readonly string[]): Promise<Map<string, Clock>> {
  const text = 'select id, clock from operation where id = any ($1::uuid[])';
  const { rows } = await client.query<{ id: string; clock: Clock }>({ name: 'load-clocks', text, values: [[...operations]] });
  return new Map(rows.map(({ id, clock }) => [id, clock]));
}
