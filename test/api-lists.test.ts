import { ROUTES } from '../api/routes.ts';
import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { listSomething } from './listed-things.ts';
import { aRunningOperation, created, ownTask } from './operations.ts';
import { aCase } from './plans.ts';
import { aStack, type Stack } from './stack.ts';
import { walk } from './walk.ts';

let stack: Stack;
const { ada, clara, bea } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);
/** A running operation in which Belgium has reported several cases and France has not answered. */
let path: string;
let ids: Record<string, string>;

beforeAll(async () => {
  stack = await aStack();
  const operationId = await aRunningOperation(stack);
  path = `/operations/${operationId}`;
  const { taskingId } = await ownTask(bea, operationId, 'take-part');
  ids = { operationId, taskingId, ...(await listSomething(stack, operationId)) };
});
afterAll(() => stack.stop());

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

const LISTS = ROUTES.filter(
  ({ method, query }) => method === 'get' && JSON.stringify(Object.keys((query as any)?.shape ?? {})).includes('cursor'),
);

test.each(LISTS.map((route) => route.path))(
  '%s, walked by its links one at a time, holds each item once, in the order of the whole list',
  async (list) => {
    if (list.includes('editionId')) return; // the same as the letters of an operation
    const target = list.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');
    const caller = list === '/people' ? ada : /^\/tasks$|\/(drafts|imports|ledger)$|^\/organisations\/./.test(list) ? bea : clara;
    const whole = (await caller.get(`${target}?limit=200`)).body;
    const items = (whole.tasks ?? whole).items;
    expect(await walk(caller, `${target}?limit=1`)).toEqual(items);
    expect(items.length).toBeGreaterThan(/(nil-returns|recommendations|extension-requests|purges|recalls)$/.test(list) ? -1 : 0);
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
