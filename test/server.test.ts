import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { Client, Connection } from '@temporalio/client';
import pino from 'pino';
import { openObjects } from '../activities/objects/open.ts';
import { openWebhooks } from '../activities/webhooks/open.ts';
import { sealingWith } from '../main/sealing.ts';
import { openGateway } from '../api/gateway.ts';
import { startServer } from '../main/server.ts';
import { openDatabase } from '../prisma/client.ts';

/** Requests over one connection, as a load balancer sends them: each answer with whether the connection stays. */
function overOneConnection(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  async function get(path: string): Promise<{ status: number | undefined; connection: string | undefined; keepAlive: string | undefined }> {
    const [response] = await once(request(`${url}${path}`, { agent }).end(), 'response');
    response.resume();
    await once(response, 'end');
    return { status: response.statusCode, connection: response.headers.connection, keepAlive: response.headers['keep-alive'] };
  }
  return { get, close: () => agent.destroy() };
}

test('a server that stops answers what it has begun, sends its callers elsewhere, and takes nobody any more', async () => {
  const database = openDatabase({ url: 'postgresql://nobody@127.0.0.1:9/nothing' }); // opened, never asked
  const connection = Connection.lazy({ address: '127.0.0.1:9' });
  const [begun, ready] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const server = await startServer(
    {
      database,
      gateway: openGateway({ client: new Client({ connection }), taskQueue: 'nobody' }),
      objects: openObjects('file:///nothing'), // opened, never asked
      webhooks: openWebhooks({ allow: [] }),
      sealing: sealingWith(''),
      identity: { issuer: 'http://127.0.0.1:9', audience: 'concert' },
      log: pino({ level: 'silent' }),
      now: () => 0,
      parts: {
        slow: {
          isEssential: true,
          check: () => {
            begun.resolve();
            return ready.promise;
          },
        },
      },
      requestsPerMinute: 0,
    },
    { host: '127.0.0.1', port: 0 },
  );
  const caller = overOneConnection(server.url);
  expect(await caller.get('/health/live')).toEqual({ status: 200, connection: 'keep-alive', keepAlive: 'timeout=75' });

  const last = caller.get('/health/ready');
  await begun.promise;
  const next = caller.get('/health/live'); // waits for the connection
  const stopped = server.stop();
  ready.resolve();
  expect(await last).toMatchObject({ status: 200, connection: 'keep-alive' });
  expect(await next).toMatchObject({ status: 200, connection: 'close' });
  await stopped;
  await expect(caller.get('/health/live')).rejects.toThrow('ECONNREFUSED');
  caller.close();
  await connection.close();
  await database.close();
});
