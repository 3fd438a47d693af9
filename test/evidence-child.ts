import { evidenceBundle } from '../documents/evidence.ts';
import { openDatabase } from '../prisma/client.ts';
import { openEvidence } from '../prisma/reads/evidence.ts';

/** A process of its own, so that its memory is that of bundling and of nothing else: says how many bytes it read, and how much it grew at most. */
const [url = '', small = '', large = ''] = process.argv.slice(2);
const database = openDatabase({ url });

async function bundle(id: string): Promise<number> {
  const evidence = await openEvidence(database, id);
  const about = { operation: { id, title: 'x' }, madeAt: '2028-01-01T00:00:00.000Z', madeBy: { name: 'x', organisation: 'x' } };
  let read = 0;
  const files = evidence.files.map((file) => ({
    ...file,
    read: async function* () {
      for await (const piece of file.read()) {
        read += piece.length;
        yield piece;
      }
    },
  }));
  const { pieces } = await evidenceBundle({ ...about, upTo: evidence.upTo }, files);
  for await (const _ of pieces);
  await evidence.close();
  return read;
}

await bundle(small);
const before = process.resourceUsage().maxRSS;
const read = await bundle(large);
const grown = (process.resourceUsage().maxRSS - before) * 1024;
await database.close();
process.stdout.write(JSON.stringify({ read, grown }));
