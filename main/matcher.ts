import type { Logger } from 'pino';
import type { Database } from '../prisma/client.ts';
import { matchCases } from '../prisma/duplicates/match.ts';
import { startRounds, type Rounds } from './rounds.ts';

/** Each brings some dozens of cases to compare: few enough that a judgement never waits for a round. */
const BATCH = 100;

/** While thousands arrive at once, they are compared a little later, and reported no slower. */
const SHARE = 0.25;

/** Looks for two reports of one seizure, behind the keeper of the tallies. Several matchers can run: one works, and the others wait. */
export function startMatcher({ database, log, now }: { database: Database; log: Logger; now: () => number }): Rounds {
  return startRounds({
    name: 'the matcher of reports',
    log,
    share: SHARE,
    round: async () => ((await matchCases(database, BATCH, now())) < BATCH ? 'done' : 'more'),
  });
}
