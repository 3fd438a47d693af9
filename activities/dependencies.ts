import type { Objects } from '../domain/objects.ts';
import type { Sealing, Webhooks } from '../domain/webhook.ts';
import type { Database } from '../prisma/client.ts';
import type { Mail } from './mail/transport.ts';

/** What activities touch the world with. `now` is real time; the operation's own follows from its clock. */
export type ActivityDependencies = {
  database: Database;
  mail: Mail;
  objects: Objects;
  webhooks: Webhooks;
  sealing: Sealing;
  now: () => number;
};
