import type { Connection, Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import type { Tx } from './event.ts';

/** Whose reports a query may see: everybody's, or those of these organisations (ids). */
export type Sight = { all: true } | { organisations: readonly string[] };

export const EVERYTHING: Sight = { all: true };

/**
 * Runs one statement as somebody who sees only this much. Row-level security is the second wall behind domain/permission: a query that
 * forgets its condition finds nothing instead of everything. Begin, settings, statement and commit travel in one round trip. When
 * PostgreSQL ends it to break a deadlock (two cases that answer the same two taskings), nothing was written and it runs once more.
 * `first` are statements that must be done before this one looks at anything.
 */
export async function queryAs<Row extends QueryResultRow>(
  pool: Pool,
  sight: Sight,
  query: QueryConfig,
  ...first: QueryConfig[]
): Promise<QueryResult<Row>> {
  try {
    return await runAs<Row>(pool, sight, query, first);
  } catch (error) {
    if ((error as { code?: string }).code !== DEADLOCK) throw error;
    return runAs<Row>(pool, sight, query, first);
  }
}

const DEADLOCK = '40P01';

async function runAs<Row extends QueryResultRow>(
  pool: Pool,
  sight: Sight,
  query: QueryConfig,
  first: readonly QueryConfig[],
): Promise<QueryResult<Row>> {
  const client = await pool.connect();
  const { stream } = (client as PoolClient & { connection: Connection }).connection;
  stream.cork(); // one packet: each packet more wakes the server once more, which costs it as much as a small statement
  const before = [client.query('begin'), client.query(settingsOf(sight)), ...first.map((each) => client.query(each))];
  const asked = client.query<Row>(query);
  const steps = [...before, asked, client.query('commit')];
  stream.uncork();
  const settled = await Promise.allSettled(steps);
  const failed = settled.find((step) => step.status === 'rejected');
  if (failed) await rollBack(client);
  else client.release();
  if (failed) throw failed.reason;
  return await asked;
}

/** Inside a transaction of Prisma's: from here to its end, everything is seen. For decisions, which act for the whole operation. */
export async function seeAll(tx: Tx): Promise<void> {
  await tx.$executeRaw`select set_config('app.sees_all', 'yes', true)`;
}

/** Inside a transaction of Prisma's: from here to its end, only what this organisation (its id) reported is seen. */
export async function seeOnly(tx: Tx, organisationId: string): Promise<void> {
  await tx.$executeRaw`select set_config('app.sees_all', 'no', true), set_config('app.sees', ${organisationId}, true)`;
}

/** For a transaction of the caller's own: from here to its end, this much is seen. */
export function settingsOf(sight: Sight): QueryConfig {
  const values = 'all' in sight ? ['yes', ''] : ['no', sight.organisations.join(',')];
  return { name: 'sight', text: "select set_config('app.sees_all', $1, true), set_config('app.sees', $2, true)", values };
}

/** A connection that cannot even roll back is thrown away: returned to the pool, it would carry its transaction to the next caller. */
async function rollBack(client: PoolClient): Promise<void> {
  try {
    await client.query('rollback');
    client.release();
  } catch (error) {
    client.release(error instanceof Error ? error : true);
  }
}
