import { evidenceBundle } from '../documents/evidence.ts';
import { openDatabase } from '../prisma/client.ts';
import { openEvidence } from '../prisma/reads/evidence.ts';

/** A process of its own, so that its memory is that of bundling and of nothing else: says how many bytes it read, and how much it grew at most. */
const [url = '', small = '', large = ''] = process.argv.slice(2);
const database = openDatabase({ url });

/** Whoever holds what it read must be seen to grow, or the measure is none. */
const held: Uint8Array[] = [];

async function bundle(id: string, { holds = false } = {}): Promise<number> {
  const evidence = await openEvidence(database, id);
  const about = { operation: { id, title: 'x' }, madeAt: '2028-01-01T00:00:00.000Z', madeBy: { name: 'x', organisation: 'x' } };
  let read = 0;
  const files = evidence.files.map((file) => ({
    ...file,
    read: async function* () {
      for await (const piece of file.read()) {
        read += piece.length;
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

async function growth(id: string, how = {}): Promise<{ read: number; grown: number }> {
  const before = process.resourceUsage().maxRSS;
  const read = await bundle(id, how);
  return { read, grown: (process.resourceUsage().maxRSS - before) * 1024 };
}

await bundle(small);
const streaming = await growth(large);
const holding = await growth(large, { holds: true });
await database.close();
process.stdout.write(JSON.stringify({ streaming, holding }));
