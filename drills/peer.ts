import { createHash, randomUUID } from 'node:crypto';
import { appendFile, readFile, truncate } from 'node:fs/promises';

/** What a partner keeps of a case: the record that it was told last, and the name that its own system gave it. */
export type HeldCase = { position: number; id: string; version: number; body: Record<string, unknown> };

export type Peer = {
  /** Reads once from where it stands, keeps what it is told, and acknowledges it; answers how many records it read. */
  follow(): Promise<number>;
  /** By Concert's id of the case. */
  held(): ReadonlyMap<string, HeldCase>;
  position(): number;
};

type PeerSettings = {
  url: string;
  feedId: string;
  token: () => Promise<string>;
  /** Where everything that it holds is written down, record by record: who starts with the file of another that was killed goes on from there. */
  file: string;
  limit?: number;
  /** Told of every record before it is kept. */
  onRecord?: (record: FeedRecord) => void;
};

export type FeedRecord = {
  position: number;
  kind: 'report' | 'correction' | 'recall' | 'link';
  at: string;
  yourId: string | null;
  hash: string;
  body: { caseId: string; version?: number; primary?: string | null } & Record<string, unknown>;
};

/** `line` as it was received, or that everything up to a position is acknowledged. */
type Entry = { line: string } | { acknowledged: number };

const ACKNOWLEDGED_AT_ONCE = 1_000;

/**
 * A receiving system, as small as one can be: one seizure is one report, a correction replaces it, a recall and a link delete it. What it was told stands in
 * its file before it acknowledges it, so that being killed between any two steps costs it nothing but reading again.
 */
export async function openPeer({ url, feedId, token, file, limit = 1_000, onRecord = () => {} }: PeerSettings): Promise<Peer> {
  const cases = new Map<string, HeldCase>();
  let open: FeedRecord[] = [];
  let after = 0;

  function take(record: FeedRecord): void {
    const { position, kind, body } = record;
    if (kind === 'report' || kind === 'correction') {
      cases.set(body.caseId, { position, id: nameOf(body.caseId), version: body.version ?? 0, body });
    } else cases.delete(body.caseId);
    open.push(record);
    after = position;
  }

  for (const entry of await entriesOf(file)) {
    if ('line' in entry) take(recordOf(entry.line));
    else open = open.filter(({ position }) => position > entry.acknowledged);
  }

  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${await token()}`, 'content-type': 'application/json', ...init.headers };
    const response = await fetch(new URL(`/feeds/${feedId}/${path}`, url), { ...init, headers, signal: AbortSignal.timeout(60_000) });
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${await response.text()}`);
    return response;
  }

  async function read(): Promise<number> {
    const response = await send(`records?after=${after}&limit=${limit}`);
    let [rest, count] = ['', 0];
    for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      const records = lines.map(recordOf);
      records.forEach(onRecord);
      if (lines.length > 0) await keep(file, ...lines.map((line) => ({ line })));
      records.forEach(take);
      count += lines.length;
    }
    return count;
  }

  async function acknowledge(): Promise<void> {
    while (open.length > 0) {
      const some = open.slice(0, ACKNOWLEDGED_AT_ONCE);
      const acknowledgements = some.map(({ position, hash, kind, body }) => {
        const isKept = kind === 'report' || kind === 'correction';
        return { position, hash, outcome: 'taken', ...(isKept ? { externalId: nameOf(body.caseId) } : {}) };
      });
      const until = some.at(-1)?.position ?? 0;
      const response = await send('acknowledgements', {
        method: 'POST',
        headers: { 'idempotency-key': randomUUID() },
        body: JSON.stringify({ acknowledgements }),
      });
      const { results } = (await response.json()) as { results: { position: number; outcome: string; code?: string }[] };
      const refused = results.filter(({ outcome, code }) => outcome === 'refused' && code === 'feed.record-tampered');
      if (refused.length > 0) throw new Error(`Records are not as they were sent: ${JSON.stringify(refused)}`);
      await keep(file, { acknowledged: until });
      open = open.slice(some.length);
    }
  }

  return {
    async follow() {
      const count = await read();
      await acknowledge();
      return count;
    },
    held: () => cases,
    position: () => after,
  };
}

/** By what this system knows a case of Concert's. */
export function nameOf(caseId: string): string {
  return `P-${caseId}`;
}

/** A line, once its body is what its hash says: the body stands last in the line, and is hashed byte for byte. */
export function recordOf(line: string): FeedRecord {
  const record = JSON.parse(line) as FeedRecord;
  const body = line.slice(line.indexOf('"body":') + '"body":'.length, -1);
  if (createHash('sha256').update(body).digest('hex') !== record.hash) throw new Error(`Record ${record.position} was changed on its way.`);
  return record;
}

async function keep(file: string, ...entries: readonly Entry[]): Promise<void> {
  await appendFile(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
}

/** Whoever was killed while it wrote has left half a line, which is not there. */
async function entriesOf(file: string): Promise<Entry[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) await truncate(file, Buffer.byteLength(whole));
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Entry);
}
