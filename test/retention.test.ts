import { randomUUID } from 'node:crypto';
import { seeAll } from '../prisma/sight.ts';
import { completeReceipt } from '../prisma/facts/receipts.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { created } from './operations.ts';
import { aCompleteOperation, countOf, everythingCounted, lapseAt, previewOf, purgeDue, reviewAt, rowOf, streamed } from './retention.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, bea, felix, igor, otto } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const kept = (why: object) => ({ held: 0, 'under-way': 0, 'rolled-up': 0, needed: 0, 'too-young': 0, ...why });

test('what is too young stays, and the preview says until when; nothing is purged before an operation is over', async () => {
  const { id } = await aCompleteOperation(stack, {
    reporting: async (running) => {
      expect(await rowOf(stack, running, 'reports', 'be-customs')).toMatchObject({ records: 2, due: 0, kept: kept({ 'under-way': 2 }) });
      const early = await clara.post(`/operations/${running}/purges`, { preview: 'ab'.repeat(32), reason: 'Now' });
      expect(early.body.code).toBe('operation.not-over');
    },
  });
  expect(await rowOf(stack, id, 'reports', 'be-customs')).toEqual({
    ...{ class: 'reports', organisation: 'be-customs', records: 2, due: 0, kept: kept({ 'too-young': 2 }) },
    nextDueAt: expect.stringMatching(/^2028-03-15T/),
  });
  expect((await previewOf(stack, id)).sha256).toBeNull();
  const { body } = await clara.post(`/operations/${id}/purges`, { preview: 'ab'.repeat(32), reason: 'Now' });
  expect(body.code).toBe('purge.nothing-due');
});

test('a year after the end owners are asked; what one needs stays, what the other says nothing of goes, and the figures stay as they were', async () => {
  const { id, belgian, french, editionId } = await aCompleteOperation(stack);
  const before = await everythingCounted(stack, id, editionId);
  const publication = (await clara.get(`/editions/${editionId}`)).body.publicationId;
  const published = (await clara.get(`/publications/${publication}`)).body;

  const [asked] = await reviewAt(stack, id, '2027-06-01T09:00', ['bea.belgium', 'felix.france']);
  expect(asked).toMatchObject({ key: 'necessity-12', deadline: { zone: 'UTC' } });
  expect((await bea.post(`/tasks/${asked.id}/answers`, { answer: 'needed' })).body.code).toBe('task.reason-missing');
  created(await bea.post(`/tasks/${asked.id}/answers`, { answer: 'needed', reason: 'The trial goes on' }));
  expect(await rowOf(stack, id, 'reports', 'fr-customs')).toMatchObject({ due: 0 }); // it may still answer
  await lapseAt(stack, id, '2027-08-15T09:00');
  expect(await rowOf(stack, id, 'reports', 'be-customs')).toMatchObject({ due: 0, kept: kept({ needed: 2 }) });
  expect(await rowOf(stack, id, 'reports', 'fr-customs')).toMatchObject({ due: 1, kept: kept({}) });

  const done = await purgeDue(stack, id);
  expect(done.items).toContainEqual({ class: 'reports', organisation: 'fr-customs', purged: 1, kept: 0, toCome: 0 });
  expect(done.items.filter(({ organisation }: any) => organisation === 'be-customs')).toEqual([]);
  expect(await everythingCounted(stack, id, editionId)).toEqual(before);
  expect((await clara.get(`/publications/${publication}`)).body).toEqual(published);
  expect((await clara.get(`/editions/${editionId}`)).body.purged).toMatchObject({ cases: 1 });
  expect((await clara.get(`/operations/${id}/statistics`)).body.purged).toMatchObject({ cases: 1 });
  for (const table of ['case_version', 'seizure', 'goods_line', 'match_key']) {
    expect([table, await countOf(stack, table, 'case_id = $1', [french])]).toEqual([table, 0]);
    if (table !== 'match_key') expect(await countOf(stack, table, 'case_id = any ($1)', [belgian])).toBe(2);
  }
});

/** As a batch is answered in which one report was known, and another was called what PostgreSQL cannot read. */
async function keepBatchAnswer(key: string, id: string, reference: string): Promise<void> {
  const { rows } = await stack.database.pool.query("select id from person where subject = 'felix.france'");
  const results = [
    { outcome: 'unchanged', reference, id, version: 1 },
    { outcome: 'refused', reference: 'a\0\ud800' },
  ];
  const answer = { status: 200, body: { results }, etag: null, location: null };
  await completeReceipt(stack.database, { personId: rows[0].id, key, fingerprint: key }, answer);
}

