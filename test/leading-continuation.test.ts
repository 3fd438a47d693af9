import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { startChild, type Child } from '../main/embedded/child.ts';
import { choosePort } from '../main/embedded/port.ts';
import { mkdir } from 'node:fs/promises';
import { launchUpdate, operationWorkflowId } from '../workflows/messages.ts';
import type { Caller } from './caller.ts';
import { advance } from './drill-clock.ts';
import { aRunningOperation, approve, created } from './operations.ts';
import { aPlan } from './plans.ts';
import { aStack, readTestParts, type Stack } from './stack.ts';

let temporal: Child;
let stack: Stack;
let connection: Connection;

/** A server that asks workflows to continue as new after a few events, where others do after some thousands. */
beforeAll(async () => {
  const { folder, temporalCli } = readTestParts();
  const cwd = join(folder, 'continuation');
  await mkdir(cwd, { recursive: true });
  const port = await choosePort(cwd);
  const args = ['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', String(port), '--log-level', 'error'];
  const soon = ['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=30'];
  temporal = startChild({ command: temporalCli, args: [...args, ...soon], cwd, log: () => {} });
  await temporal.says('Temporal Server:');
  stack = await aStack({ temporalAddress: `127.0.0.1:${port}` });
  connection = await Connection.connect({ address: `127.0.0.1:${port}` });
}, 120_000);
afterAll(async () => {
  await stack.stop();
  await connection.close();
  await temporal.stop('SIGTERM', 10_000);
});

test('an operation that continues as new keeps what it has reached and still waits for, and takes decisions as before', async () => {
  const [clara, dirk] = (await Promise.all(['clara.coordinator', 'dirk.director'].map((person) => stack.as(person)))) as [Caller, Caller];
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
