/* Longer than 250 lines: every kind of recipient is held to the same reports. */
import { createHash } from 'node:crypto';
import { windowAfter } from '../documents/windows.ts';
import { complete, mayBeRow, UNSAID, type StatedHandling } from '../domain/handling.ts';
import { draftSummary, keepSummary } from '../prisma/decisions/summaries.ts';
import { readCourse } from '../prisma/reads/courses.ts';
import { EVERYTHING, queryAs } from '../prisma/sight.ts';
import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { advance } from './drill-clock.ts';
import { aRunningOperation, approve, created } from './operations.ts';
import { aCase, aPlan } from './plans.ts';
import { aStack, type Stack } from './stack.ts';
import { aSubscription, releasedOf, someTerms } from './subscriptions.ts';

let stack: Stack;
const { ada, clara, bea, dirk, felix, kira, paul, rita, otto } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

let nth = 0;
const seizure = (seizedAt: string) => [{ number: 1, seizedAt, goods: [{ heading: 'medicines', quantity: '1200', unit: 'C62' }] }];
const report = async (member: typeof bea, path: string, more: object = {}): Promise<string> =>
  created(await member.post(`${path}/cases`, aCase({ reference: `R-${nth++}`, ...more }))).id;
const OPEN = { handling: { tlp: 'GREEN', shares: ['country-rows', 'lines'] } };
const valueOf = (content: any, name: string): string | null => content.figures.find((figure: any) => figure.name === name)?.value;

test('a summary of which something may not leave any more when it is to go is made anew without that, for the same window', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium'] });
  const path = `/operations/${id}`;
  const subscription = await aSubscription(stack, id);
  const ids: string[] = [];
  for (let i = 0; i < 4; i += 1) ids.push(await report(bea, path, OPEN));
  await stack.stopWork();
  const clock = { rate: 10_000_000, holdAt: { wall: '2026-03-16T09:00', zone: 'Europe/Brussels' } };
  await clara.put(`${path}/clock`, clock, { 'If-Match': '*' });
  const made = await madeByHand(subscription);
  created(await bea.post(`/cases/${ids[0]}/handling`, { tlp: 'RED', reason: 'A raid is planned' }));
  await stack.startWork();
  const [product] = await releasedOf(stack, id, subscription, 1);
  expect(product.id).not.toBe(made);
  const { items } = (await clara.get(`${path}/products`)).body;
  expect(items.map(({ state, window: { until } }: any) => [state, until])).toEqual([
    ['released', '2026-03-16T06:30:00.000Z'],
    ['cancelled', '2026-03-16T06:30:00.000Z'],
  ]);
  const { content } = (await paul.get(`/products/${product.id}`)).body;
  expect([valueOf(content, 'cases'), content.withheld]).toEqual(['3', [{ reason: 'consent', cases: 1 }]]);
});

/** Makes what is due as far as a worker would that dies before it lets it go; answers the product. */
async function madeByHand(subscriptionId: string): Promise<string> {
  const { prisma } = stack.database;
  const course = await readCourse(stack.database, subscriptionId);
  const window = course && windowAfter(course);
  const draft = window && (await draftSummary(prisma, Date.now(), { subscriptionId, window }));
  if (!window || !draft) throw new Error('Nothing is due.');
  return (await keepSummary(prisma, { subscriptionId, window, draft, lines: null })).productId;
}

