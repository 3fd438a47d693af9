import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../api/app.ts';
import type { Dependencies } from '../api/dependencies.ts';
import { ConfigError } from './config.ts';

export type Server = { url: string; stop(): Promise<void> };

/** Requests that are being answered when we stop have this long to end. */
const DRAIN_MS = 5_000;

/**
 * Longer than the minute for which load balancers keep an idle connection: with Node's 5 s, one of theirs is sometimes closed just as they
 * send a request by it, and whoever asked is told that there is nobody.
 */
const KEEP_ALIVE_MS = 75_000;

/** Serves the API. Throws ConfigError when the port is taken. */
export async function startServer(dependencies: Dependencies, { host, port }: { host: string; port: number }): Promise<Server> {
  const app = createApp(dependencies);
  let isStopping = false;
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    if (isStopping) response.setHeader('Connection', 'close'); // or a busy caller would go on until it is cut off in the middle
    app(request, response);
  });
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new ConfigError(`Port ${port} is in use. Set PORT to another one, or to 0 for any free one.`);
  }
  const { address, port: chosen, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${chosen}`,
    async stop() {
      isStopping = true;
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}
