import { createHash } from 'node:crypto';
import { tarGz, type ArchiveFile } from './tar.ts';

/** A file that can be read as often as one likes, and says the same each time. */
type Source = { name: string; read: () => AsyncIterable<Uint8Array> };

/** When, by whom and of what a bundle was made. */
export type EvidenceAbout = {
  operation: { id: string; title: string };
  madeAt: string;
  madeBy: { name: string; organisation: string };
  /** The last event of the ledger that it holds. */
  upTo: string;
};

type Listed = { name: string; size: number; lines: number; sha256: string };

export type EvidenceBundle = { manifest: Buffer; manifestSha256: string; pieces: AsyncIterable<Uint8Array> };

const HOLDS =
  'Decisions and what was said of them. No reports, match keys, attachments, drafts, letters or contents of products: events name a case by its id, and by the reference that its owner gave it.';

/**
 * Files that prove something, with a manifest of their sizes and hashes in front. They are read twice, once to know the manifest before anything leaves
 * and once to send them, so that memory holds a piece of one.
 */
export async function evidenceBundle(about: EvidenceAbout, sources: readonly Source[]): Promise<EvidenceBundle> {
  const listed: Listed[] = [];
  for (const source of sources) listed.push(await measure(source));
  const events = listed.find(({ name }) => name === 'events.ndjson')?.lines ?? 0;
  const manifest = Buffer.from(`${JSON.stringify({ ...about, holds: HOLDS, events, files: listed }, null, 2)}\n`);
  const files = sources.map(({ name, read }, i): ArchiveFile => ({ name, size: listed[i]?.size ?? 0, content: read }));
  return {
    manifest,
    manifestSha256: createHash('sha256').update(manifest).digest('hex'),
    pieces: tarGz([{ name: 'manifest.json', size: manifest.length, content: () => once(manifest) }, ...files], new Date(about.madeAt)),
  };
}

async function measure({ name, read }: Source): Promise<Listed> {
  const hash = createHash('sha256');
  let [size, lines] = [0, 0];
  for await (const piece of read()) {
    hash.update(piece);
    size += piece.length;
    for (let at = piece.indexOf(LINE_END); at >= 0; at = piece.indexOf(LINE_END, at + 1)) lines += 1;
  }
  return { name, size, lines, sha256: hash.digest('hex') };
}

const LINE_END = 10;

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
