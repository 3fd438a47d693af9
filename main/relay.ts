import type { Logger } from 'pino';
import type { Gateway } from '../api/gateway.ts';
import type { Database } from '../prisma/client.ts';
import { claimNudges } from '../prisma/outbox.ts';
import { startRounds, type Rounds } from './rounds.ts';

const BATCH = 100;

/**
 * Carries nudges from the outbox to their workflows, and starts deliveries of letters that facts wrote, after the transactions that left
 * them there have committed. Several relays can run: each claims rows that no other holds. A nudge that cannot be delivered stays, and is
 * tried again; one that arrives late costs time only.
 */
export function startRelay({ database, gateway, log }: { database: Database; gateway: Pick<Gateway, 'nudge'>; log: Logger }): Rounds {
  return startRounds({ name: 'the relay', log, round: async () => ((await carry(database, gateway)) < BATCH ? 'done' : 'more') });
}

/** Delivers one batch; answers how many. Two nudges to one workflow are one: it looks at everything when it wakes. */
async function carry(database: Database, gateway: Pick<Gateway, 'nudge'>): Promise<number> {
  return claimNudges(database, BATCH, async (nudges) => {
    const distinct = [...new Map(nudges.map((nudge) => [`${nudge.workflowId} ${nudge.signal}`, nudge])).values()];
    await Promise.all(distinct.map(({ workflowId, signal }) => gateway.nudge(workflowId, signal)));
  });
}
