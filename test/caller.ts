import { randomUUID } from 'node:crypto';
import { afterWriting } from './pace.ts';

export type Answer = { status: number; body: any; headers: Headers };

/** Somebody with a token. `post` sends a fresh Idempotency-Key unless it is given one; `put` sends the ETag that `get` last saw there. */
export type Caller = {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
};

/**
 * Sends these headers with every request. A decision that could not be taken in time is sent again under its key, as the answer asks, up to
 * `patience` times: on a machine with too much to do, Temporal can be slow without being away.
 */
export function callerWith(url: string, own: Record<string, string>, patience = 0): Caller {
  const tags = new Map<string, string>();
  async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...own, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (method !== 'GET') await afterWriting();
    const isJson = /\/(problem\+)?json/.test(response.headers.get('Content-Type') ?? '');
    const tag = response.headers.get('ETag');
    if (tag) tags.set(path, tag);
    return { status: response.status, body: isJson && text !== '' ? JSON.parse(text) : text, headers: response.headers };
  }
  async function post(path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
    for (let left = patience; ; left -= 1) {
      const answer = await send('POST', path, body, headers);
      if (left === 0 || answer.body.code !== 'temporal.unavailable') return answer;
    }
  }
  return {
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body = {}, headers) => post(path, body, { 'Idempotency-Key': randomUUID(), ...headers }),
    put: async (path, body, headers) => {
      if (!headers?.['If-Match'] && !tags.has(path)) await send('GET', path);
      return send('PUT', path, body, { 'If-Match': tags.get(path) ?? '', ...headers });
    },
  };
}

export async function mintToken(issuer: string, subject: string): Promise<string> {
  const discovery = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as { token_endpoint: string };
  const form = new URLSearchParams({ grant_type: 'urn:concert:grant:person', client_id: 'concert-cli', person: subject });
  const { access_token } = (await (await fetch(discovery.token_endpoint, { method: 'POST', body: form })).json()) as {
    access_token: string;
  };
  return access_token;
}
