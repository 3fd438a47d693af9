import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { advance } from './drill-clock.ts';
import { aRunningOperation, created, ownTask } from './operations.ts';
import { countRows, leavingNothing } from './rows.ts';
import { aStack, type Stack } from './stack.ts';
import { TWO_PHASES, aReport, codesOf } from './two-phases.ts';

let stack: Stack;
const { clara, bea, felix, kira, rita } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);
let path: string;

beforeAll(async () => {
  stack = await aStack();
  const accepting = ['bea.belgium', 'felix.france'];
  path = `/operations/${await aRunningOperation(stack, { plan: TWO_PHASES, accepting, wall: '2026-03-20T09:00' })}`;
});
afterAll(() => stack.stop());

const said = (counts: Record<string, string | number>, more: object = {}) => ({
  period: 'first',
  counts: Object.entries(counts).map(([kind, count]) => ({ kind, count })),
  ...more,
});
const listOf = async (caller: typeof bea): Promise<any[]> => (await caller.get(`${path}/activity-counts?limit=200`)).body.items;
const totals = async (): Promise<Record<string, string>> =>
  Object.fromEntries((await clara.get(`${path}/activity`)).body.activity.map((each: any) => [`${each.measure}/${each.kind}`, each.amount]));

test('many kinds are said at once, stand beside the seizures, and are added per kind and never to another', async () => {
  const figures = async () => (await clara.get(`${path}/statistics`)).body.figures;
  const before = await figures();
  const counts = [
    { kind: 'checks', count: 1200 },
    { kind: 'vehicles-checked', count: '35' },
    { measure: 'persons', kind: 'arrested', count: 3 },
    { measure: 'groups', kind: 'dismantled', count: 1 },
    { kind: 'co2-equivalent', count: '12.5' },
  ];
  const answer = created(await bea.post(`${path}/activity-counts`, { period: 'first', counts }));
  expect(answer.counts.map(({ item, unit, amount, version, isChanged }: any) => [item, unit, amount, version, isChanged])).toEqual([
    ['checks', 'check', '1200', 1, true],
    ['co2-equivalent', 'tonne', '12.5', 1, true],
    ['vehicles-checked', 'vehicle', '35', 1, true],
    ['dismantled', 'group', '1', 1, true],
    ['arrested', 'person', '3', 1, true],
  ]);
  created(await felix.post(`${path}/activity-counts`, said({ checks: 800 })));
  created(await felix.post(`${path}/activity-counts`, said({ checks: 50 }, { period: 'second' })));
  expect(await totals()).toEqual({
    'activity/checks': '2050',
    'activity/co2-equivalent': '12.5',
    'activity/vehicles-checked': '35',
    'groups/dismantled': '1',
    'persons/arrested': '3',
  });
  const { activity } = (await clara.get(`${path}/activity`)).body;
  expect(activity[0].organisations).toEqual([
    { organisation: 'be-customs', amount: '1200' },
    { organisation: 'fr-customs', amount: '850' },
  ]);
  expect(activity[0].definition).toContain('Controls of any depth');
  expect(before.activity).toEqual([]);
  expect(await figures()).toEqual({
    ...before,
    activity: activity.map(({ organisations: _, definition: __, ...counted }: any) => counted),
  });
});

test('another number is a new version with a reason, and only the latest counts; the same again changes nothing', async () => {
  created(await bea.post(`${path}/activity-counts`, said({ inspections: 10, searches: 4 })));
  expect((await bea.post(`${path}/activity-counts`, said({ inspections: 12 }))).body.code).toBe('count.reason-missing');
  const again = created(await bea.post(`${path}/activity-counts`, said({ inspections: 12, searches: '4.0' }, { reason: 'Two were late' })));
  expect(again.counts.map(({ item, version, isChanged }: any) => [item, version, isChanged])).toEqual([
    ['inspections', 2, true],
    ['searches', 1, false],
  ]);
  const item = (await listOf(bea)).find((each) => each.item === 'inspections');
  expect(item.versions.map(({ version, amount, reason, author }: any) => [version, amount, reason, author])).toEqual([
    [1, '10', null, 'Bea Belgium'],
    [2, '12', 'Two were late', 'Bea Belgium'],
  ]);
  expect(await totals()).toMatchObject({ 'activity/inspections': '12', 'activity/searches': '4' });

  const events = async () =>
    (await clara.get(`${path}/events?limit=200`)).body.items.filter(({ type }: any) => type === 'activity.counted');
  const [told, rows] = [await events(), await countRows(stack.database)];
  created(await bea.post(`${path}/activity-counts`, said({ inspections: 12 })));
  expect(await events()).toEqual(told);
  expect(await countRows(stack.database)).toEqual({ ...rows, receipt: (rows['receipt'] ?? 0) + 1 });
  expect(told.at(-1)?.data.counts).toEqual([{ measure: 'activity', item: 'inspections', unit: 'inspection', version: 2 }]);
});

