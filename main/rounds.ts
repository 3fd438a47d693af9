import type { Logger } from 'pino';

const PAUSE_MS = 200;

export type Rounds = { stop(): Promise<void> };

type Round = {
  round: () => Promise<'more' | 'done'>;
  name: string;
  log: Logger;
  /** Between looks, while there is nothing to do. */
  pauseMs?: number;
  /** Of the time, while there is more to do: what nobody waits for gives way to those who do. */
  share?: number;
};

/**
 * Runs a round, and the next at once while there is more to do; else after a pause. Told once per outage: at five attempts a second, a night
 * without Temporal or PostgreSQL would fill the log. Whatever a round has not done, a later one does.
 */
export function startRounds({ round, name, log, pauseMs = PAUSE_MS, share = 1 }: Round): Rounds {
  let isStopping = false;
  let isWaiting = false;
  let wake = (): void => {};

  function tell(reason: string | null): void {
    if (reason !== null && !isWaiting) log.warn({ reason }, `${name} waits`);
    if (reason === null && isWaiting) log.info(`${name} goes on`);
    isWaiting = reason !== null;
  }

  const done = (async () => {
    while (!isStopping) {
      const began = performance.now();
      const left = await round().then(
        (answer) => {
          tell(null);
          return answer;
        },
        (error: unknown) => {
          tell(error instanceof Error ? error.message : String(error));
          return 'done' as const;
        },
      );
      const rest = left === 'done' ? pauseMs : (performance.now() - began) * (1 / share - 1);
      if (rest > 0 && !isStopping) await pause(rest, (wakeNow) => (wake = wakeNow));
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

function pause(ms: number, wakeable: (wake: () => void) => void): Promise<void> {
  return new Promise((wake) => {
    const timer = setTimeout(wake, ms);
    wakeable(() => {
      clearTimeout(timer);
      wake();
    });
  });
}
