import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { v7 } from 'uuid';
import { A_PDF, aPhoto, attach, bearer, download } from './attach.ts';
import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { startObjectServer } from './object-server.ts';
import { aRunningOperation, created } from './operations.ts';
import { aCase } from './plans.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, bea, felix, rita, paul } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);
let path: string;
let caseId: string;

beforeAll(async () => {
  stack = await aStack();
  path = `/operations/${await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] })}`;
});
afterAll(() => stack.stop());
beforeEach(async () => {
  caseId = created(await bea.post(`${path}/cases`, aCase({ reference: randomUUID() }))).id;
});

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const listed = async (caller = bea): Promise<any[]> => (await caller.get(`/cases/${caseId}/attachments`)).body.items;
const eventsOf = async (type: string): Promise<any[]> =>
  (await clara.get(`${path}/events?limit=200`)).body.items.filter((event: any) => event.type === type && event.subjectId === caseId);

test('a document comes back to the last byte, to be saved under its name, and its tag is its hash', async () => {
  const said = { kind: 'document', name: 'Lieferschein für Kiste 7.PDF', description: 'Delivery note' };
  const attached = created(await attach(stack, 'bea.belgium', caseId, A_PDF, said));
  expect(attached).toMatchObject({ caseId, ...said, type: 'application/pdf', size: A_PDF.length, sha256: sha256(A_PDF) });

  const { status, bytes, headers } = await download(stack, 'bea.belgium', attached.id);
  expect([status, bytes.equals(A_PDF)]).toEqual([200, true]);
  expect(Object.fromEntries(headers)).toMatchObject({
    etag: `"${sha256(A_PDF)}"`,
    'content-type': 'application/pdf',
    'content-length': String(A_PDF.length),
    'content-disposition': `attachment; filename="Lieferschein f?r Kiste 7.PDF"; filename*=UTF-8''Lieferschein%20f%C3%BCr%20Kiste%207.PDF`,
    'x-content-type-options': 'nosniff',
  });
  expect(await listed()).toEqual([attached]);
  expect((await bea.get(`/attachments/${attached.id}`, { 'If-None-Match': `"${attached.sha256}"` })).status).toBe(304);
  expect(await eventsOf('case.attached')).toMatchObject([{ data: { attachment: attached.id, kind: 'document', sha256: attached.sha256 } }]);
});

test.each(['jpeg', 'png', 'webp'] as const)(
  'a photo as %s is kept upright, and without the place and the person that took it',
  async (format) => {
    const photo = await aPhoto(format);
    expect(await sharp(photo).metadata()).toMatchObject({ orientation: 6, exif: expect.anything() });
    expect(photo.includes('Officer Secret')).toBe(true);

    const attached = created(
      await attach(stack, 'bea.belgium', caseId, Buffer.concat([photo, Buffer.from('<script>')]), { name: 'x.html' }),
    );
    const { bytes } = await download(stack, 'bea.belgium', attached.id);
    expect(attached).toMatchObject({ type: `image/${format}`, sha256: sha256(bytes), size: bytes.length });
    expect(attached.name).toBe(`x.${format === 'jpeg' ? 'jpg' : format}`);
    const { width, height, orientation, exif, xmp } = await sharp(bytes).metadata();
    expect({ width, height, exif, xmp }).toEqual({ width: 40, height: 60 });
    expect(orientation ?? 1).toBe(1);
    for (const secret of ['Secret', 'secret', 'Leica', '<script>']) expect(bytes.includes(secret)).toBe(false);
  },
);

test('who may not see the case sees no attachment of it, and who may see it does not change what is attached', async () => {
  const { id } = created(await attach(stack, 'bea.belgium', caseId, A_PDF, { kind: 'document' }));
  for (const stranger of [felix, paul]) {
    expect((await stranger.get(`/cases/${caseId}/attachments`)).body.code).toBe('case.not-found');
    for (const one of [id, v7()]) {
      expect((await stranger.get(`/attachments/${one}`)).body).toMatchObject({ status: 404, code: 'attachment.not-found' });
      expect((await stranger.post(`/attachments/${one}/withdrawals`, { reason: 'x' })).body.code).toBe('attachment.not-found');
    }
  }
  expect((await attach(stack, 'felix.france', caseId, A_PDF, { kind: 'document' })).body.code).toBe('case.not-found');

  for (const reader of [clara, rita]) {
    expect(await listed(reader)).toMatchObject([{ id }]);
    expect((await reader.get(`/attachments/${id}`)).status).toBe(200);
    expect((await reader.post(`/attachments/${id}/withdrawals`, { reason: 'x' })).body.code).toBe('permission.denied');
  }
  expect((await attach(stack, 'clara.coordinator', caseId, A_PDF, { kind: 'document' })).body.code).toBe('permission.denied');
  expect(await listed()).toHaveLength(1);
});

