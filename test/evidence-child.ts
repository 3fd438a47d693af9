import { existsSync, readFileSync } from 'node:fs';
import { evidenceBundle } from '../documents/evidence.ts';
import { openDatabase } from '../prisma/client.ts';
import { openEvidence } from '../prisma/reads/evidence.ts';

/** A process of its own, so that its memory is that of bundling and of nothing else: says how many bytes it read, and how much it grew at most. */
const [url = '', small = '', large = ''] = process.argv.slice(2);
const database = openDatabase({ url });

/** Whoever holds what it read must be seen to grow, or the measure is none. */
const held: Uint8Array[] = [];

/** What nobody holds any more is swept often: the most that was used is then what was needed, and not what was left lying. */
let swept = 0;
function sweep(read: number): void {
  swept = read;
  globalThis.gc?.();
}

async function bundle(id: string, { holds = false } = {}): Promise<number> {
  const evidence = await openEvidence(database, id);
  const about = { operation: { id, title: 'x' }, madeAt: '2028-01-01T00:00:00.000Z', madeBy: { name: 'x', organisation: 'x' } };
  let read = 0;
  swept = 0;
  const files = evidence.files.map((file) => ({
    ...file,
    read: async function* () {
      for await (const piece of file.read()) {
        read += piece.length;
        if (read - swept > 2_000_000) sweep(read);
        if (holds) held.push(Buffer.from(piece));
        yield piece;
      }
    },
  }));
  const { pieces } = await evidenceBundle({ ...about, upTo: evidence.upTo }, files);
  for await (const _ of pieces);
  await evidence.close();
  return read;
}

/** The most that this program has used. Linux counts in `maxRSS` what the process was before it became this program: a runner of tests, much larger. */
function mostKilobytes(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
}

async function growth(id: string, how = {}): Promise<{ read: number; grown: number }> {
  const before = mostKilobytes();
  const read = await bundle(id, how);
  return { read, grown: (mostKilobytes() - before) * 1024 };
}

await bundle(small);
const streaming = await growth(large);
const holding = await growth(large, { holds: true });
await database.close();
process.stdout.write(JSON.stringify({ streaming, holding }));
