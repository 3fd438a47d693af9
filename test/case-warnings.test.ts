import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { aRunningOperation, created } from './operations.ts';
import { countRows } from './rows.ts';
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
  const rows = await countRows(stack.database);
  expect(created(await bea.post(`${path}/cases`, report, { 'Idempotency-Key': 'the same warning' }))).toEqual(first);
  expect(await countRows(stack.database)).toEqual(rows);
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
