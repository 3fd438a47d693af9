import { castOf } from './cast.ts';
import { aRunningOperation, created } from './operations.ts';
import { aStack, type Stack } from './stack.ts';
import { TWO_PHASES, aReport } from './two-phases.ts';

let stack: Stack;
let path: string;
const { clara, bea, felix } = castOf(() => stack);
const FIRST = '2026-03-10T12:00:00+01:00';
const SECOND = '2026-03-17T12:00:00+01:00';
const goods = (quantity: string, unit = 'C62', heading = 'medicines') => [{ heading, quantity, unit }];

beforeAll(async () => {
  stack = await aStack();
  const accepting = ['bea.belgium', 'felix.france'];
  path = `/operations/${await aRunningOperation(stack, { plan: TWO_PHASES, accepting, wall: '2026-03-20T09:00' })}`;
  const said = {
    transport: '4',
    direction: 'import',
    departure: 'CN',
    destination: 'BE',
    placeType: 'airport',
    detection: { method: 'dog' },
  };
  const arrested = { persons: [{ state: 'arrested', count: 2 }] };
  for (const [caller, at, lines, more] of [
    [bea, FIRST, goods('900'), said],
    [bea, FIRST, [...goods('50'), ...goods('3', 'KGM', 'ivory'), ...goods('2', 'TNE', 'ivory')], arrested],
    [bea, SECOND, goods('30'), {}],
    [felix, FIRST, goods('20'), { transport: '1' }],
  ] as const) {
    created(await caller.post(`${path}/cases`, aReport(at, [...lines], more)));
  }
});
afterAll(() => stack.stop());

const get = async (name: string) => {
  const { status, body } = await clara.get(`${path}/statistics${name}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
};
const seizuresBy = async (by: string) => Object.fromEntries((await get(`/${by}`)).rows.map(({ key, seizures }: any) => [key, seizures]));

test.each<[string, Record<string, number>]>([
  ['heading', { 'medical-products': 4 }],
  ['subtype', { medicines: 4 }],
  ['phase', { 'phase-1': 3, 'phase-2': 1 }],
  ['period', { first: 3, second: 1 }],
  ['month', { '2026-03': 4 }],
  ['day', { '2026-03-10': 3, '2026-03-17': 1 }],
  ['organisation', { 'be-customs': 3, 'fr-customs': 1 }],
  ['country', { BE: 3, FR: 1 }],
  ['service', { customs: 4 }],
  ['rilo', { 'rilo-we': 4 }],
  ['transport', { '': 2, '1': 1, '4': 1 }],
  ['direction', { '': 3, import: 1 }],
  ['place-type', { '': 3, airport: 1 }],
  ['route', { '': 3, 'CN>BE': 1 }],
  ['detection', { '': 3, dog: 1 }],
])('seizures are broken down by %s', async (by, expected) => {
  expect(await seizuresBy(by)).toEqual(expected);
});

test.each<[string, number]>([
  ['transport=4', 1],
  ['transport=', 2],
  ['country=BE&day=2026-03-10', 2],
  ['departure=CN&destination=BE', 1],
  ['heading=wildlife', 1],
  ['heading=medicines&phase=phase-2', 1],
  ['detection=dog&period=second', 0],
])('the cases that a row was counted from are found by %s', async (query, count) => {
  expect((await clara.get(`${path}/cases?${query}`)).body.items).toHaveLength(count);
  const owners = (await felix.get(`${path}/cases?${query}`)).body.items.map(({ organisation }: any) => organisation);
  expect(owners.filter((owner: string) => owner !== 'fr-customs')).toEqual([]);
});

test('two questions that begin with the same long list of names get an answer each', async () => {
  const most = 'organisation=be-customs&country=BE&service=customs&phase=phase-1&period=first&transport=4&direction=import';
  for (const more of ['', '&departure=CN', '&destination=BE', '&departure=CN&destination=BE', '&placeType=sea-port']) {
    const { status, body } = await clara.get(`${path}/cases?${most}${more}`);
    expect([more, status, body.items.length]).toEqual([more, 200, more === '&placeType=sea-port' ? 0 : 1]);
  }
});

test('a breakdown of one phase leaves the others out, and of an unknown kind is not there', async () => {
  const { rows } = await get('/organisation?phase=phase-2');
  expect(rows).toMatchObject([
    { key: 'be-customs', cases: 1, quantities: [{ heading: 'medicines', unit: 'C62', quantity: '30', seizures: 1 }] },
  ]);
  expect((await clara.get(`${path}/statistics/shoe-size`)).body.code).toBe('request.route-unknown');
});

test('the whole tells bonus finds and persons apart, and adds what has a factor to what has the same dimension', async () => {
  const { figures, normalised } = await get('');
  expect(figures).toMatchObject({
    cases: 4,
    seizures: 4,
    quantities: [{ heading: 'medicines', unit: 'C62', quantity: '1000', seizures: 4 }],
    bonus: [
      { heading: 'ivory', unit: 'KGM', quantity: '3' },
      { heading: 'ivory', unit: 'TNE', quantity: '2' },
    ],
    persons: [{ state: 'arrested', count: 2 }],
  });
  expect(normalised.totals).toEqual([]);
  expect(normalised.unconverted).toEqual([{ heading: 'medicines', unit: 'C62', quantity: '1000' }]);
});

test('a quantity says how much of it stands in one case and is one administration’s', async () => {
  const [medicines] = (await get('/concentration')).items;
  expect(medicines).toMatchObject({
    quantity: '1000',
    seizures: 4,
    median: '30',
    largest: { organisation: 'be-customs', quantity: '900', share: '0.9' },
    leader: { organisation: 'be-customs', quantity: '980', share: '0.98' },
  });
});

test('two periods are compared by those who reported in both', async () => {
  const compared = await get('/comparison?before=first&now=second');
  expect(compared).toMatchObject({
    participants: ['be-customs'],
    onlyBefore: ['fr-customs'],
    onlyNow: [],
    before: { cases: 2, seizures: 2, quantities: [{ quantity: '950' }] },
    now: { cases: 1, seizures: 1, quantities: [{ quantity: '30' }] },
  });
  expect((await clara.get(`${path}/statistics/comparison?before=first&now=never`)).body.code).toBe('statistics.period-unknown');
});

test('each period says who was asked, who has reported, and how long it took', async () => {
  const { items } = await get('/reporting');
  const [first, second] = items;
  expect(first).toMatchObject({ period: 'first', asked: 2, reported: 2, onTime: 2, late: 0, rate: '1', medianDays: '9.88' });
  expect(second).toMatchObject({ period: 'second', asked: 2, reported: 1, open: 1, rate: '0.5', medianDays: '2.88' });
});
