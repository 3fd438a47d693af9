import { Client, Connection } from '@temporalio/client';
import { launchUpdate, operationWorkflowId } from '../workflows/messages.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { startEagerTemporal } from './eager-temporal.ts';
import { aRunningOperation, approve, created } from './operations.ts';
import { aPlan } from './plans.ts';
import { aStack, type Stack } from './stack.ts';

let temporal: Awaited<ReturnType<typeof startEagerTemporal>>;
let stack: Stack;
const { clara, dirk } = castOf(() => stack);
let connection: Connection;

beforeAll(async () => {
  temporal = await startEagerTemporal('continuation');
  stack = await aStack({ temporalAddress: temporal.address });
  connection = await Connection.connect({ address: temporal.address });
}, 120_000);
afterAll(async () => {
  await stack.stop();
  await connection.close();
  await temporal.stop();
});

test('an operation that continues as new keeps what it has reached and still waits for, and takes decisions as before', async () => {
  const id = await aRunningOperation(stack);
  const operation = new Client({ connection }).workflow.getHandle(operationWorkflowId(id));
  const first = (await operation.describe()).raw.workflowExecutionInfo?.firstRunId;
  for (const day of ['16', '17', '18', '19', '20']) await advance(clara, id, `2026-03-${day}T09:00`);
  const run = await stack.until(async () => {
    const { runId } = await operation.describe();
    return runId !== first && runId;
  });
  expect(run).not.toBe(first);

  const launchedAgain = await clara.post(`/operations/${id}/launches`);
  expect(launchedAgain.body.code).toBe('operation.launched-before');
  const launch = await stack.database.prisma.event.findFirstOrThrow({ where: { operationId: id, type: 'operation.launched' } });
  const repeat = { commandId: launch.commandId ?? '', actorId: launch.actorId ?? '' };
  await operation.executeUpdate(launchUpdate, { args: [repeat], updateId: repeat.commandId }); // known to this run too, and not refused
  created(await clara.post(`/operations/${id}/amendments`, { reason: 'a better title', plan: aPlan({ title: 'Operation Rose' }) }));
  await approve(stack, dirk, created(await clara.post(`/operations/${id}/submissions`)).approvalId);
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.title === 'Operation Rose');
  await advance(clara, id, '2026-04-08T09:00');
  const told = (await clara.get(`/operations/${id}/events?limit=200`)).body.items.map(({ type }: any) => type);
  for (const type of ['operation.launched', 'phase.opened', 'phase.closed', 'tasking.lapsed'])
    expect(told.filter((other: string) => other === type)).toHaveLength(type === 'tasking.lapsed' ? 2 : 1);
}, 120_000);
