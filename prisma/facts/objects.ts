import type { Database } from '../client.ts';
import { inTransaction } from '../transaction.ts';

/**
 * Waits for whoever may be deleting this object just now. To be asked once the row that tells of it is written: the object is then there for good, or
 * has gone, and is put again.
 */
export async function waitForObject({ pool }: Database, sha256: string): Promise<void> {
  await inTransaction(pool, (client) => client.query(`select pg_advisory_xact_lock_shared(hashtext('object/' || $1))`, [sha256]));
}
