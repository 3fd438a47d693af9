import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { deflateSync, crc32 } from 'node:zlib';
import sharp from 'sharp';
import { redraw } from '../documents/picture.ts';
import { A_PDF, aPhoto, attach, bearer } from './attach.ts';
import { castOf } from './cast.ts';
import { aRunningOperation, created } from './operations.ts';
import { aCase } from './plans.ts';
import { leavingNothing } from './rows.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { bea } = castOf(() => stack);
let caseId: string;

beforeAll(async () => {
  stack = await aStack();
  caseId = created(await bea.post(`/operations/${await aRunningOperation(stack)}/cases`, aCase())).id;
  await stack.stopWork(); // nobody but us is to write a row
});
afterAll(() => stack.stop());

const LONGER_THAN_IT_LINGERS_MS = 2_500;
const MiB = 1024 * 1024;
const send = (...[content, said]: [Parameters<typeof attach>[3], Parameters<typeof attach>[4]?]) =>
  leavingNothing(stack.database, () => attach(stack, 'bea.belgium', caseId, content, said));

function chunk(type: string, data: Uint8Array): Buffer {
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  const body = Buffer.concat([Buffer.from(type), data]);
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A few kilobytes that claim to be a picture of 3.6 thousand million pixels. */
function aBomb(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(60_000, 0);
  header.writeUInt32BE(60_000, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(7_501 * 100));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function aBlank(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
}

/** A ZIP archive whose only entry says what kind of document it belongs to, as Word's begin. */
function aDocument(contentType: string): Buffer {
  const [name, text] = [Buffer.from('[Content_Types].xml'), Buffer.from(`<Types><Override ContentType="${contentType}"/></Types>`)];
  const entry = Buffer.alloc(30);
  entry.writeUInt32LE(0x04034b50, 0);
  entry.writeUInt16LE(20, 4);
  entry.writeUInt32LE(crc32(text), 14);
  entry.writeUInt32LE(text.length, 18);
  entry.writeUInt32LE(text.length, 22);
  entry.writeUInt16LE(name.length, 26);
  return Buffer.concat([entry, name, text]);
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const MACROS = 'application/vnd.ms-word.document.macroEnabled.main+xml';

test.each<[string, () => Uint8Array | string | Promise<Uint8Array>, string, string]>([
  [
    'a program called .jpg',
    () => Buffer.concat([Buffer.from('MZ\x90\0', 'latin1'), Buffer.alloc(500)]),
    'photo',
    'attachment.type-refused',
  ],
  ['an SVG', () => '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'photo', 'attachment.type-refused'],
  ['a page', () => '<!DOCTYPE html><script>alert(1)</script>', 'document', 'attachment.type-refused'],
  [
    'a TIFF',
    () =>
      sharp(Buffer.alloc(300), { raw: { width: 10, height: 10, channels: 3 } })
        .tiff()
        .toBuffer(),
    'photo',
    'attachment.type-refused',
  ],
  ['an archive', () => aDocument('nothing').subarray(0, 40), 'document', 'attachment.type-refused'],
  ['a document with macros', () => aDocument(MACROS), 'document', 'attachment.type-refused'],
  ['nothing at all', () => '', 'document', 'attachment.type-refused'],
  ['a document as a photo', () => A_PDF, 'photo', 'attachment.not-a-picture'],
  ['a document as an X-ray', () => A_PDF, 'x-ray', 'attachment.not-a-picture'],
  [
    'text that begins like a photo',
    () => Buffer.concat([Buffer.from([255, 216, 255, 224]), Buffer.from('no picture')]),
    'photo',
    'attachment.picture-unreadable',
  ],
  [
    'a picture that breaks off, also as a document',
    async () => (await aPhoto('png')).subarray(0, -40),
    'document',
    'attachment.picture-unreadable',
  ],
  ['a few kilobytes that claim to be thousands of millions of pixels', aBomb, 'photo', 'attachment.picture-unreadable'],
  ['a whole picture of a few pixels too many', () => aBlank(8_000, 6_251), 'photo', 'attachment.picture-unreadable'],
])('%s is refused by what it is, and nothing is stored', async (_, content, kind, code) => {
  expect((await send(await content(), { kind })).body.code).toBe(code);
});

test('what a picture is called by whoever looked at it makes no other format of it one that is read', async () => {
  const from = join(stack.parts.folder, randomUUID());
  const tiff = await sharp(Buffer.alloc(300), { raw: { width: 10, height: 10, channels: 3 } })
    .tiff()
    .toBuffer();
  for (const content of [tiff, '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>']) {
    await writeFile(from, content);
    expect(await redraw({ from, to: `${from}.jpg`, type: 'image/jpeg' })).toBe(false);
  }
  await writeFile(from, await aPhoto('png'));
  expect(await redraw({ from, to: `${from}.jpg`, type: 'image/jpeg' })).toBe(true);
});

test('a document without macros is taken, also when it says to be JSON', async () => {
  const said = { kind: 'document', name: 'a.docx', headers: { 'Content-Type': 'application/json' } };
  expect(created(await attach(stack, 'bea.belgium', caseId, aDocument(WORD), said)).type).toMatch(/wordprocessingml/);
});

test('without a key nothing is received, and what is said of the file is checked like any field', async () => {
  expect((await send(A_PDF, { headers: { 'Idempotency-Key': '' } })).body.code).toBe('request.key-missing');
  const { body } = await send(A_PDF, { kind: 'film', name: ' ' });
  expect([body.code, body.errors.map(({ pointer }: any) => pointer)]).toEqual(['request.invalid', ['/name', '/kind']]);
});

test('the largest that is taken is taken, and a byte more is not', async () => {
  const padded = (size: number): Buffer => Buffer.concat([A_PDF, Buffer.alloc(size - A_PDF.length)]);
  expect((await send(padded(25 * MiB + 1), { kind: 'document' })).body).toMatchObject({ status: 413, code: 'attachment.too-large' });
  created(await attach(stack, 'bea.belgium', caseId, padded(25 * MiB), { kind: 'document' }));
});

test.each([
  ['by its owner', () => bearer(stack, 'bea.belgium'), 413],
  ['without a token', async () => 'none', 401],
])('a gigabyte in pieces, sent %s, is refused after a fraction of it, and memory stays as it was', async (_, tokenOf, status) => {
  const { hostname, port } = new URL(stack.url);
  const socket = connect(Number(port), hostname);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.on('error', () => {}); // it is cut off while it sends
  let answer = '';
  socket.on('data', (piece) => {
    answer += piece.toString('latin1');
  });
  const token = await tokenOf();
  const head = `POST /cases/${caseId}/attachments?kind=document&name=a.pdf HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n`;
  socket.write(`${head}Authorization: ${token}\r\nIdempotency-Key: ${randomUUID()}\r\n\r\n`);
  const piece = Buffer.concat([Buffer.from('100000\r\n'), A_PDF, Buffer.alloc(MiB - A_PDF.length), Buffer.from('\r\n')]);
  const before = process.memoryUsage.rss();
  let sent = 0;
  for (; sent < 1024 && answer === ''; sent += 1) {
    if (!socket.write(piece)) await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed]);
  }
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(sent).toBeLessThan(200);
  expect(process.memoryUsage.rss() - before).toBeLessThan(200 * MiB);
  while (!socket.destroyed) {
    if (!socket.write(piece)) await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed]);
  }
  await closed; // whoever goes on all the same is cut off
});

