import type { PoolClient } from 'pg';
import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { readEnded } from '../reads/ended-operations.ts';
import { IS_DUE, LIST_HASH, SAID_HASH, standings } from '../reads/retention-sql.ts';
import { standingValues } from '../reads/retention.ts';
import { EVERYTHING, settingsOf } from '../sight.ts';
import { inTransaction } from '../transaction.ts';
import { RECEIPT_COLUMNS, receiptValues } from './receipt-values.ts';
import type { Receipt } from './receipts.ts';

export type NewPurge = { id: string; operationId: string; personId: string; preview: string; reason: string; at: Date };

/** What has been decided: nothing else may become of the transaction. */
class Refused extends Error {
  readonly code: FailureCode;
  constructor(code: FailureCode) {
    super(code);
    this.code = code;
  }
}

/**
 * The word of a coordinator that what a preview showed is to go: exactly that is written down, record by record, and nothing if it is not what
 * would go now. What is held, or needed, by the time its turn comes stays all the same.
 */
export async function decidePurge(
  { copies }: Database,
  purge: NewPurge,
  receiptFor: (records: number) => Receipt,
): Promise<FailureCode | { records: number }> {
  try {
    return await inTransaction(copies, (client) => writeDown(client, purge, receiptFor));
  } catch (error) {
    if (error instanceof Refused) return error.code;
    if ((error as { constraint?: string }).constraint === 'one_purge_at_a_time') return 'purge.under-way';
    throw error;
  }
}

async function writeDown(
  client: PoolClient,
  { id, operationId, personId, preview, reason, at }: NewPurge,
  receiptFor: (records: number) => Receipt,
): Promise<{ records: number }> {
  await client.query(settingsOf(EVERYTHING));
  await client.query('select from operation where id = $1 for no key update', [operationId]);
  const ended = await readEnded(client, operationId);
  if (ended.endedAt === null) throw new Refused('operation.not-over');
  const { rows: running } = await client.query(`select from purge where operation_id = $1 and state = 'purging'`, [operationId]);
  if (running.length > 0) throw new Refused('purge.under-way');
  await client.query(
    `insert into purge (id, operation_id, decided_by_id, decided_at, reason, preview_sha256, records) values ($1, $2, $3, $4, $5, $6, 0)`,
    [id, operationId, personId, at, reason, preview],
  );
  const values = [...standingValues({ operationId, now: at }, ended), id];
  const { rows } = await client.query<{ sha256: string | null; records: number }>(WRITE_DOWN, values);
  const { sha256 = null, records = 0 } = rows[0] ?? {};
  if (records === 0) throw new Refused('purge.nothing-due');
  if (sha256 !== preview) throw new Refused('purge.preview-outdated');
  await client.query('update purge set records = $2 where id = $1', [id, records]);
  const data = JSON.stringify({ records, preview, reason });
  await client.query(
    `insert into event (operation_id, type, subject_id, actor_id, at, data) values ($1, 'purge.decided', $2, $3, $4, $5)`,
    [operationId, id, personId, at, data],
  );
  await client.query(`insert into outbox (workflow_id, signal) values ('purge/' || $1::text, 'purge')`, [id]);
  await client.query(`insert into receipt (${RECEIPT_COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7)`, receiptValues(receiptFor(records)));
  return { records };
}

const WRITE_DOWN = `
  with ${standings(false)}, due as materialized (
    select j.*, ${SAID_HASH} as sha256 from judged j where ${IS_DUE}
  ), written as (
    insert into tombstone (purge_id, kind, record_id, class, operation_id, organisation_id, sha256, rule, since)
    select $6::uuid, kind, id, class, $1, organisation_id, sha256, verdict, since from due
  )
  select case when count(*) > 0 then ${LIST_HASH} end as sha256, count(*)::int as records from due`;