test('a product is its recipient’s, and those’ who see everything; for others there is none', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium'] });
  const subscription = await aSubscription(stack, id);
  await advance(clara, id, '2026-03-16T09:00');
  const [product] = await releasedOf(stack, id, subscription, 1);
  for (const reader of [paul, clara, otto]) expect((await reader.get(`/products/${product.id}`)).status).toBe(200);
  for (const stranger of [bea, rita, felix, kira, dirk]) {
    expect((await stranger.get(`/products/${product.id}`)).body).toMatchObject({ status: 404, code: 'product.not-found' });
    expect((await stranger.get(`/products/${product.id}/lines`)).status).toBe(404);
  }
  for (const stranger of [bea, rita, felix]) expect((await stranger.get(`/subscriptions/${subscription}`)).status).toBe(404);
  expect((await dirk.get(`/subscriptions/${subscription}`)).status).toBe(200); // decides on it
  expect((await bea.post(`/subscriptions/${subscription}/pauses`, { reason: 'Mine' })).status).toBe(404);
  const deliveries = (await clara.get(`/products/${product.id}/deliveries`)).body.items;
  expect(deliveries.map(({ channel, recipient }: any) => [channel, recipient])).toEqual([['pull', 'europol']]);
});

test('a member that asks for lines is given every line that it may have, and their count and hash with the figures', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] });
  const path = `/operations/${id}`;
  const scope = { detail: 'lines', purpose: 'analysis' };
  const subscription = await aSubscription(stack, id, { scope }, felix);
  for (let i = 0; i < 5; i += 1) await report(bea, path, { handling: { tlp: 'AMBER' } });
  await report(bea, path, { handling: { tlp: 'RED' } });
  await report(felix, path);
  await advance(clara, id, '2026-03-16T09:00');
  const [product] = await releasedOf(stack, id, subscription, 1);
  const { content } = (await felix.get(`/products/${product.id}`)).body;
  expect([content.lines.count, content.lines.format, valueOf(content, 'seizures'), content.withheld]).toEqual([
    6,
    'ndjson',
    '6',
    [{ reason: 'consent', cases: 1 }],
  ]);
  const sent = await felix.get(`/products/${product.id}/lines`);
  expect(createHash('sha256').update(sent.body).digest('hex')).toBe(content.lines.sha256);
  const lines = sent.body
    .trim()
    .split('\n')
    .map((line: string) => JSON.parse(line));
  expect(lines.map(({ country, heading, quantity }: any) => [country, heading, quantity])).toEqual([
    ...Array(5).fill(['BE', 'medicines', '1200']),
    ['FR', 'medicines', '1200'],
  ]);
  expect(Object.keys(lines[0]).filter((name) => /reference|place|description/.test(name))).toEqual([]);
});

test('whether a country has a row of its own is by SQL as by the rule: report by report, for every kind of recipient', async () => {
  created(await ada.post('/organisations', { code: 'cites', name: 'A treaty', kind: 'treaty-secretariat', service: 'other' }));
  created(await ada.post('/people', { subject: 'carol.cites', name: 'Carol', organisation: 'cites', roles: ['partner'] }));
  const id = await aRunningOperation(stack, { plan: { partners: ['europol', 'cites'] }, accepting: ['bea.belgium', 'felix.france'] });
  const said: StatedHandling[] = [
    { shares: [] },
    { shares: ['lines'] },
    { shares: ['country-rows'] },
    { shares: ['country-rows', 'companies'] },
  ];
  for (const handling of said) for (let i = 0; i < 3; i += 1) await report(bea, `/operations/${id}`, { handling });
  const readers = { europol: paul, cites: await stack.as('carol.cites'), 'fr-customs': felix, 'be-customs': bea };
  for (const [code, reader] of Object.entries(readers)) {
    const subscription = created(await reader.post(`/operations/${id}/subscriptions`, someTerms({ name: 'Rows' }))).id;
    const { countries } = (await reader.get(`/subscriptions/${subscription}/preview?as=partner`)).body;
    const { id: organisationId, kind } = (await ada.get(`/organisations?code=${code}`)).body.items[0];
    const belgium = (await ada.get('/organisations?code=be-customs')).body.items[0].id;
    const recipient = { organisationId, kind, takesPart: kind === 'customs' };
    const rows = said.flatMap((each) => Array(3).fill(mayBeRow(complete(each, UNSAID), recipient, belgium) ? 'BE' : 'others'));
    const counted = Object.entries(Object.groupBy(rows, (row) => row)).map(([row, all]) => [row, all?.length]);
    expect([code, Object.fromEntries(countries.map(({ country, cases }: any) => [country, cases]))]).toEqual([
      code,
      Object.fromEntries(counted),
    ]);
  }
});

