import type { Logger } from 'pino';
import type { Objects } from '../domain/objects.ts';
import type { Sealing, Webhooks } from '../domain/webhook.ts';
import type { Database } from '../prisma/client.ts';
import type { Gateway } from './gateway.ts';

/** What the API works with. `now` is real time in milliseconds; `parts` are the checks that /health/ready names. */
export type Dependencies = {
  database: Database;
  gateway: Gateway;
  objects: Objects;
  webhooks: Pick<Webhooks, 'probe'>;
  sealing: Pick<Sealing, 'seal'>;
  identity: { issuer: string; audience: string };
  log: Logger;
  now: () => number;
  parts: Readonly<Record<string, PartCheck>>;
  /** Requests per minute and token; 0 for no limit. */
  requestsPerMinute: number;
};

/** Throws when the part does not answer. Without an essential part no request can be served; without the others, some can. */
export type PartCheck = { isEssential: boolean; check: () => Promise<void> };
