import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { mintToken } from './caller.ts';
import { castOf } from './cast.ts';
import { aRunningOperation, created } from './operations.ts';
import { aCase } from './plans.ts';
import { rawAnswer } from './raw-answer.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, bea } = castOf(() => stack);
let path: string;
let caseId: string;

beforeAll(async () => {
  stack = await aStack();
  path = `/operations/${await aRunningOperation(stack)}`;
  for (let i = 1; i <= 40; i += 1) caseId = created(await bea.post(`${path}/cases`, aCase({ reference: `BE-${i}`, summary: 'Found' }))).id;
});
afterAll(() => stack.stop());

const raw = (target: string, headers: Record<string, string> = {}, method = 'GET') => rawAnswer(stack, target, headers, method);
const DECODERS = { br: brotliDecompressSync, gzip: gunzipSync };

test.each<[string, 'br' | 'gzip']>([
  ['br', 'br'],
  ['gzip', 'gzip'],
  ['gzip, deflate, br', 'gzip'],
  ['gzip;q=1, br;q=0.5', 'gzip'],
  ['gzip, br;q=0', 'gzip'],
  ['*', 'br'],
])('a list for whoever accepts %s comes as %s, a tenth as long, and says the same', async (accepted, encoding) => {
  const plain = await raw(`${path}/cases`);
  const { headers, bytes } = await raw(`${path}/cases`, { 'Accept-Encoding': accepted });
  expect([headers['content-encoding'], headers['vary'], headers['content-length']]).toEqual([
    encoding,
    'Accept-Encoding',
    String(bytes.length),
  ]);
  expect(DECODERS[encoding](bytes)).toEqual(plain.bytes);
  expect(bytes.length).toBeLessThan(plain.bytes.length / 10);
});

test.each(['', 'identity', 'rot13', 'br;q=0, gzip;q=0'])('whoever accepts "%s" gets the text as it is', async (accepted) => {
  const { status, headers, bytes } = await raw(`${path}/cases`, { 'Accept-Encoding': accepted });
  expect([status, headers['content-encoding'], headers['vary']]).toEqual([200, undefined, 'Accept-Encoding']);
  expect(JSON.parse(bytes.toString()).items).toHaveLength(40);
});

test('what is short is not compressed, and an answer without a body stays without', async () => {
  const me = await raw('/people/me', { 'Accept-Encoding': 'br' });
  expect([me.headers['content-encoding'], me.bytes.length < 1_024]).toEqual([undefined, true]);
  const head = await raw(`${path}/cases`, { 'Accept-Encoding': 'br' }, 'HEAD');
  expect([head.status, head.headers['content-encoding'], head.bytes.length]).toEqual([200, 'br', 0]);
});

test('the weak tag of a compressed answer finds it unchanged, and lets its owner correct it', async () => {
  const summary = 'A long one. '.repeat(200);
  const { id } = created(await bea.post(`${path}/cases`, aCase({ reference: 'long', summary })));
  const { headers } = await raw(`/cases/${id}`, { 'Accept-Encoding': 'gzip' });
  expect([headers['content-encoding'], headers['etag']]).toEqual(['gzip', 'W/"v1"']);
  expect((await raw(`/cases/${caseId}`)).headers['etag']).toBe('"v1"');
  const plan = (await raw(`${path}/plan`, { 'Accept-Encoding': 'gzip' })).headers['etag'] ?? '';
  const again = await raw(`${path}/plan`, { 'Accept-Encoding': 'gzip', 'If-None-Match': plan });
  expect([plan, again.status, again.bytes.length]).toEqual([expect.stringMatching(/^W\//), 304, 0]);
  const correction = { reason: 'Shorter', seizures: aCase()['seizures'] };
  expect((await bea.put(`/cases/${id}`, correction, { 'If-Match': 'W/"v1"' })).status).toBe(200);
});

test('fetch, which asks for compression by itself, reads what was said', async () => {
  const { body, headers } = await clara.get(`${path}/cases?limit=200`);
  expect([body.items.length, headers.get('Content-Encoding')]).toEqual([41, expect.stringMatching(/^(br|gzip)$/)]);
});

test('a stream of lines is not compressed: each result is to be seen as it comes', async () => {
  const Authorization = `Bearer ${await mintToken(stack.parts.issuer, 'bea.belgium')}`;
  const lines = Array.from({ length: 30 }, (_, i) => JSON.stringify(aCase({ reference: `line-${i}` }))).join('\n');
  const headers = { Authorization, 'Content-Type': 'application/x-ndjson', 'Accept-Encoding': 'br, gzip' };
  const answer = await fetch(`${stack.url}${path}/cases:stream`, { method: 'POST', headers, body: lines });
  expect([answer.status, answer.headers.get('Content-Encoding')]).toEqual([200, null]);
  expect((await answer.text()).trim().split('\n').length).toBeGreaterThanOrEqual(30);
});