test('what is taken back when it is about to be sent, after it was released, is made anew for its window, and the next goes on from there', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium'] });
  const subscription = await aSubscription(stack, id);
  await advance(clara, id, '2026-03-17T09:00');
  const [first, second] = await releasedOf(stack, id, subscription, 2);
  await queryAs(stack.database.pool, EVERYTHING, {
    text: `with taken as (update product set state = 'cancelled', cancelled_for = 'withheld' where id = $1 returning subscription_id)
      insert into outbox (workflow_id, signal) select 'summaries/' || subscription_id, 'summaries' from taken`,
    values: [first.id],
  });
  const again = (await releasedOf(stack, id, subscription, 2)).find(({ id: product }) => product !== second.id);
  expect(again).toMatchObject({ window: first.window, number: 1 });
  await advance(clara, id, '2026-03-18T09:00');
  const windows = (await releasedOf(stack, id, subscription, 3)).map(({ window: { until } }) => until);
  expect(new Set(windows).size).toBe(3);
});

test('workers that stop after any step leave one summary of each window', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium'] });
  const subscription = await aSubscription(stack, id);
  const clock = { rate: 200_000, holdAt: { wall: '2026-03-29T09:00', zone: 'Europe/Brussels' } };
  await clara.put(`/operations/${id}/clock`, clock, { 'If-Match': '*' });
  for (let stops = 0; stops < 4; stops += 1) {
    await stack.stopWork();
    await stack.startWork();
  }
  const products = await releasedOf(stack, id, subscription, 14);
  expect(products).toHaveLength(14);
  for (const [i, { window }] of products.entries()) if (i > 0) expect(window.from).toBe(products[i - 1].window.until);
  const deliveries = (await clara.get(`/operations/${id}/deliveries?limit=200`)).body.items;
  expect(new Set(deliveries.map(({ productId }: any) => productId)).size).toBe(14);
  expect(deliveries).toHaveLength(14);
}, 240_000); // work that was handed to one that stops is given to another after half a minute

test('a regional office has its region told, with a trend by week and a comparison of the same administrations', async () => {
  const invitees = [...aPlan().invitees, { organisation: 'kr-customs', rilo: 'rilo-ap', joins: 'phase-1' }];
  const plan = { invitees };
  const id = await aRunningOperation(stack, { plan, wall: '2026-03-24T09:00', accepting: ['bea.belgium', 'felix.france', 'kira.korea'] });
  const path = `/operations/${id}`;
  const scope = { detail: 'countries', purpose: 'analysis', regions: ['rilo-we'] };
  const terms = { kind: 'regional', scope, trend: 'week', smallestCell: 2 };
  const subscription = await aSubscription(stack, id, terms, rita);
  for (const [member, day, count] of [
    [bea, '2026-03-10', 3],
    [felix, '2026-03-11', 4],
    [bea, '2026-03-17', 5],
    [felix, '2026-03-18', 2],
    [kira, '2026-03-18', 9],
  ] as const) {
    for (let i = 0; i < count; i += 1) await report(member, path, { seizures: seizure(`${day}T12:00:00Z`) });
  }
  await advance(clara, id, '2026-03-25T09:00');
  const [product] = await releasedOf(stack, id, subscription, 1);
  const { content } = (await rita.get(`/products/${product.id}`)).body;
  expect(content.trend).toEqual([
    { from: '2026-03-09', cases: 7, seizures: 7 },
    { from: '2026-03-16', cases: 7, seizures: 7 },
  ]);
  expect(content).toMatchObject({ kind: 'regional', regions: ['rilo-we'], denominators: { invited: 2, reported: 2 } });
  expect(['same-members', 'same-members/2026-03-09', 'same-members/2026-03-16'].map((name) => valueOf(content, name))).toEqual([
    '2',
    '7',
    '7',
  ]);
  expect(content.countries.map(({ country, seizures }: any) => [country, seizures])).toEqual([
    ['BE', 8],
    ['FR', 6],
  ]);
});

