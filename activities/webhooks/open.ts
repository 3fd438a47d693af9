import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';
import { Agent, buildConnector, fetch, type Response } from 'undici';
import type { Posted, WebhookMessage, Webhooks } from '../../domain/webhook.ts';
import { addressFlaw, ForbiddenAddress, guardedLookup, hostOf, isOpen, readAllowList, type AllowList } from './addresses.ts';

/** From connecting to the last byte that is read. Whoever leases a post leases it for longer. */
export const POST_DEADLINE_MS = 20_000;

const CONNECT_MS = 10_000;
const PROBE_MS = 5_000;

/** Of an answer; what comes after it is nobody's business. */
const MOST_READ_BYTES = 2_000;

/** Posts as Standard Webhooks says: signed with every valid secret, no redirect followed, and to public addresses only, or to those that are allowed. */
export function openWebhooks({ allow: allowed }: { allow: readonly string[] }): Webhooks {
  const allow = readAllowList(allowed);
  const agent = guardedAgent(allow);
  return {
    async post(message, at) {
      const begun = performance.now();
      const posted = await attempt(message, at, allow, agent);
      return { ...posted, durationMs: performance.now() - begun };
    },
    async probe(url) {
      if (addressFlaw(url, allow) !== null) return 'forbidden';
      try {
        const response = await fetch(url, { method: 'HEAD', redirect: 'manual', dispatcher: agent, signal: AbortSignal.timeout(PROBE_MS) });
        await response.body?.cancel();
        return 'answers';
      } catch (error) {
        return isForbidden(error) ? 'forbidden' : 'silent';
      }
    },
    close: () => agent.destroy(),
  };
}

/** Names are looked up as guarded; a number in an address is never looked up, so it is asked here. */
function guardedAgent(allow: AllowList): Agent {
  const connect = buildConnector({ lookup: guardedLookup(allow), timeout: CONNECT_MS });
  return new Agent({
    connect(options, callback) {
      const host = hostOf(options.hostname);
      if (isIP(host) > 0 && !isOpen(host, allow)) return callback(new ForbiddenAddress(`${host} is no public address.`), null);
      return connect(options, callback);
    },
  });
}

type Attempt = Omit<Posted, 'durationMs'>;

async function attempt({ url, id, body, secrets }: WebhookMessage, at: number, allow: AllowList, agent: Agent): Promise<Attempt> {
  const flaw = addressFlaw(url, allow);
  if (flaw !== null) return ended('forbidden', flaw);
  if (secrets.length === 0) return ended('gone', 'Its recipient takes no products at this address any more.');
  const timestamp = Math.floor(at / 1_000);
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      dispatcher: agent,
      signal: AbortSignal.timeout(POST_DEADLINE_MS),
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'Concert',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': secrets.map((secret) => signature(secret, `${id}.${timestamp}.${body}`)).join(' '),
      },
      body,
    });
    return judge(response, await beginningOf(response));
  } catch (error) {
    return isForbidden(error) ? ended('forbidden', 'This is no public address.') : ended('failed', reasonOf(error));
  }
}

/** `whsec_` stands before the secret in base64 (Standard Webhooks, 1.0). */
function signature(secret: string, signed: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

/** A redirect is no answer: where it points to, nobody has agreed to. */
function judge({ status, ok, headers }: Response, beginning: string): Attempt {
  const outcome = ok ? 'accepted' : status === 410 ? 'gone' : 'failed';
  const said = status >= 300 && status < 400 ? 'Redirects are not followed.' : beginning;
  const seconds = Number(headers.get('Retry-After'));
  return { outcome, status, response: `${status} ${said}`.trim(), retryAfterMs: seconds > 0 ? seconds * 1_000 : 0 };
}

async function beginningOf({ body }: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body ?? []) {
    pieces.push(piece as Uint8Array);
    size += (piece as Uint8Array).length;
    if (size >= MOST_READ_BYTES) break; // which ends the rest
  }
  return Buffer.concat(pieces).subarray(0, MOST_READ_BYTES).toString('utf8');
}

function ended(outcome: 'forbidden' | 'gone' | 'failed', response: string): Attempt {
  return { outcome, status: null, response, retryAfterMs: 0 };
}

function isForbidden(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isForbidden);
  return error instanceof ForbiddenAddress || (error instanceof Error && error.cause !== undefined && isForbidden(error.cause));
}

function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: Error & { code?: string } };
  if (name === 'TimeoutError') return 'No answer in time.';
  return cause?.code ?? cause?.message ?? message;
}
