import type { PoolClient } from 'pg';
import { operationTime, type Clock } from '../../domain/clock.ts';
import type { RecordKind } from '../../domain/retention.ts';
import type { Database } from '../client.ts';
import { readEnded } from '../reads/ended-operations.ts';
import { IS_DUE, SAID_HASH, standings } from '../reads/retention-sql.ts';
import { standingValues } from '../reads/retention.ts';
import { EVERYTHING, settingsOf } from '../sight.ts';
import { inTransaction } from '../transaction.ts';
import { PURGE_CONTENTS, PURGE_WORDS } from './purged-contents.ts';

export type PurgeWork = { id: string; operationId: string; state: 'purging' | 'done' };

export async function loadPurge({ pool }: Database, purgeId: string): Promise<PurgeWork | null> {
  const { rows } = await pool.query<PurgeWork>('select id, operation_id as "operationId", state from purge where id = $1', [purgeId]);
  return rows[0] ?? null;
}

type Item = { kind: RecordKind; id: string; isReady: boolean };

/**
 * Purges up to `limit` records of those that were decided on, in one transaction with its events; answers how many it dealt with. Each is looked at once
 * more, under the lock that a hold takes too: what may not go by now stays, and says why. A case whose sums are not kept yet waits: they are counted
 * from its rows. Carried out twice, or by two workers, it does the same once.
 */
export async function purgeBatch(
  { copies }: Database,
  { id: purgeId, operationId }: PurgeWork,
  { realNow, limit }: { realNow: number; limit: number },
): Promise<{ dealtWith: number; waiting: number }> {
  return inTransaction(copies, async (client) => {
    await client.query(settingsOf(EVERYTHING));
    const { rows } = await client.query<{ clock: Clock }>('select clock from operation where id = $1 for no key update', [operationId]);
    const now = new Date(operationTime((rows[0] as { clock: Clock }).clock, realNow));
    const { rows: items } = await client.query<Item>(NEXT, [purgeId, limit]);
    const ready = items.filter(({ isReady }) => isReady).map(({ id }) => id);
    const waiting = items.length - ready.length;
    if (ready.length === 0) return { dealtWith: 0, waiting };

    const scope = { operationId, now };
    const values = [...standingValues(scope, await readEnded(client, operationId)), ready, purgeId];
    await client.query(STAY, values);
    await purgeContents(client, purgeId, ready);
    await client.query(GO, [purgeId, ready, now]);
    await client.query(TELL, [operationId, purgeId, ready, now]);
    return { dealtWith: ready.length, waiting };
  });
}

async function purgeContents(client: PoolClient, purgeId: string, ready: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ kind: RecordKind; ids: string[] }>(GOING, [purgeId, ready]);
  for (const { kind, ids } of rows) {
    for (const text of PURGE_CONTENTS[kind]) await client.query(text, text.includes('$2') ? [ids, purgeId] : [ids]);
  }
}

const NEXT = `
  select kind, record_id as id, not exists (select from stale_case s where s.case_id = t.record_id) as "isReady"
  from tombstone t where purge_id = $1 and purged_at is null and kept is null order by kind, record_id limit $2 for update`;

/** What says something else by now than what was decided on is another record. */
const STAY = `
  with ${standings(true)}, found as materialized (
    select j.id, case when not ${IS_DUE} then verdict when ${SAID_HASH} <> t.sha256 then 'changed' end as why
    from judged j join tombstone t on t.purge_id = $7 and t.kind = j.kind and t.record_id = j.id
  )
  update tombstone t set kept = coalesce(f.why, 'changed'), recorded_at = now()
  from unnest($6::uuid[]) as asked (id) left join found f on f.id = asked.id
  where t.purge_id = $7 and t.record_id = asked.id and (f.id is null or f.why is not null)`;

const GOING = `
  select kind, array_agg(record_id::text) as ids from tombstone
  where purge_id = $1 and record_id = any ($2::uuid[]) and purged_at is null and kept is null group by kind`;

const GO = `
  update tombstone set purged_at = $3::timestamptz, recorded_at = now()
  where purge_id = $1 and record_id = any ($2::uuid[]) and purged_at is null and kept is null`;

/** Each owner is told of its own, and the leads of what is nobody's. */
const TELL = `
  insert into event (operation_id, type, subject_id, organisation_id, at, data)
  select $1, 'records.purged', $2::uuid, organisation_id, $4::timestamptz,
    jsonb_build_object('class', class, 'records', count(*), 'rules', array_agg(distinct rule))
  from tombstone where purge_id = $2 and record_id = any ($3::uuid[]) and purged_at is not null
  group by organisation_id, class order by organisation_id, class`;

/** Objects of the purge that have not been looked at yet. */
export async function listLooseObjects({ pool }: Database, purgeId: string, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ sha256: string }>('select sha256 from loose_object where purge_id = $1 order by sha256 limit $2', [
    purgeId,
    limit,
  ]);
  return rows.map(({ sha256 }) => sha256);
}

/**
 * Has an object deleted, unless a row tells of it still: another case, or a file that came in again. Whoever keeps one looks for it once more behind the
 * same lock, after its row is written (prisma/facts/objects.ts).
 */
export async function dropObject({ copies }: Database, sha256: string, remove: (sha256: string) => Promise<void>): Promise<void> {
  await inTransaction(copies, async (client) => {
    await client.query(settingsOf(EVERYTHING));
    await client.query(`select pg_advisory_xact_lock(hashtext('object/' || $1))`, [sha256]);
    const { rows } = await client.query<{ isTold: boolean }>(TOLD, [sha256]);
    if (!rows[0]?.isTold) await remove(sha256);
    await client.query('delete from loose_object where sha256 = $1', [sha256]);
  });
}

const TOLD = `
  select exists (select from attachment where sha256 = $1)
    or exists (
      select from import i where i.sha256 = $1
        and not exists (select from tombstone t where t.record_id = i.id and t.purged_at is not null)) as "isTold"`;

/** Takes the words of what has gone out of the ledger and the stored answers. Bears being done again. */
export async function purgeWords({ copies }: Database, { id, operationId }: PurgeWork): Promise<void> {
  await inTransaction(copies, async (client) => {
    await client.query(settingsOf(EVERYTHING));
    for (const text of PURGE_WORDS) await client.query(text, [operationId, id]);
  });
}

/** The end of a purge, with the hash of its proof. Wakes what watches over the records: it may be over. */
export async function finishPurge(
  { copies }: Database,
  { id, operationId }: PurgeWork,
  { realNow, manifestSha256 }: { realNow: number; manifestSha256: string },
): Promise<void> {
  await inTransaction(copies, async (client) => {
    await client.query(settingsOf(EVERYTHING));
    const { rows } = await client.query<{ clock: Clock }>('select clock from operation where id = $1 for no key update', [operationId]);
    const now = new Date(operationTime((rows[0] as { clock: Clock }).clock, realNow));
    const { rowCount } = await client.query(FINISH, [id, now, manifestSha256]);
    if (rowCount === 0) return;
    await client.query(TELL_FINISHED, [operationId, id, now, manifestSha256]);
    await client.query(`insert into outbox (workflow_id, signal) values ('retention/' || $1::text, 'nudge')`, [operationId]);
  });
}

const FINISH = `update purge set state = 'done', finished_at = $2, manifest_sha256 = $3 where id = $1 and state = 'purging'`;
const TELL_FINISHED = `
  insert into event (operation_id, type, subject_id, at, data)
  select $1, 'purge.finished', $2, $3, jsonb_build_object('purged', count(purged_at), 'kept', count(kept), 'manifestSha256', $4::text)
  from tombstone where purge_id = $2`;
