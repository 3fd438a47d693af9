import { gzipSync } from 'node:zlib';
import { ROUTES } from '../api/routes.ts';
import { type Caller, mintToken } from './caller.ts';
import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { listSomething } from './listed-things.ts';
import { aRunningOperation, created, ownTask } from './operations.ts';
import { aCase } from './plans.ts';
import { countRows } from './rows.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { ada, clara, bea } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);
/** A running operation in which Belgium has reported five cases and France has not answered. */
let path: string;
let ids: Record<string, string>;

beforeAll(async () => {
  stack = await aStack();
  const operationId = await aRunningOperation(stack);
  path = `/operations/${operationId}`;
  const { taskingId } = await ownTask(bea, operationId, 'take-part');
  ids = { operationId, taskingId, ...(await listSomething(stack, operationId)) };
  const counts = ['checks', 'searches'].map((kind) => ({ kind, count: 1 }));
  created(await bea.post(`${path}/activity-counts`, { period: 'phase-1', counts }));
  created(await bea.post(`${path}/declared-totals`, { period: 'phase-1', totals: [{ heading: null, cases: 9, seizures: 9 }] }));
  for (let i = 1; i <= 2; i += 1) created(await bea.post(`${path}/drafts`, { report: { reference: `Draft ${i}` } }));
  for (let i = 1; i <= 5; i += 1) created(await bea.post(`${path}/cases`, aCase({ reference: `BE-${i}` })));
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

test.each<[string, number]>([
  ['limit=0', 422],
  ['limit=201', 422],
  ['limit=-1', 422],
  ['limit=1.5', 422],
  ['limit=many', 422],
  ['limit=', 422],
  ['limit=5&limit=6', 422],
  ['cursor=a&cursor=b', 422],
  ['offset=10', 422],
  ['__proto__=1', 422],
  ['limit[]=1', 422],
  ['cursor=', 400],
  ['cursor=garbage', 400],
  [`cursor=${Buffer.from('-'.repeat(36)).toString('base64url')}`, 400],
  [`cursor=${Buffer.from('0'.repeat(36)).toString('base64url')}`, 400],
  [`cursor=${'a'.repeat(201)}`, 422],
])('a list that is asked for with ?%s answers %i', async (query, status) => {
  const lists = [clara.get(`/operations?${query}`), ada.get(`/people?${query}`), clara.get(`${path}/cases?${query}`)];
  for (const list of [...lists, clara.get(`${path}/events?${query}`), clara.get(`${path}/letters?${query}`)]) {
    const { body } = await list;
    expect([body.status, body.code]).toEqual([status, status === 400 ? 'request.cursor-invalid' : 'request.invalid']);
  }
});

/** All pages of a list, found by its links; `meanwhile` runs between two of them. */
async function walk(caller: Caller, first: string, meanwhile: () => Promise<void> = async () => {}): Promise<any[]> {
  const items: any[] = [];
  for (let page: string | undefined = first; page; ) {
    const { body, headers } = await caller.get(page);
    const list = body.tasks ?? body;
    items.push(...list.items);
    page = /^<(.+)>; rel="next"$/.exec(headers.get('Link') ?? '')?.[1];
    expect(page?.includes(encodeURIComponent(list.next)) ?? null).toBe(list.next === null ? null : true);
    await meanwhile();
  }
  return items;
}

const LISTS = ROUTES.filter(
  ({ method, query }) => method === 'get' && JSON.stringify(Object.keys((query as any)?.shape ?? {})).includes('cursor'),
);

test.each(LISTS.map((route) => route.path))(
  '%s, walked by its links one at a time, holds each item once, in the order of the whole list',
  async (list) => {
    if (list.includes('editionId')) return; // the same as the letters of an operation
    const target = list.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');
    const caller =
      list === '/people' ? ada : list === '/tasks' || list.endsWith('/drafts') || list.startsWith('/organisations/') ? bea : clara;
    const whole = (await caller.get(`${target}?limit=200`)).body;
    const items = (whole.tasks ?? whole).items;
    expect(await walk(caller, `${target}?limit=1`)).toEqual(items);
    expect(items.length).toBeGreaterThan(/(nil-returns|recommendations|extension-requests)$/.test(list) ? -1 : 0);
  },
);

test('a walk through the newest first finds what was there at its start, once, however many arrive meanwhile', async () => {
  const before = (await clara.get(`${path}/cases?limit=200`)).body.items;
  const found = await walk(clara, `${path}/cases?limit=2`, async () => {
    created(await bea.post(`${path}/cases`, aCase({ reference: `${Math.random()}` })));
  });
  expect(found).toEqual(before);
});

test('a walk through the oldest first finds all that was there and what arrives meanwhile, once', async () => {
  let newcomers = 0;
  const found = await walk(ada, '/organisations?limit=7', async () => {
    const code = `newcomer-${newcomers}`;
    if (newcomers++ < 3) created(await ada.post('/organisations', { code, name: code, kind: 'police', service: 'police' }));
  });
  expect(found).toEqual((await ada.get('/organisations?limit=200')).body.items);
  expect(found.filter(({ code }) => code.startsWith('newcomer'))).toHaveLength(3);
});

test('a filter holds on every page', async () => {
  const found = await walk(ada, '/organisations?kind=rilo&limit=5');
  expect(found).toHaveLength(12);
  expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['rilo']));
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