test('an edition ends a window when it is published, and counts as it did; with its operation a last window ends', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium'] });
  const path = `/operations/${id}`;
  const ofEditions = await aSubscription(stack, id, { name: 'Editions', cadence: { every: 'edition' } });
  const ofPhases = await aSubscription(stack, id, { name: 'Phases', cadence: { every: 'phase' } });
  const monthly = await aSubscription(stack, id, { name: 'Monthly', cadence: { every: 'month', on: 1, at: '08:00' } });
  for (let i = 0; i < 4; i += 1) await report(bea, path, OPEN);
  await advance(clara, id, '2026-04-12T09:00');
  await report(bea, path, OPEN); // too late for the edition
  created(await clara.post(`${path}/editions`, { edition: 'final' }));
  await advance(clara, id, '2026-04-20T09:00');
  const signOff = await stack.until(async () => (await clara.get(`${path}/approvals?outcome=waiting`)).body.items[0]);
  await approve(stack, dirk, signOff.id);
  await advance(clara, id, '2026-05-05T09:00');
  await stack.until(async () => (await clara.get(path)).body.stage === 'completed');
  const [edition] = await releasedOf(stack, id, ofEditions, 1);
  const { content } = (await paul.get(`/products/${edition.id}`)).body;
  expect([content.status, valueOf(content, 'cases'), content.cutOffAt]).toEqual(['final', '4', '2026-04-10T16:00:00.000Z']);
  const phases = await releasedOf(stack, id, ofPhases, 2);
  expect(phases[0].window.until).toBe('2026-03-29T22:00:00.000Z');
  const months = await releasedOf(stack, id, monthly, 3);
  expect(months.slice(0, 2).map(({ window }: any) => window.until)).toEqual(['2026-04-01T06:00:00.000Z', '2026-05-01T06:00:00.000Z']);
  expect(months[2].window).toEqual({ from: '2026-05-01T06:00:00.000Z', until: phases[1].window.until });
  const last = (await paul.get(`/products/${months[2].id}`)).body.content;
  expect([last.status, valueOf(last, 'cases')]).toEqual(['provisional', null]); // one report more than the month before
  expect((await paul.get(`/subscriptions/${monthly}`)).body.state).toBe('ended');
});

test('a phase that is over, and a company without brands, are refused', async () => {
  const id = await aRunningOperation(stack, { plan: { partners: ['europol', 'meridian-pharma'] }, accepting: ['bea.belgium'] });
  created(await ada.post('/people', { subject: 'petra.pharma', name: 'Petra', organisation: 'meridian-pharma', roles: ['partner'] }));
  const petra = await stack.as('petra.pharma');
  const terms = { name: 'Ours', cadence: { every: 'day', at: '07:30' }, zone: 'UTC', format: 'pdf', channel: 'letter', language: 'en' };
  const asked = (scope: object, more: object = {}) =>
    petra.post(`/operations/${id}/subscriptions`, { ...terms, ...more, scope: { purpose: 'product-safety', ...scope } });
  const flaws = async (answer: ReturnType<typeof asked>) => (await answer).body.errors.map(({ pointer, code }: any) => [pointer, code]);
  const company = (await ada.get('/organisations?code=meridian-pharma')).body.items[0];
  const withoutBrands = company.brands?.length ? [] : [['/scope', 'subscription.no-brands']];
  expect(await flaws(asked({ detail: 'countries' }))).toEqual([['/scope/detail', 'subscription.beyond-ceiling'], ...withoutBrands]);
  await advance(clara, id, '2026-04-01T09:00');
  expect(await flaws(asked({ detail: 'countries' }, { cadence: { every: 'phase' } }))).toContainEqual([
    '/cadence',
    'subscription.never-due',
  ]);
});
