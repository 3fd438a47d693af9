import { createHash } from 'node:crypto';
import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { advance } from './drill-clock.ts';
import { aRunningOperation, created } from './operations.ts';
import { aCase, aPlan } from './plans.ts';
import { aStack, type Stack } from './stack.ts';
import { aSubscription, releasedOf } from './subscriptions.ts';

let stack: Stack;
const { clara, bea, felix, kira, rita } = castOf(
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
const valueOf = (content: any, name: string): string | null => content.figures.find((figure: any) => figure.name === name)?.value;

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

test('persons at the seizures that are told are counted by state, and those at few are not told', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] });
  const path = `/operations/${id}`;
  const scope = { detail: 'totals', purpose: 'analysis', headings: ['medicines'] };
  const subscription = await aSubscription(stack, id, { scope, smallestCell: 2 }, felix);
  await advance(clara, id, '2026-03-15T12:00');
  const goods = (heading: string) => [{ heading, quantity: '5', unit: heading === 'alcohol' ? 'LTR' : 'C62' }];
  const at = '2026-03-10T12:00:00+01:00';
  const caught = (heading: string, persons: object[]) => ({ seizures: [{ number: 1, seizedAt: at, goods: goods(heading), persons }] });
  for (let i = 0; i < 3; i += 1) await report(bea, path, caught('medicines', [{ state: 'arrested', count: 2 }]));
  await report(bea, path, caught('medicines', [{ state: 'detained', count: 7 }]));
  await report(bea, path, caught('alcohol', [{ state: 'arrested', count: 100 }]));
  await advance(clara, id, '2026-03-16T09:00');
  const [product] = await releasedOf(stack, id, subscription, 1);
  const { content } = (await felix.get(`/products/${product.id}`)).body;
  const persons = content.figures.filter(({ unit }: any) => unit === 'persons');
  expect(persons).toEqual([
    { name: 'persons/arrested', unit: 'persons', value: '6' },
    { name: 'persons/detained', unit: 'persons', value: null },
    { name: 'window/persons/arrested', unit: 'persons', value: '6' },
    { name: 'window/persons/detained', unit: 'persons', value: null },
  ]);
});

test('values, and goods found besides, are told where enough seizures had them, of the goods that are asked for', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] });
  const path = `/operations/${id}`;
  const whole = await aSubscription(stack, id, { scope: { detail: 'totals', purpose: 'analysis' }, smallestCell: 2 }, felix);
  const scope = { detail: 'totals', purpose: 'analysis', headings: ['medicines'] };
  const medicinesOnly = await aSubscription(stack, id, { name: 'medicines only', scope, smallestCell: 2 }, felix);
  await advance(clara, id, '2026-03-15T12:00');
  const worth = (amount: string, currency = 'EUR', basis = 'street') => [{ amount, currency, basis }];
  const medicines = (values?: object[]) => ({ heading: 'medicines', quantity: '5', unit: 'C62', values });
  const alcohol = { heading: 'alcohol', quantity: '2.5', unit: 'LTR', values: worth('40') };
  for (const goods of [
    [medicines(worth('100.50')), alcohol],
    [medicines(worth('0.25')), medicines(worth('1000'))],
    [medicines(worth('7', 'USD')), alcohol],
    [medicines()],
  ])
    await report(bea, path, { seizures: [{ number: 1, seizedAt: '2026-03-10T12:00:00+01:00', goods }] });
  await advance(clara, id, '2026-03-16T09:00');
  const toldOf = async (subscription: string) => {
    const [product] = await releasedOf(stack, id, subscription, 1);
    const { figures } = (await felix.get(`/products/${product.id}`)).body.content;
    return figures.filter(({ name }: any) => name.includes('/')).map(({ name, unit, value }: any) => `${name} ${unit} ${value}`);
  };
  const ofMedicines = ['value/medicines/street EUR 1100.75', 'value/medicines/street USD null'];
  const asides = ['bonus/alcohol LTR 5', 'value/alcohol/street EUR 80', ...ofMedicines];
  const news = ['window/cases cases 4', 'window/seizures seizures 4', 'window/medicines C62 25'];
  expect(await toldOf(whole)).toEqual([...news, ...asides, ...asides.map((told) => `window/${told}`)]);
  expect(await toldOf(medicinesOnly)).toEqual([...news, ...ofMedicines, ...ofMedicines.map((told) => `window/${told}`)]);
});

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