test('sent again under its key it is attached once, and another file or another name under that key is refused', async () => {
  const headers = { 'Idempotency-Key': randomUUID() };
  const send = (content = A_PDF, name = 'a.pdf') => attach(stack, 'bea.belgium', caseId, content, { kind: 'document', name, headers });
  const answers = await Promise.all(Array.from({ length: 6 }, () => send()));
  const { id } = created(answers[0] as never);
  for (const answer of [...answers, await send()]) expect(answer).toMatchObject({ status: 201, body: { id } });
  expect((await send(Buffer.concat([A_PDF, Buffer.from(' ')]))).body.code).toBe('request.key-reused');
  expect((await send(A_PDF, 'b.pdf')).body.code).toBe('request.key-reused');
  expect(await listed()).toHaveLength(1);
  expect(await eventsOf('case.attached')).toHaveLength(1);
});

test('a case takes fifty, however many come at once, and one more for one that is withdrawn', async () => {
  const send = (headers = {}) => attach(stack, 'bea.belgium', caseId, A_PDF, { kind: 'document', headers });
  const answers = [];
  for (let i = 0; i < 6; i += 1) answers.push(...(await Promise.all(Array.from({ length: 9 }, () => send()))));
  const taken = answers.filter(({ status }) => status === 201);
  expect([taken.length, answers.filter(({ body }) => body.code === 'attachment.too-many').length]).toEqual([50, 4]);
  expect(await listed()).toHaveLength(50);

  created(await bea.post(`/attachments/${taken[7]?.body.id}/withdrawals`, { reason: 'Blurred' }));
  created(await send());
  expect((await send()).body.code).toBe('attachment.too-many');
});

test('what is withdrawn leaves the list and is not given out, once and with its reason, and the ledger keeps it', async () => {
  const { id } = created(await attach(stack, 'bea.belgium', caseId, await aPhoto()));
  const headers = { 'Idempotency-Key': randomUUID() };
  const withdraw = (sent = {}) => bea.post(`/attachments/${id}/withdrawals`, { reason: 'It shows a face' }, sent);
  const first = created(await withdraw(headers));
  expect([created(await withdraw(headers)), (await withdraw()).body.code]).toEqual([first, 'attachment.withdrawn']);
  expect(await listed()).toEqual([]);
  expect((await bea.get(`/attachments/${id}`)).body).toMatchObject({ status: 410, code: 'attachment.withdrawn' });
  expect(await eventsOf('case.attachment-withdrawn')).toMatchObject([{ data: { attachment: id, reason: 'It shows a face' } }]);
});

test('out of a bucket comes what went into it, and what breaks off on its way is no whole file', async () => {
  const server = await startObjectServer(join(stack.parts.folder, `bucket-${randomUUID().slice(0, 8)}`));
  const databaseUrl = String(stack.database.pool.options.connectionString);
  const inBucket = await aStack({ works: false, databaseUrl, objectsUrl: server.urlWith(server.secret) });
  const { id } = created(await attach(inBucket, 'bea.belgium', caseId, A_PDF, { kind: 'document' }));
  expect((await download(inBucket, 'bea.belgium', id)).bytes.equals(A_PDF)).toBe(true);
  await inBucket.stop();
  await server.stop();

  const half = createServer(
    (_, response) => void response.writeHead(200, { 'Content-Length': A_PDF.length }).write('%PDF', () => response.destroy()),
  );
  await once(half.listen(0, '127.0.0.1'), 'listening');
  const { port } = half.address() as AddressInfo;
  const broken = await aStack({ works: false, databaseUrl, objectsUrl: `http://k:s@127.0.0.1:${port}/b` });
  await expect(download(broken, 'bea.belgium', id)).rejects.toThrow();
  await broken.stop();
  half.close();
});

test('while the store is away, nothing is attached or given out; the same request is taken afterwards', async () => {
  const away = await aStack({
    works: false,
    databaseUrl: String(stack.database.pool.options.connectionString),
    objectsUrl: 'http://k:s@127.0.0.1:9/b',
  });
  const headers = { 'Idempotency-Key': randomUUID() };
  const send = (to: Stack) => attach(to, 'bea.belgium', caseId, A_PDF, { kind: 'document', headers });
  const { id } = created(await attach(stack, 'bea.belgium', caseId, await aPhoto()));
  expect((await send(away)).body).toMatchObject({ status: 503, code: 'objects.unavailable' });
  const content = await fetch(`${away.url}/attachments/${id}`, { headers: { Authorization: await bearer(away, 'bea.belgium') } });
  expect([content.status, content.headers.get('Content-Type')]).toEqual([503, 'application/problem+json; charset=utf-8']);
  expect(await listed()).toHaveLength(1);
  created(await send(stack));
  await away.stop();
});
