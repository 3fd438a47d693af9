import type { QueryConfig } from 'pg';
import type { Tx } from './event.ts';
import type { PrismaClient } from './generated/client.ts';

/**
 * What is under way when the figures of an operation are frozen is waited for, and what comes after counts from after the cut-off, whatever
 * its clock says: so that an edition is what a recomputation at its cut-off gives, for ever. Whoever writes what counts holds a share of the
 * operation until its commit, taken before anything else, or two that wait for each other's rows could wait for the freeze as well.
 */
const SHARE = 'select pg_advisory_xact_lock_shared(hashtext(key)) from (select distinct unnest($1::text[]) as key order by 1) as keys';

export function shareOf(operationIds: readonly string[]): QueryConfig {
  return { name: 'share-figures', text: SHARE, values: [operationIds.map(keyOf)] };
}

/** Takes the share inside a transaction of Prisma's, and answers from when on what is said now counts. */
export async function countsFrom(tx: Tx, operationIds: readonly string[], at: Date): Promise<Date> {
  for (const key of [...new Set(operationIds.map(keyOf))].sort()) {
    await tx.$executeRaw`select pg_advisory_xact_lock_shared(hashtext(${key}))`;
  }
  const [row] = await tx.$queryRaw<{ at: Date }[]>`
    select greatest(${at}::timestamptz, (
      select max(at) + interval '1 millisecond' from frozen_until where operation_id = any (${[...operationIds]}::uuid[]))) as at`;
  return row?.at ?? at;
}

/** Everything that counts up to this moment is committed when this returns. Bears being asked twice. */
export async function freezeUntil(prisma: PrismaClient, operationId: string, cutOff: Date): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${keyOf(operationId)}))`;
    await tx.$executeRaw`
      insert into frozen_until as f (operation_id, at) values (${operationId}::uuid, ${cutOff}::timestamptz)
      on conflict (operation_id) do update set at = greatest(f.at, excluded.at)`;
  });
}

function keyOf(operationId: string): string {
  return `figures/${operationId}`;
}
