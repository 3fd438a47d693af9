import type { Logger } from 'pino';
import { surveyCatalogue } from '../prisma/catalogue/survey.ts';
import type { Database } from '../prisma/client.ts';
import { startRounds, type Rounds } from './rounds.ts';

const BATCH = 1_000;

/** A look costs more than the tallies do, and nobody waits for a proposal: what has changed meanwhile is looked at once. */
const PAUSE_MS = 2_000;

/** Looks for what the catalogue lacks, behind the keeper of the tallies. Several surveyors can run: one works, and the others wait. */
export function startSurveyor({ database, log, now }: { database: Database; log: Logger; now: () => number }): Rounds {
  return startRounds({
    name: 'the surveyor of the catalogue',
    log,
    pauseMs: PAUSE_MS,
    round: async () => ((await surveyCatalogue(database, BATCH, now())) < BATCH ? 'done' : 'more'),
  });
}
