import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

export type Hook = { url: string; start(): Promise<void>; kill(): Promise<void>; secrets: Map<string, string> };

/**
 * The machine of all partners that are called, on one port of loopback; it can go away and come back. Each partner has a path, and a secret by
 * which it checks whether what is posted there was written by Concert: `onCall` hears of nothing else. `forged` counts the rest.
 */
export async function openHook(onCall: (call: { path: string; id: string; body: string }) => void): Promise<Hook & { forged: number }> {
  let port = 0;
  let server: Server | null = null;
  const hook = {
    url: '',
    secrets: new Map<string, string>(),
    forged: 0,
    async start(): Promise<void> {
      server = createServer((request, response) => {
        void (async () => {
          const body = await text(request);
          const path = request.url ?? '';
          try {
            new Webhook(hook.secrets.get(path) ?? '').verify(body, request.headers as Record<string, string>);
          } catch {
            hook.forged += 1;
            response.writeHead(401).end();
            return;
          }
          onCall({ path, id: String(request.headers['webhook-id']), body });
          response.writeHead(204).end();
        })();
      });
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      ({ port } = server.address() as AddressInfo);
      hook.url = `http://127.0.0.1:${port}`;
    },
    async kill(): Promise<void> {
      const killed = server;
      server = null;
      if (!killed) return;
      killed.closeAllConnections();
      killed.close();
      await once(killed, 'close');
    },
  };
  await hook.start();
  return hook;
}