test('a connection on which all of a refused body came, if late, carries the next request', async () => {
  const { hostname, port } = new URL(stack.url);
  const socket = connect(Number(port), hostname);
  const closed = once(socket, 'close').then(() => 'cut off');
  const answers = () => once(socket, 'data').then(([piece]) => String(piece).slice(0, 'HTTP/1.1 200'.length));
  const head = `POST /cases/${caseId}/attachments?kind=document&name=a.pdf HTTP/1.1\r\nHost: x\r\nContent-Length: ${A_PDF.length}\r\n`;
  socket.write(`${head}Authorization: none\r\nIdempotency-Key: ${randomUUID()}\r\n\r\n`);
  expect(await answers()).toBe('HTTP/1.1 401');
  socket.write(A_PDF);
  expect(await Promise.race([closed, delay(LONGER_THAN_IT_LINGERS_MS, 'open')])).toBe('open');
  socket.write('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
  expect(await answers()).toBe('HTTP/1.1 200');
  socket.destroy();
});

test('a caller that says how much it will send, and hangs up before it has, leaves nothing', async () => {
  await leavingNothing(stack.database, async () => {
    const { hostname, port } = new URL(stack.url);
    const socket = connect(Number(port), hostname);
    const head = `POST /cases/${caseId}/attachments?kind=document&name=a.pdf HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n`;
    socket.write(`${head}Authorization: ${await bearer(stack, 'bea.belgium')}\r\nIdempotency-Key: ${randomUUID()}\r\n\r\n`);
    socket.resume().end(A_PDF);
    await once(socket, 'close');
  });
  created(await attach(stack, 'bea.belgium', caseId, A_PDF, { kind: 'document' }));
});
