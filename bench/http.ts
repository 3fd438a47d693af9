import { Agent, request } from 'node:http';

export type Answer = { status: number; body: string };

/** An HTTP client that costs the machine little, since it shares it with what is measured: `fetch` takes about three times as much. */
export type Http = {
  send(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Answer>;
  close(): void;
};

/** Keeps its connections, at most `connections` of them, open between requests. */
export function openHttp(url: string, connections: number): Http {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(url);

  function send(method: string, path: string, headers: Record<string, string>, body = ''): Promise<Answer> {
    const length = body === '' ? {} : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) };
    return new Promise((resolve, reject) => {
      const sent = request({ agent, hostname, port, method, path, headers: { ...headers, ...length } }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  return { send, close: () => agent.destroy() };
}
