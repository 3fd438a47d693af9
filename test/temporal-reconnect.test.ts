import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { startTemporal } from '../main/embedded/temporal.ts';
import { connectClient, onLoopback } from '../main/temporal.ts';
import { readTestParts } from './test-parts.ts';

/** A port where whoever connects is turned away and counted. */
async function aClosedDoor(): Promise<{ port: number; knocks(): number; close(): Promise<unknown> }> {
  let knocks = 0;
  const server: Server = createServer((socket) => {
    knocks += 1;
    socket.destroy();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const close = (): Promise<unknown> => once(server.close(), 'close');
  return { port: (server.address() as AddressInfo).port, knocks: () => knocks, close };
}

/** Calls once, and answers when the call has failed. Only the clock of pauses is ours: sockets run as they always do. */
async function isRefused(connection: Connection): Promise<void> {
  const call = connection.withDeadline(Date.now() + 500, () => connection.workflowService.getSystemInfo({})).catch((error: Error) => error);
  for (let isOver = false; !isOver; ) {
    isOver = await Promise.race([call.then(() => true), new Promise<boolean>((resolve) => setImmediate(resolve, false))]);
    jest.advanceTimersByTime(1);
  }
  expect(await call).toBeInstanceOf(Error);
}

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask', 'hrtime', 'performance'] });
});
afterEach(() => {
  jest.useRealTimers();
});

test('a server that was away for long is asked again within seconds', async () => {
  const door = await aClosedDoor();
  const { client, close } = connectClient(onLoopback(`127.0.0.1:${door.port}`));
  for (let outage = 0; outage < 20; outage++) {
    const before = door.knocks();
    await isRefused(client.connection as Connection);
    expect(door.knocks()).toBeGreaterThan(before);
    jest.advanceTimersByTime(3_000);
  }
  await close();
  await door.close();
});

test('a server that starts where another client was refused for long is found at once', async () => {
  const door = await aClosedDoor();
  const refused = Connection.lazy({ address: `127.0.0.1:${door.port}` });
  for (let outage = 0; outage < 10; outage++) {
    await isRefused(refused);
    jest.advanceTimersByTime(200_000);
  }
  await isRefused(refused);
  await door.close();
  jest.useRealTimers();

  const { folder, temporalCli: cli } = readTestParts();
  const temporal = await startTemporal({ folder: join(folder, 'temporal-reconnect'), cli, port: door.port, log: () => {} });
  await temporal.stop();
  await refused.close();
}, 30_000);
