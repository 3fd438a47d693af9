import type { Database } from '../client.ts';
import type { Prisma } from '../generated/client.ts';
import type { Tx } from '../event.ts';

export type StoredReply = { status: number; body: unknown; etag: string | null; location: string | null };

/** The answer to a request, kept so that a repeat under the same key gets it again. */
export type Receipt = { personId: string; key: string; fingerprint: string; reply: StoredReply };

type Key = Omit<Receipt, 'reply'>;

export type FoundReceipt = Key & { reply: StoredReply | null };

/** Belongs in the transaction of the fact: either both are there or neither. A key that was used makes the transaction fail. */
export async function insertReceipt(tx: Tx, { personId, key, fingerprint, reply }: Receipt): Promise<void> {
  const { status, body, etag, location } = reply;
  await tx.receipt.create({ data: { personId, key, fingerprint, status, etag, location, body: body as Prisma.InputJsonValue } });
}

export async function findReceipt(
  { prisma }: Database,
  { personId, key }: Pick<Receipt, 'personId' | 'key'>,
): Promise<FoundReceipt | null> {
  const row = await prisma.receipt.findUnique({ where: { personId_key: { personId, key } } });
  if (!row) return null;
  const { fingerprint, status, body, etag, location } = row;
  return { personId, key, fingerprint, reply: status === null ? null : { status, body, etag, location } };
}

/** Claims a key before a decision is taken under it. Answers what it was used for before, if it was. */
export async function reserveReceipt(database: Database, { personId, key, fingerprint }: Key): Promise<FoundReceipt | null> {
  const { rowCount } = await database.pool.query({
    name: 'reserve-receipt',
    text: 'insert into receipt (person_id, key, fingerprint) values ($1, $2, $3) on conflict do nothing',
    values: [personId, key, fingerprint],
  });
  return rowCount === 1 ? null : findReceipt(database, { personId, key });
}

/** Stores the answer to a decision, and answers what is stored: of two requests under one key at once, the quicker one's answer is both's. */
export async function completeReceipt({ pool }: Database, { personId, key, fingerprint }: Key, reply: StoredReply): Promise<StoredReply> {
  const { status, body, etag, location } = reply;
  const { rows } = await pool.query<StoredReply>({
    name: 'complete-receipt',
    text: COMPLETE_RECEIPT,
    values: [personId, key, fingerprint, status, etag, location, JSON.stringify(body)],
  });
  return rows[0] ?? reply;
}

/** Nothing to update is what a refusal under the same key has left: see releaseReceipt. */
const COMPLETE_RECEIPT = `
  insert into receipt as r (person_id, key, fingerprint, status, etag, location, body) values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (person_id, key) do update set
    status = coalesce(r.status, excluded.status),
    etag = case when r.status is null then excluded.etag else r.etag end,
    location = case when r.status is null then excluded.location else r.location end,
    body = case when r.status is null then excluded.body else r.body end
  returning status, etag, location, body`;

/** Gives a reserved key back after a refusal. A key under which something was answered stays used. */
export async function releaseReceipt({ prisma }: Database, { personId, key }: Key): Promise<void> {
  await prisma.receipt.deleteMany({ where: { personId, key, status: null } });
}
