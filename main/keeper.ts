import type { Logger } from 'pino';
import type { Database } from '../prisma/client.ts';
import { keepTallies } from '../prisma/tallies/keep.ts';
import { startRounds, type Rounds } from './rounds.ts';

/** Few enough that nobody who reads meanwhile has to count many himself, and enough that a large import is not held up by commits. */
const BATCH = 1_000;

/** Keeps the tallies of the figures, behind those who report. Several keepers can run: one works, and the others wait for it to be away. */
export function startKeeper({ database, log }: { database: Database; log: Logger }): Rounds {
  return startRounds({
    name: 'the keeper of the tallies',
    log,
    round: async () => ((await keepTallies(database, BATCH)) < BATCH ? 'done' : 'more'),
  });
}
