import type { Pool, PoolClient } from 'pg';
import { EVERYTHING, settingsOf } from './sight.ts';

/** All of it or nothing. A connection that cannot even roll back is thrown away: its transaction would go to the next caller. */
export async function inTransaction<Done>(pool: Pool, work: (client: PoolClient) => Promise<Done>): Promise<Done> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const done = await work(client);
    await client.query('commit');
    return done;
  } catch (error) {
    await client.query('rollback').catch((failed: Error) => {
      broken = failed;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Tables in which a change leaves a row for somebody who comes behind those that make them. */
type Queue = 'stale_case' | 'unmatched_case' | 'unsurveyed_operation';

/**
 * Works off a queue, over everybody's rows, as long as nobody else does; answers what `work` does, and 0 where there is nothing to do. Dying on
 * the way changes nothing, since all of it is one transaction. The queue is looked at first, several times a second by every worker: a tenth of
 * a millisecond, where a round that finds nothing takes several.
 */
export async function takeTurn(pool: Pool, queue: Queue, work: (client: PoolClient) => Promise<number>): Promise<number> {
  const { rows } = await pool.query<{ isThere: boolean }>({
    name: `anything-${queue}`,
    text: `select exists (select from ${queue}) as "isThere"`,
  });
  if (!rows[0]?.isThere) return 0;
  return inTransaction(pool, async (client) => {
    await client.query(settingsOf(EVERYTHING));
    const lock = { text: 'select pg_try_advisory_xact_lock(hashtext($1)) as "isMine"', values: [queue] };
    const { rows: locks } = await client.query<{ isMine: boolean }>(lock);
    return locks[0]?.isMine ? work(client) : 0;
  });
}
