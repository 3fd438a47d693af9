import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { openObjects } from '../activities/objects/open.ts';
import { type Objects, ObjectsOutage } from '../domain/objects.ts';
import { type ObjectServer, startObjectServer } from './object-server.ts';
import { readTestParts } from './test-parts.ts';

const folder = join(readTestParts().folder, `objects-${randomUUID().slice(0, 8)}`);
let server: ObjectServer;

beforeAll(async () => {
  server = await startObjectServer(join(folder, 'server'));
  process.stdout.write(`The bucket is one of ${server.name}.\n`);
});
afterAll(() => server.stop());

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const someBytes = (): Buffer => Buffer.concat(Array.from({ length: 20_000 }, () => Buffer.from(randomUUID())));

async function* inPieces(bytes: Buffer, size = 50_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function* breakingOff(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, 50_000);
  throw new Error('the disk is gone');
}

async function read(objects: Objects, sha256: string): Promise<Buffer | null> {
  const content = await objects.get(sha256);
  if (!content) return null;
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe.each<[string, () => string]>([
  ['a folder', () => pathToFileURL(join(folder, 'kept')).href],
  ['a bucket', () => server.urlWith(server.secret)],
])('%s', (_, urlOf) => {
  let objects: Objects;
  beforeAll(() => {
    objects = openObjects(urlOf());
  });
  afterAll(() => objects.close());

  test('keeps what it is given to the last byte, also twice, until it is deleted, also twice', async () => {
    const bytes = someBytes();
    const sha256 = hashOf(bytes);
    expect([await objects.exists(sha256), await objects.get(sha256)]).toEqual([false, null]);
    for (const _ of ['once', 'again']) await objects.put({ sha256, size: bytes.length, content: inPieces(bytes) });
    expect([await objects.exists(sha256), (await read(objects, sha256))?.equals(bytes)]).toEqual([true, true]);
    for (const _ of ['once', 'again']) await objects.delete(sha256);
    expect([await objects.exists(sha256), await objects.get(sha256)]).toEqual([false, null]);
    await objects.check();
  });

  test('has nothing of what breaks off on its way', async () => {
    const bytes = someBytes();
    const sha256 = hashOf(bytes);
    await expect(objects.put({ sha256, size: bytes.length, content: breakingOff(bytes) })).rejects.toThrow(ObjectsOutage);
    expect([await objects.exists(sha256), await objects.get(sha256)]).toEqual([false, null]);
  });
});

test('a bucket takes no bytes under the hash of others, and nothing from whoever has another key', async () => {
  const bytes = someBytes();
  const [wrong, sha256] = [hashOf(Buffer.from('x')), hashOf(bytes)];
  const own = openObjects(server.urlWith(server.secret));
  await expect(own.put({ sha256: wrong, size: bytes.length, content: inPieces(bytes) })).rejects.toThrow(ObjectsOutage);
  expect(await own.exists(wrong)).toBe(false);

  const stranger = openObjects(server.urlWith('another'));
  await expect(stranger.put({ sha256, size: bytes.length, content: inPieces(bytes) })).rejects.toThrow(ObjectsOutage);
  await expect(stranger.exists(sha256)).rejects.toThrow(ObjectsOutage);
  await expect(stranger.check()).rejects.toThrow(ObjectsOutage);
  const nowhere = openObjects(`${server.urlWith(server.secret)}-that-is-not-there`);
  await expect(nowhere.check()).rejects.toThrow(ObjectsOutage);
  await expect(nowhere.get(sha256)).rejects.toThrow(ObjectsOutage);
  for (const opened of [own, stranger, nowhere]) opened.close();
});

test('a process that is killed while it writes leaves nothing under the name, and what it left goes after a day', async () => {
  const kept = join(folder, 'killed');
  const [sha256, url] = ['ab'.repeat(32), pathToFileURL(kept).href];
  const script = `
    import { openObjects } from ${JSON.stringify(fileURLToPath(new URL('../activities/objects/open.ts', pathToFileURL(__filename))))};
    async function* content() {
      yield Buffer.alloc(500_000);
      process.send('written');
      await new Promise((never) => setInterval(never, 1_000_000_000));
    }
    await openObjects('${url}').put({ sha256: '${sha256}', size: 1_000_000, content: content() });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(child, 'message');
  child.kill('SIGKILL');
  await once(child, 'exit');

  const objects = openObjects(url);
  const unfinished = (): Promise<string[]> => readdir(join(kept, 'unfinished'));
  expect([await objects.exists(sha256), (await unfinished()).length]).toEqual([false, 1]);
  await objects.check();
  const [draft = ''] = await unfinished(); // it may belong to somebody who is still writing
  const yesterday = Date.now() / 1000 - 25 * 60 * 60;
  await utimes(join(kept, 'unfinished', draft), yesterday, yesterday);
  await objects.check();
  expect(await unfinished()).toEqual([]);
});