test('a purged case is a tombstone wherever cases are listed, says nothing any more, and nothing that counts can change after it', async () => {
  const { id, french, belgian } = await aCompleteOperation(stack);
  const [asked] = await reviewAt(stack, id, '2027-06-01T09:00', ['bea.belgium']);
  created(await bea.post(`/tasks/${asked.id}/answers`, { answer: 'needed', reason: 'The trial goes on' }));
  await lapseAt(stack, id, '2027-08-15T09:00');
  const { sha256 } = (await clara.get(`/operations/${id}/retention`)).body;
  await keepBatchAnswer('of-french', french, 'FR-1');
  await keepBatchAnswer('of-belgian', belgian[0], 'BE-1');
  const purge = await purgeDue(stack, id);
  expect(purge.preview).toBe(sha256);

  const tombstone = {
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    rule: 'not-needed',
    purgedAt: expect.any(String),
    purgeId: purge.id,
  };
  const listed = (await clara.get(`/operations/${id}/cases`)).body.items;
  expect(listed.map((item: any) => [item.id, item.reference, item.tombstone])).toEqual([
    [french, null, tombstone],
    [belgian[1], 'BE-2', null],
    [belgian[0], 'BE-1', null],
  ]);
  expect((await felix.get(`/cases/${french}`)).body).toMatchObject({ organisation: 'fr-customs', report: null, versions: [], tombstone });
  expect((await bea.get(`/cases/${french}`)).status).toBe(404);
  expect((await felix.get(`/operations/${id}/ledger?state=purged`)).body.items).toMatchObject([{ caseId: french, reference: null }]);
  const lines = await streamed(stack, 'clara.coordinator', `/operations/${id}/cases.ndjson`);
  expect(lines.bytes.toString().trim().split('\n')).toHaveLength(2);
  expect((await clara.get(`/exports/${lines.headers.get('export-id')}`)).body).toMatchObject({ purgedCases: 1 });

  const told = JSON.stringify((await clara.get(`/operations/${id}/events?limit=200`)).body);
  expect(told).toContain('BE-1');
  expect(told).not.toContain('FR-1');
  expect(await countOf(stack, 'receipt', 'body::text like $1', [`%${french}%`])).toBe(0);
  expect(await countOf(stack, 'receipt', "key in ('of-french', 'of-belgian')", [])).toBe(1);
  expect(await countOf(stack, 'letter', "operation_id = $1 and organisation_id is not null and content::text like '%FR-1%'", [id])).toBe(0);
});

test('what was written around an operation goes with its messages and its products: bulletins, reasons of consents, handovers of a shift', async () => {
  const retention = [
    { class: 'messages', months: 24 },
    { class: 'products', months: 24 },
  ];
  const written: Record<string, string> = {};
  const { id } = await aCompleteOperation(stack, {
    retention,
    reporting: async (running) => void Object.assign(written, await writeAround(running)),
  });
  await advance(clara, id, '2029-06-01T09:00');
  const bulletin = async () => (await clara.get(`/bulletins/${written['bulletin']}`)).body;
  const handovers = async () => (await clara.get(`/ocus/${written['ocu']}/handovers`)).body.items;
  expect([(await bulletin()).title, (await handovers())[0].summary]).toEqual(['Told by a secret source', 'Told by a secret source']);
  const purge = await purgeDue(stack, id);
  const lines = (await streamed(stack, 'otto.auditor', `/purges/${purge.id}/manifest.ndjson`)).bytes.toString();
  for (const kind of ['bulletin', 'consent', 'handover']) expect(lines).toContain(`"kind":"${kind}"`);
  expect(await bulletin()).toMatchObject({ title: '', text: [], kind: 'newsletter', state: 'draft' });
  expect(await handovers()).toMatchObject([{ summary: '', openItems: [] }]);
  const [consent] = (await bea.get(`/operations/${id}/consents`)).body.items;
  expect(consent).toMatchObject({ recipient: 'europol', reason: null, revocationReason: '' });
  for (const [table, column] of [
    ['bulletin', 'content'],
    ['consent', "coalesce(reason, '') || coalesce(revocation_reason, '')"],
    ['ocu_handover', 'summary || open_items'],
    ['event', 'data'],
    ['receipt', 'body'],
  ]) {
    expect([table, await countOf(stack, table ?? '', `(${column})::text like '%secret source%'`, [])]).toEqual([table, 0]);
  }
});

