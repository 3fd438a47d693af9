import type { Logger } from 'pino';
import type { Gateway } from '../api/gateway.ts';
import type { Database } from '../prisma/client.ts';
import { claimNudges } from '../prisma/outbox.ts';

const PAUSE_MS = 200;
const BATCH = 100;

/**
 * Carries nudges from the outbox to their workflows, and starts deliveries of letters that facts wrote, after the transactions that left
 * them there have committed. Several relays can run: each claims rows that no other holds. A nudge that cannot be delivered stays, and is
 * tried again; one that arrives late costs time only.
 */
export function startRelay({ database, gateway, log }: { database: Database; gateway: Pick<Gateway, 'nudge'>; log: Logger }): {
  stop(): Promise<void>;
} {
  let isStopping = false;
  let isWaiting = false;
  let wake = (): void => {};

  /** Told once per outage: at five attempts a second, a night without Temporal would fill the log. */
  function tell(reason: string | null): void {
    if (reason !== null && !isWaiting) log.warn({ reason }, 'the relay waits');
    if (reason === null && isWaiting) log.info('the relay carries nudges again');
    isWaiting = reason !== null;
  }

  const done = (async () => {
    while (!isStopping) {
      const delivered = await carry(database, gateway).then(
        (count) => {
          tell(null);
          return count;
        },
        (error: unknown) => {
          tell(error instanceof Error ? error.message : String(error));
          return 0;
        },
      );
      if (delivered < BATCH && !isStopping) await pause((wakeNow) => (wake = wakeNow));
    }
  })();

  return {
    async stop() {
      isStopping = true;
      wake();
      await done;
    },
  };
}

/** Delivers one batch; answers how many. Two nudges to one workflow are one: it looks at everything when it wakes. */
async function carry(database: Database, gateway: Pick<Gateway, 'nudge'>): Promise<number> {
  return claimNudges(database, BATCH, async (nudges) => {
    const distinct = [...new Map(nudges.map((nudge) => [`${nudge.workflowId} ${nudge.signal}`, nudge])).values()];
    await Promise.all(distinct.map(({ workflowId, signal }) => gateway.nudge(workflowId, signal)));
  });
}

function pause(wakeable: (wake: () => void) => void): Promise<void> {
  return new Promise((wake) => {
    const timer = setTimeout(wake, PAUSE_MS);
    wakeable(() => {
      clearTimeout(timer);
      wake();
    });
  });
}
