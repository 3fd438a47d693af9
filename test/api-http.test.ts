import { gzipSync } from 'node:zlib';
import { mintToken } from './caller.ts';
import { aRunningOperation } from './operations.ts';
import { aCase } from './plans.ts';
import { countRows } from './rows.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let path: string;

beforeAll(async () => {
  stack = await aStack();
  path = `/operations/${await aRunningOperation(stack)}`;
});
afterAll(() => stack.stop());

const huge = JSON.stringify({ reference: 'x'.repeat(1_100_000) });
const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;

test.each<[string, number, string, string | Uint8Array<ArrayBuffer>, Record<string, string>]>([
  ['more than a megabyte', 413, 'request.too-large', huge, {}],
  ['more than a megabyte, compressed', 413, 'request.too-large', new Uint8Array(gzipSync(huge)), { 'Content-Encoding': 'gzip' }],
  ['compressed nonsense', 400, 'request.not-json', 'not gzip at all', { 'Content-Encoding': 'gzip' }],
  ['an unknown compression', 415, 'request.media-type', '{}', { 'Content-Encoding': 'rot13' }],
  ['broken JSON', 400, 'request.not-json', '{"reference": ', {}],
  ['no object and no list', 400, 'request.not-json', '"text"', {}],
  ['a form', 415, 'request.media-type', 'reference=1', { 'Content-Type': 'application/x-www-form-urlencoded' }],
  ['plain text', 415, 'request.media-type', '{}', { 'Content-Type': 'text/plain' }],
  ['another encoding', 415, 'request.media-type', '{}', { 'Content-Type': 'application/json; charset=latin1' }],
  ['lists in lists without end', 422, 'request.invalid', deep, {}],
  ['objects in objects without end', 422, 'request.invalid', `${'{"seizures":'.repeat(50_000)}1${'}'.repeat(50_000)}`, {}],
  ['a list of a hundred thousand', 422, 'request.invalid', JSON.stringify(aCase({ seizures: Array(100_000).fill(0) })), {}],
  [
    'a hundred thousand unknown fields',
    422,
    'request.invalid',
    JSON.stringify(Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`f${i}`, 1]))),
    {},
  ],
])('a body of %s is answered with %i', async (_, status, code, body, headers) => {
  const Authorization = `Bearer ${await mintToken(stack.parts.issuer, 'bea.belgium')}`;
  const all = { Authorization, 'Content-Type': 'application/json', 'Idempotency-Key': 'a key of its own', ...headers };
  const before = await countRows(stack.database);
  const response = await fetch(`${stack.url}${path}/cases`, { method: 'POST', headers: all, body });
  const problem = (await response.json()) as { code: string; errors: unknown[] };
  expect([response.status, problem.code]).toEqual([status, code]);
  expect(problem.errors.length).toBeLessThanOrEqual(100);
  expect(await countRows(stack.database)).toEqual(before);
});

test.each<[string, number, string, string | null]>([
  ['GET /', 404, 'request.route-unknown', null],
  ['GET /publications/not-an-id', 404, 'request.route-unknown', null],
  ['GET /operations/%E0%A4%A', 404, 'request.route-unknown', null],
  ['POST /nowhere', 404, 'request.route-unknown', null],
  ['DELETE /operations', 405, 'request.method-unknown', 'POST, GET'],
  ['PATCH /people/me', 405, 'request.method-unknown', 'GET'],
  ['PUT /health/live', 405, 'request.method-unknown', 'GET'],
])('%s is answered with %i', async (request, status, code, allow) => {
  const [method, path] = request.split(' ');
  const response = await fetch(`${stack.url}${path}`, { method: method ?? '' });
  expect([response.status, ((await response.json()) as any).code, response.headers.get('Allow')]).toEqual([status, code, allow]);
});

test('who asks too often is told to wait, and how long; another token is not affected', async () => {
  const busy = await aStack({ works: false, config: { requestsPerMinute: 3 } });
  const [one, other] = [await busy.as('bea.belgium'), await busy.as('felix.france')];
  const answers = [];
  for (let i = 0; i < 4; i += 1) answers.push(await one.get('/people/me'));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  expect(answers[3]?.body.code).toBe('request.too-many');
  expect(Number(answers[3]?.headers.get('Retry-After'))).toBeGreaterThan(0);
  expect((await other.get('/people/me')).status).toBe(200);
  await busy.stop();
});
