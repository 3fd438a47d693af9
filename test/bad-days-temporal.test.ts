import { join } from 'node:path';
import { startTemporal, type Temporal } from '../main/embedded/temporal.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { aRunningOperation, approve, created, ownTask } from './operations.ts';
import { aCase, aPlan } from './plans.ts';
import { aStack, type Stack } from './stack.ts';
import { readTestParts } from './test-parts.ts';

let temporal: Temporal;
let stack: Stack;
const { clara, dirk, bea, felix } = castOf(() => stack);

const server = (port = 0): Promise<Temporal> => {
  const { folder, temporalCli } = readTestParts();
  return startTemporal({ folder: join(folder, 'bad-days-temporal'), cli: temporalCli, port, log: () => {} });
};

beforeAll(async () => {
  temporal = await server();
  stack = await aStack({ temporalAddress: temporal.address });
});
afterAll(async () => {
  await stack.stop();
  await temporal.stop();
});

test('while Temporal is away facts are taken and decisions are put off; when it is back, everything catches up and counts once', async () => {
  const id = await aRunningOperation(stack);
  process.kill(temporal.pid, 'SIGKILL');
  await temporal.exited;

  created(await bea.post(`/operations/${id}/cases`, aCase()));
  created(await felix.post(`/tasks/${(await ownTask(felix, id, 'take-part')).id}/answers`, { answer: 'accept' }));
  created(await felix.post(`/operations/${id}/nil-returns`, { period: 'phase-1' }));
  expect(await ownTask(felix, id, 'report')).toMatchObject({ state: 'answered', answer: 'nil-return' });
  created(await clara.post(`/operations/${id}/amendments`, { reason: 'a better title', plan: aPlan({ title: 'Operation Rose' }) }));

  const submit = () => clara.post(`/operations/${id}/submissions`, {}, { 'Idempotency-Key': 'submitted on a bad day' });
  const putOff = await submit();
  expect([putOff.status, putOff.body.code]).toEqual([503, 'temporal.unavailable']);
  expect(Number(putOff.headers.get('Retry-After'))).toBeGreaterThan(0);
  const waiting = 'select count(*)::int as open from outbox where delivered_at is null';
  expect((await stack.database.pool.query(waiting)).rows[0].open).toBeGreaterThan(0);

  temporal = await server(temporal.port);
  const taken = await stack.until(async () => {
    const answer = await submit();
    return answer.status === 201 && answer;
  });
  expect((await submit()).body).toEqual(taken.body);
  await stack.until(async () => (await stack.database.pool.query(waiting)).rows[0].open === 0);
  await approve(stack, dirk, taken.body.approvalId);
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.title === 'Operation Rose');
  await advance(clara, id, '2026-04-08T09:00');
  const told = (await clara.get(`/operations/${id}/events?limit=200`)).body.items.map(({ type }: any) => type);
  const times = (type: string): number => told.filter((other: string) => other === type).length;
  expect([times('plan.submitted'), times('plan.approved'), times('phase.closed'), times('case.reported')]).toEqual([2, 2, 1, 1]);
}, 120_000);
