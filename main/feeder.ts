import type { Logger } from 'pino';
import type { Database } from '../prisma/client.ts';
import { workFeeds } from '../prisma/feeds/work.ts';
import { startRounds, type Rounds } from './rounds.ts';

/** Few enough that a reader of the feed is not held up by a round. */
const BATCH = 1_000;

/** Seconds are soon enough for a feed, and every round asks whether anything holds otherwise for all cases. */
const PAUSE_MS = 1_000;

/** Tells feeds what has changed, behind the keeper of the tallies. Several feeders can run: one works, and the others wait. */
export function startFeeder({ database, log, now }: { database: Database; log: Logger; now: () => number }): Rounds {
  return startRounds({
    name: 'the feeder of partners',
    log,
    pauseMs: PAUSE_MS,
    round: async () => ((await workFeeds(database, BATCH, now())) ? 'more' : 'done'),
  });
}
