import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { join } from 'node:path';
import { until } from './stack.ts';

export type ObjectServer = { name: string; urlWith(secret: string): string; secret: string; stop(): Promise<void> };

const KEY = 'concert';
const BUCKET = 'attachments';

/**
 * A server that speaks S3, with an empty bucket: versitygw where the machine has it (`go install github.com/versity/versitygw/cmd/versitygw@v1.8.0`),
 * and else one of ours, which knows as much of S3 as the adapter asks for: it looks at keys and hashes, and believes every signature.
 */
export async function startObjectServer(folder: string): Promise<ObjectServer> {
  return (await startVersity(folder)) ?? startOwn();
}

async function startVersity(folder: string): Promise<ObjectServer | null> {
  const secret = randomUUID();
  await mkdir(join(folder, BUCKET), { recursive: true });
  const port = await freePort();
  const child = spawn('versitygw', ['--port', `127.0.0.1:${port}`, '--access', KEY, '--secret', secret, 'posix', folder], {
    stdio: 'ignore',
  });
  const started = await Promise.race([
    once(child, 'error').then(() => false),
    once(child, 'spawn').then(() =>
      until(() =>
        fetch(`http://127.0.0.1:${port}`).then(
          () => true,
          () => false,
        ),
      ),
    ),
  ]);
  if (!started) return null;
  const ended = once(child, 'exit');
  return {
    name: 'versitygw',
    secret,
    urlWith: (used) => `http://${KEY}:${used}@127.0.0.1:${port}/${BUCKET}`,
    async stop() {
      child.kill();
      await ended;
    },
  };
}

async function startOwn(): Promise<ObjectServer> {
  const secret = `${KEY}-secret`;
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => void answer(objects, request, response).catch(() => response.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    name: 'our own server, which believes every signature',
    secret,
    // What it cannot see in a signature it is told by the key.
    urlWith: (used) => `http://${used === secret ? KEY : 'nobody'}:${used}@127.0.0.1:${port}/${BUCKET}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(objects: Map<string, Buffer>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  const refuse = (status: number, code: string) =>
    response
      .writeHead(status, { 'Content-Type': 'application/xml' })
      .end(request.method === 'HEAD' ? '' : `<Error><Code>${code}</Code></Error>`);
  const [, bucket, key] = new URL(request.url ?? '', 'http://x').pathname.split('/');
  if (!request.headers.authorization?.includes(`Credential=${KEY}/`)) return void refuse(403, 'InvalidAccessKeyId');
  if (bucket !== BUCKET) return void refuse(404, 'NoSuchBucket');
  if (!key) return void response.writeHead(200).end();
  const body = Buffer.concat(pieces);
  const isSame = request.headers['x-amz-checksum-sha256'] === createHash('sha256').update(body).digest('base64');
  if (request.method === 'PUT' && !isSame) return void refuse(400, 'BadDigest');
  if (request.method === 'PUT') objects.set(key, body);
  if (request.method === 'DELETE') objects.delete(key);
  const found = objects.get(key);
  if (['GET', 'HEAD'].includes(request.method ?? '') && !found) return void refuse(404, 'NoSuchKey');
  response.writeHead(request.method === 'DELETE' ? 204 : 200, found && request.method !== 'PUT' ? { 'Content-Length': found.length } : {});
  response.end(request.method === 'GET' ? found : undefined);
}

async function freePort(): Promise<number> {
  const server = createSocketServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
