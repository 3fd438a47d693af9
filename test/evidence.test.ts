import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evidenceBundle } from '../documents/evidence.ts';
import { openEvidence } from '../prisma/reads/evidence.ts';
import { castOf } from './cast.ts';
import { created } from './operations.ts';
import { aCompleteOperation, lapseAt, purgeDue, reviewAt, streamed } from './retention.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, otto, ada, bea, paul } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

/** Opened by a tool that is none of ours. */
function unpacked(bytes: Buffer): string {
  const folder = mkdtempSync(join(stack.parts.folder, 'evidence-'));
  const archive = join(folder, '..', `${folder.split('/').at(-1)}.tar.gz`);
  writeFileSync(archive, bytes);
  execFileSync('tar', ['--warning=no-timestamp', '-xzf', archive, '-C', folder]);
  return folder;
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const linesIn = (folder: string, name: string): any[] =>
  readFileSync(join(folder, name), 'utf8')
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

test('the bundle opens with tar, its manifest names every file with size and hash, and the ledger knows the manifest by its own', async () => {
  const { id, editionId, french } = await aCompleteOperation(stack);
  await reviewAt(stack, id, '2027-06-01T09:00', ['felix.france']);
  await lapseAt(stack, id, '2027-08-15T09:00');
  await purgeDue(stack, id);
  const taken = await streamed(stack, 'otto.auditor', `/operations/${id}/evidence`);
  expect(taken.headers.get('content-type')).toBe('application/gzip');
  const folder = unpacked(taken.bytes);

  const manifest = readFileSync(join(folder, 'manifest.json'));
  expect(hashOf(manifest)).toBe(taken.headers.get('evidence-manifest-sha256'));
  const { files, ...about } = JSON.parse(manifest.toString());
  expect(about).toMatchObject({ operation: { id, title: 'Operation Tulip' }, madeBy: { name: 'Otto Auditor' } });
  expect(readdirSync(folder).sort()).toEqual(['manifest.json', ...files.map(({ name }: any) => name)].sort());
  for (const { name, size, sha256, lines } of files) {
    const bytes = readFileSync(join(folder, name));
    expect([name, bytes.length, hashOf(bytes), linesIn(folder, name).length]).toEqual([name, size, sha256, lines]);
  }

  expect(linesIn(folder, 'plan-versions.ndjson')).toMatchObject([{ number: 1, state: 'approved' }]);
  expect(linesIn(folder, 'decisions.ndjson').map(({ kind }) => kind)).toEqual(['approve', 'approve']);
  expect(linesIn(folder, 'editions.ndjson')).toMatchObject([{ id: editionId, stage: 'published' }]);
  expect(linesIn(folder, 'answers.ndjson').map(({ answer }) => answer)).toEqual(expect.arrayContaining(['accept', 'silence']));
  expect(linesIn(folder, 'tombstones.ndjson').map((line) => line.record_id)).toContain(french);
  const events = linesIn(folder, 'events.ndjson');
  expect(events).toHaveLength(about.events);
  expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['operation.created', 'edition.published', 'purge.finished']));
  const { items } = (await otto.get(`/operations/${id}/events?limit=200`)).body;
  expect(items.at(-1)).toMatchObject({ type: 'evidence.taken', data: { manifestSha256: hashOf(manifest), upTo: about.upTo } });
  const exported = (await otto.get(`/exports/${taken.headers.get('export-id')}`)).body;
  expect(exported).toMatchObject({ content: 'evidence.tar.gz', sha256: taken.sha256, bytes: String(taken.bytes.length) });
});

test('no report, key, attachment, draft or letter is in it, and nobody but coordinators and auditors gets it', async () => {
  const { id } = await aCompleteOperation(stack, {
    reporting: async (running) => {
      const keys = [{ kind: 'container', value: 'MSCU1000070' }];
      const seizures = [
        { number: 1, seizedAt: '2026-03-10T12:00:00+01:00', goods: [{ heading: 'medicines', quantity: '5', unit: 'C62' }], keys },
      ];
      created(await bea.post(`/operations/${running}/cases`, { reference: 'BE-KEYS', summary: 'Hidden in the spare wheel', seizures }));
      created(await bea.post(`/operations/${running}/drafts`, { report: { reference: 'Unsaid' } }));
    },
  });
  const folder = unpacked((await streamed(stack, 'clara.coordinator', `/operations/${id}/evidence`)).bytes);
  const everything = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n'); // prettier-ignore
  for (const secret of ['MSCU1000070', 'spare wheel', 'Unsaid', 'What BE-1 says', '@']) {
    expect([secret, everything.includes(secret)]).toEqual([secret, false]);
  }
  for (const [who, status] of [
    [ada, 403],
    [bea, 403],
    [paul, 403],
  ] as const) {
    expect((await who.get(`/operations/${id}/evidence`)).status).toBe(status);
  }
  expect(
    (await clara.get(`/operations/${id}/events?limit=200`)).body.items.filter(({ type }: any) => type === 'evidence.taken'),
  ).toHaveLength(1);
});

async function bundleOf(id: string, upTo?: string): Promise<{ bytes: Buffer; manifestSha256: string }> {
  const evidence = await openEvidence(stack.database, id, upTo);
  const about = {
    operation: { id, title: evidence.title },
    madeAt: '2028-01-01T00:00:00.000Z',
    madeBy: { name: 'O', organisation: 'wco' },
  };
  const { pieces, manifestSha256 } = await evidenceBundle({ ...about, upTo: evidence.upTo }, evidence.files);
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  await evidence.close();
  return { bytes: Buffer.concat(parts), manifestSha256 };
}

test('the same ledger at the same instant gives the same bytes, and another event gives others', async () => {
  const { id } = await aCompleteOperation(stack);
  const first = await bundleOf(id);
  expect((await bundleOf(id)).bytes.equals(first.bytes)).toBe(true);
  created(await clara.post(`/operations/${id}/holds`, { reason: 'The trial goes on' }));
  expect((await bundleOf(id)).manifestSha256).not.toBe(first.manifestSha256);
});

test('an operation of 100,000 events is bundled in memory for a piece of it', async () => {
  const [small, large] = [await anOperationOf(0), await anOperationOf(100_000)];
  const { rows } = await stack.database.pool.query<{ name: string }>('select current_database() as name');
  const url = new URL(stack.parts.databaseUrl);
  url.pathname = `/${rows[0]?.name}`;
  const child = execFileSync(process.execPath, ['--expose-gc', join(__dirname, 'evidence-child.ts'), url.href, small, large], {
    encoding: 'utf8',
  });
  const { streaming, holding } = JSON.parse(child);
  expect(streaming.read).toBeGreaterThan(2 * 40_000_000); // twice over, or nothing was proved
  expect(streaming.grown).toBeLessThan(40_000_000);
  expect(holding.grown).toBeGreaterThan(48_000_000); // whoever held it would have been seen
});

/** With so many events of some length. */
async function anOperationOf(events: number): Promise<string> {
  const { id } = await aCompleteOperation(stack);
  const many = `
    insert into event (operation_id, type, at, data)
    select $1, 'tasking.reminded', now(), jsonb_build_object('kind', 'report', 'key', 'period-' || n, 'tells', repeat(md5(n::text), 8))
    from generate_series(1, $2) n`;
  await stack.database.pool.query(many, [id, events]);
  return id;
}
