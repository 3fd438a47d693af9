import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical-json.ts';
import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { advance } from './drill-clock.ts';
import { aRunningOperation, created } from './operations.ts';
import { aCase } from './plans.ts';
import { aStack, type Stack } from './stack.ts';
import { agreeTo, aSubscription, releasedOf, someTerms } from './subscriptions.ts';

let stack: Stack;
const { clara, bea, felix, paul } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

let nth = 0;
const report = async (member: typeof bea, path: string, more: object = {}): Promise<string> =>
  created(await member.post(`${path}/cases`, aCase({ reference: `R-${nth++}`, ...more }))).id;
const OPEN = { handling: { tlp: 'GREEN', shares: ['country-rows', 'lines'] } };
const valueOf = (content: any, name: string): string | null => content.figures.find((figure: any) => figure.name === name)?.value;
const contentOf = async (id: string): Promise<any> => (await paul.get(`/products/${id}`)).body.content;

/** Every window of these products begins where the one before it ended. */
function expectUnbroken(products: readonly any[]): void {
  for (const [i, { window }] of products.entries()) if (i > 0) expect(window.from).toBe(products[i - 1].window.until);
}

test('each day brings one summary at its hour, also over a change of clocks, with what came and what there is', async () => {
  const id = await aRunningOperation(stack, { wall: '2026-03-26T09:00', accepting: ['bea.belgium', 'felix.france'] });
  const path = `/operations/${id}`;
  const subscription = await aSubscription(stack, id, { cadence: { every: 'day', at: '02:30' } });
  await advance(clara, id, '2026-03-26T10:00');
  for (let i = 0; i < 4; i += 1) await report(bea, path, OPEN);
  await advance(clara, id, '2026-03-31T09:00');
  const products = await releasedOf(stack, id, subscription, 5);
  expect(products.map(({ window }) => window.until)).toEqual([
    '2026-03-27T01:30:00.000Z',
    '2026-03-28T01:30:00.000Z',
    '2026-03-29T01:30:00.000Z', // 03:30: there is no 02:30 on that day
    '2026-03-30T00:30:00.000Z',
    '2026-03-31T00:30:00.000Z',
  ]);
  expectUnbroken(products);
  const [first, second] = await Promise.all(products.slice(0, 2).map(({ id: product }) => contentOf(product)));
  expect([valueOf(first, 'cases'), valueOf(first, 'window/cases'), valueOf(first, 'medicines')]).toEqual(['4', '4', '4800']);
  expect([valueOf(second, 'cases'), valueOf(second, 'window/cases'), second.number, second.previous.number]).toEqual(['4', '0', 2, 1]);
  expect(second.reasons).toEqual({ added: 0, corrected: 0, linked: 0, excluded: 0, late: 0, withheld: 0 });
  expect(first).toMatchObject({ status: 'provisional', recipient: 'europol', handling: { code: 'H0', tlp: 'GREEN' }, withheld: [] });
  expect(first.countries).toEqual([
    { country: 'BE', cases: 4, seizures: 4, quantities: [{ heading: 'medicines', unit: 'C62', quantity: '4800', seizures: 4 }] },
  ]);
  expect(first.denominators).toMatchObject({ invited: 2, accepted: 2, reported: 1 });
  for (const product of products) {
    const { body } = await paul.get(`/products/${product.id}`);
    expect(createHash('sha256').update(canonicalJson(body.content)).digest('hex')).toBe(body.sha256);
  }
});

test('what one seizure could be told from is not shown, and neither is what it would follow from', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] });
  const path = `/operations/${id}`;
  const subscription = await aSubscription(stack, id);
  await advance(clara, id, '2026-03-15T10:00');
  for (let i = 0; i < 5; i += 1) await report(bea, path, OPEN);
  await report(felix, path, OPEN);
  await advance(clara, id, '2026-03-17T09:00');
  const [one, two] = await releasedOf(stack, id, subscription, 2);
  const first = await contentOf(one.id);
  expect(first.countries.map(({ country, seizures }: any) => [country, seizures])).toEqual([
    ['BE', null],
    ['FR', null],
  ]);
  expect([valueOf(first, 'seizures'), first.suppressed > 0]).toEqual(['6', true]);
  expect((await contentOf(two.id)).countries).toEqual(first.countries);
  // One more: the sum would tell it by its difference to the day before.
  await report(bea, path, OPEN);
  await advance(clara, id, '2026-03-18T09:00');
  const third = await contentOf((await releasedOf(stack, id, subscription, 3))[2].id);
  expect([valueOf(third, 'seizures'), valueOf(third, 'window/seizures'), third.reasons]).toEqual([null, null, null]);
  expect(third.differences).toEqual([
    { name: 'cases', unit: 'cases', before: '6', now: null },
    { name: 'seizures', unit: 'seizures', before: '6', now: null },
    { name: 'medicines', unit: 'C62', before: '7200', now: null },
  ]);
});