/** A newsletter, a consent that is taken back, and a handover: each with words that nobody is to read for ever. */
async function writeAround(id: string): Promise<{ bulletin: string; ocu: string }> {
  const path = `/operations/${id}`;
  const said = 'Told by a secret source';
  const newsletter = {
    kind: 'newsletter',
    title: said,
    text: [{ heading: said, paragraphs: [said] }],
    audience: { list: ['europol'] },
    handling: { tlp: 'GREEN' },
  };
  const bulletin = created(await clara.post(`${path}/bulletins`, newsletter)).id;
  const consent = created(await bea.post(`${path}/consents`, { recipient: 'europol', reason: said })).id;
  created(await bea.post(`/consents/${consent}/revocations`, { reason: said }));
  const unit = { key: 'ocu', name: 'Coordination unit', kind: 'virtual', host: 'wco', zone: 'Europe/Brussels' };
  const ocu = created(await clara.post(`${path}/ocus`, unit)).id;
  created(await clara.post(`/ocus/${ocu}/staff`, { person: 'igor.interpol' }));
  created(await igor.post(`/ocus/${ocu}/handovers`, { summary: said, openItems: [said] }));
  return { bulletin, ocu };
}

test('the proof names every record with its hash and its rule, and its own hash is what the purge and the ledger say', async () => {
  const { id, french } = await aCompleteOperation(stack);
  await reviewAt(stack, id, '2027-06-01T09:00', ['felix.france']);
  await lapseAt(stack, id, '2027-08-15T09:00');
  const purge = await purgeDue(stack, id);
  const whole = await streamed(stack, 'otto.auditor', `/purges/${purge.id}/manifest.ndjson`);
  expect(whole.sha256).toBe(purge.manifestSha256);
  const lines = whole.bytes
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line)); // prettier-ignore
  expect(lines).toHaveLength(purge.records);
  expect(lines.find((line) => line.id === french)).toMatchObject({ kind: 'case', class: 'reports', rule: 'not-needed', kept: null });
  const events = (await otto.get(`/operations/${id}/events?limit=200`)).body.items;
  expect(events.find(({ type }: any) => type === 'purge.finished').data).toMatchObject({ manifestSha256: purge.manifestSha256 });

  const own = await streamed(stack, 'felix.france', `/purges/${purge.id}/manifest.ndjson`);
  const owners = own.bytes
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).organisation); // prettier-ignore
  expect([...new Set(owners)]).toEqual(['fr-customs']);
  expect((await felix.get(`/operations/${id}/retention`)).body).toMatchObject({ sha256: null });
});

test('a decision on a preview that is not what would go any more is refused, and leaves nothing', async () => {
  const { id, belgian } = await aCompleteOperation(stack);
  await advance(clara, id, '2028-04-01T09:00');
  const { sha256 } = await previewOf(stack, id);
  expect(sha256).not.toBeNull();
  created(await bea.post(`/operations/${id}/holds`, { reason: 'The trial goes on', caseId: belgian[0] }));
  const refused = await clara.post(`/operations/${id}/purges`, { preview: sha256, reason: 'Their time is over' });
  expect(refused).toMatchObject({ status: 409, body: { code: 'purge.preview-outdated' } });
  expect((await clara.get(`/operations/${id}/purges`)).body.items).toEqual([]);
  expect(await countOf(stack, 'tombstone', 'operation_id = $1', [id])).toBe(0);
});

test('what a product says goes with the files that were made of it, and its place, its hash and its deliveries stay', async () => {
  const { id } = await aCompleteOperation(stack, { retention: [{ class: 'products', months: 12 }] });
  const { prisma } = stack.database;
  const { id: recipientId } = await prisma.organisation.findUniqueOrThrow({ where: { code: 'europol' } });
  const [productId, deliveryId, file] = [randomUUID(), randomUUID(), 'cd'.repeat(32)];
  const at = new Date('2026-05-20T09:00:00Z');
  const common = { operationId: id, recipientId };
  await prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const said = {
      kind: 'summary',
      number: 1,
      name: 'weekly',
      cutOffAt: at,
      madeAt: at,
      content: { kind: 'summary' },
      sha256: 'ab'.repeat(32),
    };
    await tx.product.create({ data: { id: productId, ...common, ...said, state: 'released' } });
    const way = { channel: 'pull', address: 'europol', format: 'json', language: 'en', state: 'accepted', queuedAt: at };
    await tx.delivery.create({ data: { id: deliveryId, productId, ...common, ...way, fileSha256: file, fileName: 'weekly.json' } });
  });
  await advance(clara, id, '2027-05-25T09:00');
  const done = await purgeDue(stack, id);
  expect(done.items).toContainEqual({ class: 'products', organisation: null, purged: 1, kept: 0, toCome: 0 });
  expect((await clara.get(`/products/${productId}`)).body.code).toBe('product.purged');
  const listed = (await clara.get(`/operations/${id}/products`)).body.items.find((item: any) => item.id === productId);
  expect(listed).toMatchObject({ kind: 'summary', name: 'weekly', sha256: 'ab'.repeat(32) });
  expect(await countOf(stack, 'delivery', 'id = $1 and file_sha256 is null', [deliveryId])).toBe(1);
  expect(await countOf(stack, 'loose_object', 'sha256 = $1', [file])).toBe(0);
});
