import type { PoolClient } from 'pg';
import type { Database } from '../client.ts';
import { EVERYTHING, settingsOf } from '../sight.ts';
import { EVIDENCE_FILES } from './evidence-sql.ts';
import { copiedBy } from './exports.ts';

export type EvidenceFile = { name: string; read: () => AsyncIterable<Uint8Array> };

/** The record of an operation as of one moment: its files can be read as often as one likes until it is closed, and say the same each time. */
export type Evidence = { title: string; upTo: string; files: readonly EvidenceFile[]; close: () => Promise<void> };

/** `upTo` is the last event that it holds; the last one of all where it is not said. */
export async function openEvidence({ copies }: Database, operationId: string, upTo?: string): Promise<Evidence> {
  const client = await copies.connect();
  const close = closing(client);
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query(settingsOf(EVERYTHING));
    await client.query(`set local time zone 'UTC'`); // times are written as of the session's zone
    const { rows } = await client.query<{ title: string; last: string }>(LAST, [operationId]);
    const [found] = rows;
    if (!found) throw new Error(`There is no operation ${operationId}.`);
    const last = upTo ?? found.last;
    await client.query(CHOOSE, [operationId, last]);
    const files = EVIDENCE_FILES.map(({ name, copy }) => ({ name, read: () => copiedBy(client, copy) }));
    return { title: found.title, upTo: last, files, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const LAST = `
  select title, coalesce((select max(seq) from event where operation_id = $1), 0)::text as last from operation where id = $1`;
const CHOOSE = `select set_config('app.evidence_operation', $1, true), set_config('app.evidence_up_to', $2, true)`;

/**
 * A file that is half read is left on its connection, which is thrown away whatever happened: this is asked for a few times a year. Where nobody closes it
 * the server ends it after a minute in which nothing is read.
 */
function closing(client: PoolClient): () => Promise<void> {
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    client.release(true);
  };
  client.once('end', () => void close());
  return close;
}
