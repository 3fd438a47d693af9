import type { Logger } from 'pino';
import type { Gateway } from '../api/gateway.ts';
import type { Database } from '../prisma/client.ts';
import { readWaking } from '../activities/wakes.ts';
import { claimNudges, oneAtATime, type Nudge } from '../prisma/outbox.ts';
import { SUMMARISE, subscriptionOf } from '../workflows/messages.ts';
import { startRounds, type Rounds } from './rounds.ts';
import type { Schedules } from './schedules.ts';

const BATCH = 100;

/**
 * Carries nudges from the outbox to their workflows, and starts deliveries of letters that facts wrote, after the transactions that left
 * them there have committed. Several relays can run: each claims rows that no other holds. A nudge that cannot be delivered stays, and is
 * tried again; one that arrives late costs time only.
 */
export function startRelay({ log, ...carrier }: Carrier & { log: Logger }): Rounds {
  return startRounds({ name: 'the relay', log, round: async () => ((await carry(carrier)) < BATCH ? 'done' : 'more') });
}

/** Delivers one batch; answers how many. Two nudges to one workflow are one: it looks at everything when it wakes. */
type Carrier = { database: Database; gateway: Pick<Gateway, 'nudge'>; schedules: Schedules; now: () => number };

async function carry(carrier: Carrier): Promise<number> {
  const { database, gateway } = carrier;
  return claimNudges(database, BATCH, async (nudges) => {
    const distinct = [...new Map(nudges.map((nudge) => [`${nudge.workflowId} ${nudge.signal}`, nudge])).values()];
    for (const nudge of distinct) if (nudge.signal === SUMMARISE) await keepSchedule(carrier, nudge);
    await Promise.all(distinct.map(({ workflowId, signal }) => gateway.nudge(workflowId, signal)));
  });
}

/** Before its summaries are looked at: from then on whatever comes later finds its schedule as it is to be. */
async function keepSchedule({ database, schedules, now }: Carrier, { workflowId }: Nudge): Promise<void> {
  const subscriptionId = subscriptionOf(workflowId);
  await oneAtATime(database, workflowId, async () => schedules.keep(subscriptionId, await readWaking(database, subscriptionId, now())));
}
