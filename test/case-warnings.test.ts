import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { aRunningOperation, created } from './operations.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport, correction, TWO_PHASES } from './two-phases.ts';

let stack: Stack;
let path: string;
const { clara, bea, felix } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
  path = `/operations/${await aRunningOperation(stack, { plan: TWO_PHASES, accepting: ['bea.belgium', 'felix.france'], wall: '2026-03-20T09:00' })}`;
});
afterAll(() => stack.stop());

const CIRCULAR = { direction: 'import', departure: 'BE', destination: 'BE' };
const told = (warnings: any[]): unknown[] => warnings.map(({ pointer, code, state }) => [pointer, code, state]);

test('a report that must be asked about is taken, counts, and says what is questioned at which field', async () => {
  const before = (await clara.get(`${path}/statistics`)).body.figures;
  const { id, warnings } = created(await bea.post(`${path}/cases`, aReport(undefined, [{}, { quantity: '0' }], CIRCULAR)));
  const asked = [
    ['/seizures/0/destination', 'case.route-circular', 'open'],
    ['/seizures/0/goods/1/quantity', 'case.quantity-zero', 'open'],
  ];
  expect(told(warnings)).toEqual(asked);
  const stored = (await bea.get(`/cases/${id}`)).body;
  expect(stored.warnings).toEqual(warnings);
  expect((await clara.get(`${path}/statistics`)).body.figures.seizures).toBe(before.seizures + 1);
});

test('a report that is right raises nothing, and the same request again raises nothing twice', async () => {
  expect(created(await bea.post(`${path}/cases`, aReport())).warnings).toEqual([]);
  const report = aReport(undefined, [{ quantity: '0' }]);
  const first = created(await bea.post(`${path}/cases`, report, { 'Idempotency-Key': 'the same warning' }));
  const open = async () => (await clara.get(`${path}/reviews?limit=200`)).body.items.length;
  const before = await open();
  expect(created(await bea.post(`${path}/cases`, report, { 'Idempotency-Key': 'the same warning' }))).toEqual(first);
  expect(await open()).toBe(before);
});

test('a correction settles what it mends, keeps what it leaves, and opens again what it brings back', async () => {
  const zero = { quantity: '0' };
  const { id, warnings } = created(await bea.post(`${path}/cases`, aReport(undefined, [zero], CIRCULAR)));
  const put = async (report: Record<string, unknown>) => (await bea.put(`/cases/${id}`, correction(report))).body.warnings;

  const kept = await put(aReport(undefined, [{ heading: 'vaccines', unit: 'E27' }, zero], { ...CIRCULAR, departure: 'CN' }));
  expect(told(kept)).toEqual([['/seizures/0/goods/1/quantity', 'case.quantity-zero', 'open']]);
  expect(kept[0].id).toBe(warnings[1].id);
  expect(told((await bea.get(`/cases/${id}`)).body.warnings)).toEqual([
    ['/seizures/0/destination', 'case.route-circular', 'settled'],
    ['/seizures/0/goods/1/quantity', 'case.quantity-zero', 'open'],
  ]);
  const [settled] = (await bea.get(`/cases/${id}`)).body.warnings;
  expect(settled).toMatchObject({ outcome: 'corrected', version: 1 });

  expect(told(await put(aReport(undefined, [{}], CIRCULAR)))).toEqual([['/seizures/0/destination', 'case.route-circular', 'open']]);
  const events = (await clara.get(`${path}/events?limit=200`)).body.items.filter(({ type }: any) => type === 'review.settled');
  expect(events.map(({ data }: any) => data)).toEqual([
    { code: 'case.route-circular', outcome: 'corrected' },
    { code: 'case.quantity-zero', outcome: 'corrected' },
  ]);
});

test('what is asked of one administration is not seen by another', async () => {
  const { id } = created(await bea.post(`${path}/cases`, aReport(undefined, [{ quantity: '0' }])));
  expect((await felix.get(`/cases/${id}`)).status).toBe(404);
});

test('a report in a batch is asked about as any other, whether it is new or comes again changed', async () => {
  const report = aReport(undefined, [{ quantity: '0' }]);
  const send = async (...reports: unknown[]) => (await bea.post(`${path}/cases:batch`, { reports })).body.results;
  const [first, right] = await send(report, aReport());
  expect(first).toMatchObject({ outcome: 'reported', warnings: [{ pointer: '/seizures/0/goods/0/quantity', code: 'case.quantity-zero' }] });
  expect(right).not.toHaveProperty('warnings');
  const [again] = await send({ ...report, summary: 'Now with a summary' });
  expect(again).toMatchObject({ outcome: 'corrected', id: first.id, warnings: [{ code: 'case.quantity-zero' }] });
  expect(told((await bea.get(`/cases/${first.id}`)).body.warnings)).toEqual([
    ['/seizures/0/goods/0/quantity', 'case.quantity-zero', 'open'],
  ]);
});
