import { GOVERNED_LISTS } from '../domain/catalogue-proposal.ts';
import { surveyCatalogue } from '../prisma/catalogue/survey.ts';
import { keepTallies } from '../prisma/tallies/keep.ts';
import type { Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { aRunningOperation, created } from './operations.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport, type Line } from './two-phases.ts';

let stack: Stack;
let id: string;
let other: string;
const { ada, clara, bea, felix, igor, otto, rita } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
  id = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] });
  other = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] });
  await stack.stopWork(); // so that each look is the test's own
});
afterAll(() => stack.stop());

const times = (count: number, seizure: object, lines?: Line[]) => Array.from({ length: count }, () => aReport(undefined, lines, seizure));
const report = async (caller: Caller, reports: object[], operation = id): Promise<void> => {
  const { body } = await caller.post(`/operations/${operation}/cases:batch`, { reports });
  expect(body.counts).toMatchObject({ reported: reports.length });
};
const survey = async (): Promise<void> => {
  while ((await keepTallies(stack.database, 1_000)) > 0);
  await surveyCatalogue(stack.database, 1_000, Date.now());
};
const proposals = async (caller = clara, operation = id) => (await caller.get(`/catalogue/proposals?operation=${operation}`)).body.items;

test('too many reports of several administrations that no place fits raise one proposal, with what they say, for whoever leads', async () => {
  await report(bea, [...times(20, { placeType: 'other', place: 'Sorting hall' }), ...times(60, { placeType: 'airport' })]);
  await survey();
  expect(await proposals()).toEqual([]);

  const named = { placeType: 'other', place: 'Passport of John Smith, AB1234567' };
  await report(felix, [...times(1, { placeType: 'other', place: 'Truck stop' }), ...times(2, named)]);
  await survey();
  const [proposal, ...more] = await proposals();
  expect(more).toEqual([]);
  const examples = [
    { text: 'Sorting hall', count: 20 },
    { text: 'Truck stop', count: 1 },
  ];
  const counted = { others: 23, uses: 83, administrations: 2, examples };
  expect(proposal).toMatchObject({ operationId: id, list: 'placeTypes', heading: null, ...counted, owner: 'wco', state: 'open' });
  const { items: events } = (await clara.get(`/operations/${id}/events?limit=200`)).body;
  expect(events.filter(({ type }: any) => type === 'catalogue.proposed')).toMatchObject([{ data: { list: 'placeTypes', others: 23 } }]);

  await report(bea, times(60, { placeType: 'other' }));
  await survey();
  expect(await proposals()).toEqual([proposal]);
});

test('who leads settles it with a reason, once, and it comes back when twice as many say it', async () => {
  const [{ id: proposalId }] = await proposals();
  const settle = (caller: Caller) =>
    caller.post(`/catalogue/proposals/${proposalId}/settlements`, { state: 'dropped', reason: 'Market, by the handbook' });
  expect(await proposals(igor)).toEqual([]);
  expect((await settle(igor)).body.code).toBe('catalogue-proposal.not-found');
  for (const caller of [ada, otto]) expect(await proposals(caller)).toHaveLength(1);
  for (const caller of [bea, rita]) expect((await caller.get('/catalogue/proposals')).body.code).toBe('permission.denied');
  expect(created(await settle(clara))).toMatchObject({ state: 'dropped', reason: 'Market, by the handbook' });
  expect((await settle(clara)).body.code).toBe('catalogue-proposal.settled');

  // 23 were counted then, 83 say it now.
  await report(bea, times(1, { placeType: 'airport' }));
  await survey();
  expect((await proposals()).map(({ state, others }: any) => [state, others])).toEqual([
    ['open', 83],
    ['dropped', 23],
  ]);
  const [{ id: again }] = await proposals();
  created(await ada.post(`/catalogue/proposals/${again}/settlements`, { state: 'accepted', reason: 'Sorting centre' }));
  await report(bea, times(82, { placeType: 'other' }));
  await survey();
  expect(await proposals()).toHaveLength(2);
  await report(bea, times(1, { placeType: 'other' }));
  await survey();
  expect((await proposals()).map(({ others }: any) => others)).toEqual([166, 83, 23]);
  expect((await clara.get(`/catalogue/proposals?operation=${id}&state=open`)).body.items).toHaveLength(1);
});

test('what no status and no subtype fits is found behind those who report, without anybody asking', async () => {
  const lines = Array.from({ length: 10 }, () => ({ heading: 'tobacco', unit: 'KGM', status: 'other', description: 'Nicotine pouches' }));
  for (const caller of [bea, felix]) await report(caller, times(1, { detection: { method: 'dog' } }, lines), other);
  await stack.startWork();
  const found = await stack.until(async () => {
    const items = await proposals(clara, other);
    return items.length === 2 && items;
  });
  const common = { others: 20, uses: 20, administrations: 2, examples: [{ text: 'Nicotine pouches', count: 20 }] };
  expect(found).toEqual(expect.arrayContaining([expect.objectContaining({ ...common, list: 'statuses', heading: null })]));
  expect(found).toEqual(expect.arrayContaining([expect.objectContaining({ ...common, list: 'headings', heading: 'tobacco' })]));
});

test('every list of the catalogue that has a code for the rest is watched', async () => {
  const { lists } = (await clara.get('/catalogue')).body;
  const open = Object.keys(lists).filter((list) => lists[list].some(({ code }: any) => code === 'other'));
  expect([...open, 'headings'].sort()).toEqual([...GOVERNED_LISTS].sort());
});
