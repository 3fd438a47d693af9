import { createHash } from 'node:crypto';
import type { Database } from '../prisma/client.ts';
import { finishExport } from '../prisma/facts/exports.ts';

/** What is sent, counted and hashed on its way. The manifest is complete before the last piece leaves. */
export async function* accounted(database: Database, id: string, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of pieces) {
    hash.update(piece);
    bytes += piece.length;
    yield piece;
  }
  await finishExport(database, { id, bytes, sha256: hash.digest('hex') });
}
