import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { startTemporal } from '../main/embedded/temporal.ts';
import { connectClient, onLoopback } from '../main/temporal.ts';
import { readTestParts } from './test-parts.ts';

type Door = { port: number; address: string; knocks(): number; close(): Promise<unknown> };

/** A port where whoever connects is turned away, and counted. */
async function aClosedDoor(): Promise<Door> {
  let knocks = 0;
  const server = createServer((socket) => {
    knocks += 1;
    socket.destroy();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, address: `127.0.0.1:${port}`, knocks: () => knocks, close: () => once(server.close(), 'close') };
}

async function beRefused(connection: Connection): Promise<void> {
  const call = connection.withDeadline(Date.now() + 200, () => connection.workflowService.getSystemInfo({}));
  await expect(call).rejects.toThrow();
}

/** By default a client waits for 1, 1.6, 2.6, 4.1, 6.6 s between its knocks, and for up to 12.6 s after the sixth, a fifth more or less. */
const KNOCKS = 6;

test('a Temporal that was away is asked again sooner than by default, and found at once where another client still waits', async () => {
  const [ours, theirs] = await Promise.all([aClosedDoor(), aClosedDoor()]);
  const { client, close } = connectClient(onLoopback(ours.address));
  const other = Connection.lazy({ address: theirs.address });
  while (theirs.knocks() < KNOCKS) await Promise.all([beRefused(client.connection as Connection), beRefused(other)]);
  expect(ours.knocks()).toBeGreaterThan(KNOCKS);

  await theirs.close();
  const { folder, temporalCli: cli } = readTestParts();
  const temporal = await startTemporal({ folder: join(folder, 'temporal-reconnect'), cli, port: theirs.port, log: () => {} });
  await temporal.stop();
  await Promise.all([close(), other.close(), ours.close()]);
}, 90_000);
