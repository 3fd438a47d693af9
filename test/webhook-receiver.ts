import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

/** A post as it arrived, whatever was answered. */
export type Received = { headers: IncomingHttpHeaders; body: string; path: string };

export type Receiver = {
  url: string;
  port: number;
  /** Posts, oldest first. Whatever only asks whether somebody is there is not among them. */
  received: Received[];
  /** What is answered from now on: a status, a status with a header, or nothing at all until the connection breaks. */
  answer: number | { status: number; headers: Record<string, string> } | 'drop' | ((post: Received) => Promise<number>);
  stop(): Promise<void>;
};

/** A machine of a partner's, on loopback. */
export async function startReceiver(port = 0): Promise<Receiver> {
  const server = createServer((request, response) => {
    void (async () => {
      if (request.method !== 'POST') return response.writeHead(405).end();
      const post = { headers: request.headers, body: await text(request), path: request.url ?? '' };
      receiver.received.push(post);
      if (receiver.answer === 'drop') return request.socket.destroy();
      const answer = typeof receiver.answer === 'function' ? await receiver.answer(post) : receiver.answer;
      if (typeof answer === 'number') return response.writeHead(answer).end(`answered ${answer}`);
      return response.writeHead(answer.status, answer.headers).end();
    })();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const listening = (server.address() as AddressInfo).port;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${listening}/products`,
    port: listening,
    received: [],
    answer: 204,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return receiver;
}

/** What a post says, if its signature is by this secret and it is not old. Throws otherwise, by a library that is not ours. */
export function verified({ body, headers }: Received, secret: string): any {
  return new Webhook(secret).verify(body, headers as Record<string, string>);
}
