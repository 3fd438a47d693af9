import type { Tx } from '../event.ts';
import { Prisma } from '../generated/client.ts';
import { joinedByHash } from '../join.ts';
import { countedOf, judgedOf, type Release, type ReleaseScope } from './releasable.ts';

/** CTEs `scoped`, `judged` and `released` as `releasable` has them, of what `judgeReports` has worked out in this transaction. */
export const JUDGED = Prisma.sql`scoped as (select * from pg_temp.scoped_seizure), judged as (select * from pg_temp.judged_report), released as (
      select case_id, version, organisation_id, code, tlp, purposes, shares, permission from judged where verdict is null
    )`;

/** A hundred thousand reports are sorted in it, where PostgreSQL's 4 MB go through files. */
const MEMORY = '64MB';

/**
 * Works out once which seizures count and who may have their reports, for everything that a summary asks of them. In tables of the transaction's own,
 * which go with it: PostgreSQL knows how large a table is, and plans for few reports as for many. The caller must see everything (prisma/sight.ts).
 */
export async function judgeReports(tx: Tx, scope: ReleaseScope, release: Release): Promise<void> {
  await tx.$executeRawUnsafe(`set local work_mem = '${MEMORY}'`); // until the transaction ends: what is asked of these is as large
  await tx.$executeRaw`drop table if exists pg_temp.scoped_seizure, pg_temp.judged_report`;
  const scoped = Prisma.sql`scoped as (select * from pg_temp.scoped_seizure)`;
  await joinedByHash(tx, async () => {
    await tx.$executeRaw`create temporary table scoped_seizure on commit drop as with ${countedOf(scope)} select * from scoped`;
    await tx.$executeRaw`analyze pg_temp.scoped_seizure`;
    await tx.$executeRaw`create temporary table judged_report on commit drop as with ${scoped}, ${judgedOf(scope, release)} select * from judged`;
    await tx.$executeRaw`analyze pg_temp.judged_report`;
  });
}

/** Owners of whom something was left out for want of their consent. */
export async function readUnasked(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with ${JUDGED} select distinct organisation_id::text as id from judged where verdict = 'consent' order by id`;
  return rows.map(({ id }) => id);
}