test('a repeat under its key gets its first answer again, also when the number has changed since', async () => {
  const key = { 'Idempotency-Key': 'one of its own' };
  const first = created(await bea.post(`${path}/activity-counts`, said({ alerts: 1 }), key));
  created(await bea.post(`${path}/activity-counts`, said({ alerts: 2 }, { reason: 'One more' })));
  expect(created(await bea.post(`${path}/activity-counts`, said({ alerts: 1 }), key))).toEqual(first);
  expect(await totals()).toMatchObject({ 'activity/alerts': '2' });
});

test('numbers that are said at the same moment become versions one after the other', async () => {
  created(await bea.post(`${path}/activity-counts`, said({ newsletters: 0, offences: 0 })));
  const counts = Array.from({ length: 16 }, (_, i) => i + 1);
  const both = (i: number) => (i % 2 ? { newsletters: i, offences: i } : { offences: i, newsletters: i });
  await Promise.all(counts.map(async (i) => created(await bea.post(`${path}/activity-counts`, said(both(i), { reason: `Count ${i}` })))));
  const items = (await listOf(bea)).filter(({ item }) => ['newsletters', 'offences'].includes(item));
  for (const { versions, amount } of items) {
    expect(versions.map(({ version }: any) => version)).toEqual([...Array(17).keys()].map((i) => i + 1));
    expect(amount).toBe(versions.at(-1).amount);
  }
});

test.each<[string, object, string, object]>([
  ['of no kind of the catalogue', { checks: 1, 'unicorns-seen': 1 }, 'count.invalid', { '/counts/1/kind': 'count.kind-unknown' }],
  ['with half a check', { checks: '1.5' }, 'count.invalid', { '/counts/0/count': 'count.not-whole' }],
])('a count %s is refused with a pointer to it, and nothing is stored', async (_, counts, code, flaws) => {
  const answer = await leavingNothing(stack.database, () => bea.post(`${path}/activity-counts`, said(counts as Record<string, number>)));
  expect(codesOf(answer as never)).toEqual([422, code, flaws]);
});

test('a kind is counted once in a body, and a state of persons is no kind of activity', async () => {
  const twice = {
    period: 'first',
    counts: [
      { kind: 'checks', count: 1 },
      { kind: 'checks', count: 2 },
      { kind: 'arrested', count: 1 },
    ],
  };
  expect(codesOf(await bea.post(`${path}/activity-counts`, twice))).toEqual([
    422,
    'count.invalid',
    { '/counts/1/kind': 'count.twice', '/counts/2/kind': 'count.kind-unknown' },
  ]);
});

test('who takes part says numbers, of a period that has begun; everybody sees their own only, an office its region', async () => {
  expect((await bea.post(`${path}/activity-counts`, said({ checks: 1 }, { period: 'third' }))).body.code).toBe('period.unknown');
  expect((await kira.post(`${path}/activity-counts`, said({ checks: 1 }))).body.code).toBe('participation.not-active');
  expect((await clara.post(`${path}/activity-counts`, said({ checks: 1 }))).body.code).toBe('permission.denied');
  const own = (items: any[]) => [...new Set(items.map(({ organisation }) => organisation))].sort();
  expect(own(await listOf(felix))).toEqual(['fr-customs']);
  expect(own(await listOf(clara))).toEqual(['be-customs', 'fr-customs']);
  expect((await rita.get(`${path}/activity-counts`)).status).toBe(404); // the plan puts nobody in the care of her office
  const filtered = (await clara.get(`${path}/activity-counts?period=second&organisation=fr-customs`)).body.items;
  expect(filtered.map(({ item, amount }: any) => [item, amount])).toEqual([['checks', '50']]);
});

test('before its period begins nothing is counted; who has withdrawn corrects its numbers, and says no new ones', async () => {
  const id = await aRunningOperation(stack, { plan: TWO_PHASES, wall: '2026-03-10T09:00' });
  const counts = `/operations/${id}/activity-counts`;
  expect((await bea.post(counts, said({ checks: 1 }, { period: 'second' }))).body.code).toBe('period.too-early');
  created(await bea.post(counts, said({ checks: 5 })));
  expect((await ownTask(bea, id, 'report')).state).toBe('open'); // checks are no report of what was found
  await advance(clara, id, '2026-03-12T09:00');
  created(await bea.post(`/operations/${id}/withdrawals`, { reason: 'No staff' }));
  const mixed = said({ checks: 6, searches: 1 }, { reason: 'Counted again' });
  await stack.stopWork(); // the withdrawal's own letters and nudges are rows too
  expect((await leavingNothing(stack.database, () => bea.post(counts, mixed))).body.code).toBe('participation.withdrawn');
  await stack.startWork();
  expect(created(await bea.post(counts, said({ checks: 6 }, { reason: 'Counted again' }))).counts[0].version).toBe(2);
  expect((await bea.post(`/operations/${id}/cases`, aReport())).body.code).toBe('participation.withdrawn');
});
