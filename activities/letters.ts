import { setTimeout as delay } from 'node:timers/promises';
import { ApplicationFailure, Context } from '@temporalio/activity';
import { ApplicationFailureCategory } from '@temporalio/common';
import { composeLetter } from '../documents/letter.ts';
import { operationTime } from '../domain/clock.ts';
import { claimLetter, releaseLetter, settleLetter, type ClaimedLetter, type Settlement } from '../prisma/decisions/letters.ts';
import { countOpenLetters } from '../prisma/reads/letters.ts';
import type { ActivityDependencies } from './dependencies.ts';
import type { Delivery } from './mail/delivery.ts';
import { MAX_CONNECTIONS, SEND_DEADLINE_MS } from './mail/transport.ts';

/** Twice as long as sending can take: a lease runs out only where the worker that held it is gone. */
const LEASE_MS = 2 * SEND_DEADLINE_MS;

/** Besides one beat per letter: a slow server may take longer over one than the heart may stand still. */
const BEAT_MS = 5_000;

const LONGEST_PAUSE_MS = 13_000;

/** After so many attempts in a row that reached no server, the rest of the batch is spared the same. */
const SPARED_AFTER = 3;

/** What one attempt to deliver a batch has come to so far; its lanes share it. */
type Round = { sent: number; refused: number; putOff: string[]; unreachableInARow: number; mistake: Error | undefined };

export function createLetterActivities({ database: { pool }, mail, now }: ActivityDependencies) {
  /**
   * Delivers what is queued of a batch, such as `tasking/<id>`, and answers what this attempt sent and what was refused for good.
   * While letters are left, because the server is away, put one off, or another worker holds one, it fails so that Temporal calls it
   * again; the letters are rows, so it goes on where it stopped.
   *
   * A letter is sent once, with one exception that no sender of mail can avoid: where the connection, the worker or the database dies
   * after the server took a letter and before the row says so, nobody knows. Such a letter is sent again (after a worker's death when
   * its lease has run out) with the same Message-ID, by which receivers can tell: for an invitation, twice is better than never.
   */
  async function deliverLetters({ batch }: { batch: string }): Promise<{ sent: number; refused: number }> {
    const context = Context.current();
    const beating = setInterval(() => context.heartbeat(), BEAT_MS);
    const round: Round = { sent: 0, refused: 0, putOff: [], unreachableInARow: 0, mistake: undefined };
    try {
      const lanes = Array.from({ length: MAX_CONNECTIONS }, () => deliverInTurn(batch, round, context));
      await allSettled(lanes);
    } finally {
      clearInterval(beating);
    }
    context.cancellationSignal.throwIfAborted();
    if (round.mistake) throw round.mistake;
    const waiting = await countOpenLetters(pool, batch);
    if (waiting > 0) throw lettersWaiting(round, waiting);
    return { sent: round.sent, refused: round.refused };
  }

  async function deliverInTurn(batch: string, round: Round, context: Context): Promise<void> {
    while (!context.cancellationSignal.aborted && round.unreachableInARow < SPARED_AFTER) {
      context.heartbeat();
      const letter = await claimLetter(pool, { batch, except: round.putOff, leaseMs: LEASE_MS });
      if (!letter) return;
      await deliver(letter, round);
    }
  }

  async function deliver(letter: ClaimedLetter, round: Round): Promise<void> {
    const { outcome, response } = await send(letter, round);
    round.unreachableInARow = outcome === 'unreachable' ? round.unreachableInARow + 1 : 0;
    if (outcome === 'deferred' || outcome === 'unreachable') return putBack(letter, response, round);
    const { id, attempt, clock } = letter;
    await settlePatiently({ id, attempt, state: outcome, response, at: operationTime(clock, now()) });
    round[outcome] += 1;
  }

  /** A letter that cannot be put into words, by a mistake of ours, waits for a version that can; the others do not wait with it. */
  async function send(letter: ClaimedLetter, round: Round): Promise<Delivery> {
    const { address, messageId, language, writtenAt } = letter;
    try {
      return await mail.send({ ...composeLetter(letter), to: address, messageId, language, date: writtenAt });
    } catch (mistake) {
      round.mistake ??= mistake as Error;
      return { outcome: 'deferred', response: 'Concert could not write this letter.' };
    }
  }

  /** What the server took is out: a database that falters just then is given half a minute before the letter goes out again. */
  async function settlePatiently(settlement: Settlement): Promise<void> {
    for (let pauseMs = 200; ; pauseMs *= 2) {
      try {
        return await settleLetter(pool, settlement);
      } catch (error) {
        if (pauseMs > LONGEST_PAUSE_MS) throw error;
        await delay(pauseMs);
      }
    }
  }

  /** Put off first: between the two, another lane of this round would claim the letter again at once. */
  async function putBack({ id, attempt }: ClaimedLetter, response: string, round: Round): Promise<void> {
    round.putOff.push(id);
    await releaseLetter(pool, { id, attempt, response });
  }

  return { deliverLetters };
}

/** Waits for every lane even when one fails: a lane that outlived its activity would go on sending behind Temporal's back. */
async function allSettled(lanes: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(lanes)).find((lane) => lane.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Benign: a mail server that is away for a night must not fill the logs. The letters themselves carry its last answer. */
function lettersWaiting({ sent, refused }: Round, waiting: number): ApplicationFailure {
  return ApplicationFailure.create({
    type: 'letter.waiting',
    message: `${waiting} letters of this batch wait for another attempt.`,
    category: ApplicationFailureCategory.BENIGN,
    details: [{ sent, refused, waiting }],
  });
}
