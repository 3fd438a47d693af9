import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal, type Problem } from './refusal.ts';
import { openTokens } from './tokens.ts';

export type Reply<Body> = { status: number; body: Body; etag: string; location: string };

type Sent = { method: 'GET' | 'POST' | 'PUT'; path: string; as?: string; body?: unknown; headers?: Record<string, string> };

/** Concert over HTTP, as anybody outside sees it: `as` is the subject of whoever speaks. Throws a Refusal for every answer beyond 2xx. */
export type Client = {
  get<Body>(as: string, path: string): Promise<Reply<Body>>;
  /** What needs no token. */
  read<Body>(path: string): Promise<Body>;
  /** Every item of a list, page after page. */
  list<Item>(as: string, path: string): Promise<Item[]>;
  post<Body>(as: string, path: string, body: unknown, key?: string): Promise<Reply<Body>>;
  put<Body>(as: string, path: string, body: unknown, etag: string): Promise<Reply<Body>>;
};

const ATTEMPTS = 6;

export async function openClient(url: string): Promise<Client> {
  const tokenOf = await openTokens(url);

  /** A request that nobody answered, or that Concert asks to repeat, is sent again as it was: its key keeps it from counting twice. */
  async function send<Body>(sent: Sent): Promise<Reply<Body>> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await sendOnce(sent).catch((failure: unknown) => failure as Error);
      if (response instanceof Error) {
        if (attempt === ATTEMPTS) throw new Error(`${sent.method} ${sent.path} got no answer: ${reasonOf(response)}`);
        await sleep(100 * 2 ** attempt);
        continue;
      }
      if (isToRepeat(response) && attempt < ATTEMPTS) {
        await response.arrayBuffer();
        await sleep(1000 * Math.min(10, Number(response.headers.get('retry-after')) || 1));
        continue;
      }
      return replyOf<Body>(sent, response);
    }
  }

  async function sendOnce({ method, path, as, body, headers }: Sent): Promise<Response> {
    const authorization = as === undefined ? {} : { authorization: `Bearer ${await tokenOf(as)}` };
    return fetch(new URL(path, url), {
      method,
      headers: { ...authorization, ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    });
  }

  return {
    get: (as, path) => send({ method: 'GET', path, as }),
    read: async <Body>(path: string) => (await send<Body>({ method: 'GET', path })).body,
    post: (as, path, body, key = randomUUID()) => send({ method: 'POST', path, as, body, headers: { 'idempotency-key': key } }),
    put: (as, path, body, etag) => send({ method: 'PUT', path, as, body, headers: { 'if-match': etag } }),
    async list<Item>(as: string, path: string) {
      const items: Item[] = [];
      const separator = path.includes('?') ? '&' : '?';
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const { body } = await send<{ items: Item[]; next: string | null }>({
          method: 'GET',
          path: `${path}${separator}limit=100${page}`,
          as,
        });
        items.push(...body.items);
        cursor = body.next;
      }
      return items;
    },
  };
}

function isToRepeat({ status, headers }: Response): boolean {
  return status === 429 || (status === 503 && headers.has('retry-after'));
}

async function replyOf<Body>({ method, path }: Sent, response: Response): Promise<Reply<Body>> {
  const text = await response.text();
  if (!response.ok) throw new Refusal(`${method} ${path}`, response.status, problemOf(text));
  return {
    status: response.status,
    body: (text === '' ? null : JSON.parse(text)) as Body,
    etag: response.headers.get('etag') ?? '',
    location: response.headers.get('location') ?? '',
  };
}

function problemOf(text: string): Problem {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return { detail: text.slice(0, 300) };
  }
}

function reasonOf({ message, cause }: Error): string {
  return cause instanceof Error ? `${message} (${cause.message})` : message;
}