test('a recipient is given what it may have: rows of those who show one, counts of what was left out, and what it may have later', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] });
  const path = `/operations/${id}`;
  const subscription = await aSubscription(stack, id);
  for (let i = 0; i < 3; i += 1) await report(bea, path, OPEN);
  for (let i = 0; i < 3; i += 1) await report(felix, path); // shows no row of its own
  const secret = await report(felix, path, { handling: { tlp: 'RED' } });
  await report(felix, path, { handling: { code: 'H2' } });
  await advance(clara, id, '2026-03-16T09:00');
  const [product] = await releasedOf(stack, id, subscription, 1);
  const content = await contentOf(product.id);
  expect(content.countries.map(({ country, cases }: any) => [country, cases])).toEqual([
    ['BE', 3],
    ['others', 3],
  ]);
  expect(content.withheld).toEqual([{ reason: 'consent', cases: 2 }]);
  expect(content.handling).toMatchObject({ code: 'H0', tlp: 'AMBER', shares: [] });

  created(await felix.post(`/cases/${secret}/handling`, { tlp: 'GREEN', reason: 'It is over' }));
  const preview = await paul.get(`/subscriptions/${subscription}/preview?as=partner`);
  expect(preview.body).toMatchObject({ id: 'preview', number: 2, withheld: [{ reason: 'consent', cases: 1 }] });
  expect((await clara.get(`/subscriptions/${subscription}/preview?as=partner`)).body).toEqual(preview.body);
  await advance(clara, id, '2026-03-17T09:00');
  const next = await contentOf((await releasedOf(stack, id, subscription, 2))[1].id);
  const { id: _, madeAt, cutOffAt, window, ...shown } = next;
  const { id: __, madeAt: ___, cutOffAt: ____, window: _____, ...foreseen } = preview.body;
  expect(shown).toEqual(foreseen);
});

test('windows that end while no worker is there are made afterwards, each for its own; nothing is made twice', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium'] });
  const path = `/operations/${id}`;
  const subscription = await aSubscription(stack, id, { zone: 'Asia/Kathmandu' });
  await stack.stopWork();
  for (let i = 0; i < 3; i += 1) await report(bea, path, OPEN);
  await clara.get(`${path}/clock`);
  const clock = { rate: 10_000_000, holdAt: { wall: '2026-03-20T09:00', zone: 'Europe/Brussels' } };
  expect((await clara.put(`${path}/clock`, clock, { 'If-Match': '*' })).status).toBe(200);
  expect((await clara.get(`${path}/products`)).body.items).toEqual([]);
  await stack.startWork();
  const products = await releasedOf(stack, id, subscription, 5);
  expect(products.map(({ window }) => window.until)).toEqual([16, 17, 18, 19, 20].map((day) => `2026-03-${day}T01:45:00.000Z`));
  expectUnbroken(products);
  const cases = await Promise.all(products.map(async (product) => valueOf(await contentOf(product.id), 'cases')));
  expect(cases).toEqual(['3', '3', '3', '3', '3']);
});

test('a pause and another cadence leave no gap and no overlap: the next window begins where the last one ended', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium'] });
  const subscription = await aSubscription(stack, id);
  await advance(clara, id, '2026-03-17T09:00');
  await releasedOf(stack, id, subscription, 2);
  created(await paul.post(`/subscriptions/${subscription}/pauses`, { reason: 'Nobody is there' }));
  expect((await paul.post(`/subscriptions/${subscription}/pauses`, { reason: 'Again' })).body.code).toBe('subscription.not-active');
  await advance(clara, id, '2026-03-20T09:00');
  created(await clara.post(`/subscriptions/${subscription}/resumptions`, { reason: 'They are back' }));
  await advance(clara, id, '2026-03-22T09:00');
  await releasedOf(stack, id, subscription, 4);
  const { name: _, ...weekly } = someTerms({ cadence: { every: 'week', on: 'thursday', at: '18:00' }, zone: 'America/New_York' });
  created(await paul.post(`/subscriptions/${subscription}/versions`, weekly));
  await agreeTo(stack, subscription);
  await advance(clara, id, '2026-04-04T09:00');
  const products = await releasedOf(stack, id, subscription, 6);
  expect(products.map(({ window }) => window.until)).toEqual([
    ...[16, 17, 21, 22].map((day) => `2026-03-${day}T06:30:00.000Z`),
    '2026-03-26T22:00:00.000Z',
    '2026-04-02T22:00:00.000Z',
  ]);
  expectUnbroken(products);
  created(await paul.post(`/subscriptions/${subscription}/endings`, { reason: 'Enough' }));
  expect((await paul.post(`/subscriptions/${subscription}/resumptions`, { reason: 'Or not' })).body.code).toBe('subscription.ended');
  await advance(clara, id, '2026-04-09T09:00');
  expect((await paul.get(`/operations/${id}/products`)).body.items).toHaveLength(6);
});
