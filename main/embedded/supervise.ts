import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from './child.ts';

/** A part that is a process of its own. */
export type Part = { port: number; exited: Promise<void>; stop(): Promise<void> };

const BACKOFF_MS = [100, 1_000, 5_000, 30_000];

/** Whoever ran for so long is not one that cannot run. */
const STEADY_MS = 60_000;

/**
 * Keeps a part running until it is stopped: one that ends by itself is started again on the port where everybody
 * expects it, after a pause that grows while it keeps ending. Answers the part as it was started first.
 */
export async function supervise<P extends Part>(start: (port?: number) => Promise<P>, say: Log): Promise<P> {
  const first = await start();
  let isStopping = false;
  let current: Promise<P | null> = Promise.resolve(first);

  async function watch(): Promise<void> {
    for (let endings = 0; ; endings++) {
      const since = Date.now();
      await (await current)?.exited;
      if (isStopping) return;
      if (Date.now() - since > STEADY_MS) endings = 0;
      say(`ended by itself; it is started again on port ${first.port}`);
      current = restart(endings);
    }
  }

  /** Null when it is to be stopped before it is back. */
  async function restart(endings: number): Promise<P | null> {
    for (let attempt = endings; ; attempt++) {
      await delay(BACKOFF_MS[Math.min(attempt, BACKOFF_MS.length - 1)], undefined, { ref: false });
      if (isStopping) return null;
      try {
        return await start(first.port);
      } catch (error) {
        say(`could not be started again: ${(error as Error).message}`);
      }
    }
  }

  void watch();
  return {
    ...first,
    async stop() {
      isStopping = true;
      await (await current)?.stop();
    },
  };
}
