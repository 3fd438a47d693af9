import type { Database } from './client.ts';
import { inTransaction } from './transaction.ts';

/**
 * `nudge` wakes the workflow; `deliver`, `import`, `unlock`, `ask`, `recall`, `retain`, `purge`, `send` and `summaries` start it, for what its id
 * names.
 */
export type Nudge = { id: string; workflowId: string; signal: string };

/**
 * Hands a batch of undelivered nudges to `deliver`, oldest first, holding their rows so that no other relay takes them meanwhile. They count
 * as delivered when it returns; when it throws they stay.
 */
export async function claimNudges(
  { pool }: Database,
  limit: number,
  deliver: (nudges: readonly Nudge[]) => Promise<void>,
): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<Nudge>({
      name: 'claim-nudges',
      text: `
        select id::text, workflow_id as "workflowId", signal from outbox
        where delivered_at is null order by id limit $1 for update skip locked`,
      values: [limit],
    });
    if (rows.length > 0) {
      await deliver(rows);
      const ids = rows.map(({ id }) => id);
      await client.query({
        name: 'mark-delivered',
        text: 'update outbox set delivered_at = now() where id = any ($1::bigint[])',
        values: [ids],
      });
    }
    return rows.length;
  });
}

/** Does something outside the database that two may not do at once for the same thing, or the one that read earlier could have the last word. */
export async function oneAtATime<Done>({ pool }: Database, thing: string, act: () => Promise<Done>): Promise<Done> {
  return inTransaction(pool, async (client) => {
    await client.query({ name: 'one-at-a-time', text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [thing] });
    return act();
  });
}
