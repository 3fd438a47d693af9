import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { ApplicationFailure, Context } from '@temporalio/activity';
import { ApplicationFailureCategory } from '@temporalio/common';
import { composeDigest, DIGESTIBLE } from '../documents/digest.ts';
import { composeLetter, type ComposedLetter } from '../documents/letter.ts';
import { ObjectsOutage } from '../domain/objects.ts';
import { operationTime, realWait, type Clock } from '../domain/clock.ts';
import {
  claimMail,
  dropReminders,
  releaseMail,
  settleMail,
  type Claim,
  type ClaimedMail,
  type Settlement,
} from '../prisma/decisions/letters.ts';
import { raiseMendContacts } from '../prisma/decisions/mend-contacts.ts';
import { claimProductMail, productOf } from '../prisma/decisions/product-mail.ts';
import { readBatchClock, readOpenLetters } from '../prisma/reads/letters.ts';
import type { ActivityDependencies } from './dependencies.ts';
import type { Delivery } from './mail/delivery.ts';
import { MAX_CONNECTIONS, SEND_DEADLINE_MS, type MailMessage } from './mail/transport.ts';

/** Twice as long as sending can take: a lease runs out only where the worker that held it is gone. */
const LEASE_MS = 2 * SEND_DEADLINE_MS;

/** Besides one beat per letter: a slow server may take longer over one than the heart may stand still. */
const BEAT_MS = 5_000;

const LONGEST_PAUSE_MS = 13_000;

/** After so many attempts in a row that reached no server, the rest of the batch is spared the same. */
const SPARED_AFTER = 3;

/** A mailbox that puts us off for so long takes nothing any more (RFC 5321, 4.5.4.1). A server that is away is another matter: it comes back. */
const GIVEN_UP_AFTER_MS = 5 * 24 * 3_600_000;

/** Before the rest of a batch is tried again whose refused letters had to be told of first. */
const TELL_FIRST_MS = 1_000;

/** What one attempt to deliver a batch has come to so far; its lanes share it. */
type Round = {
  sent: number;
  refused: number;
  putOff: string[];
  unreachableInARow: number;
  mistake: Error | undefined;
  /** Lanes claim one after the other: two at once would share out the letters of one person, which are to go as one mail. */
  claimed: Promise<unknown>;
};

/** `waitMs` asks for another delivery after so many real milliseconds; without it nothing is left, or only a clock that is set moves it. */
export type Delivered = { sent: number; refused: number; waitMs?: number };

export function createLetterActivities({
  database: { pool, prisma },
  mail,
  objects,
  now,
}: Omit<ActivityDependencies, 'webhooks' | 'sealing'>) {
  /**
   * Delivers what is queued of a batch, such as `tasking/<id>`, and answers what this attempt sent and what was refused for good.
   * While letters are left, because the server is away, put one off, or another worker holds one, it fails so that Temporal calls it
   * again; the letters are rows, so it goes on where it stopped. For letters that quiet hours hold back it says when to come again.
   *
   * A letter is sent once, with one exception that no sender of mail can avoid: where the connection, the worker or the database dies
   * after the server took a letter and before the row says so, nobody knows. Such a letter is sent again (after a worker's death when
   * its lease has run out) with the same Message-ID, by which receivers can tell: for an invitation, twice is better than never.
   */
  async function deliverLetters({ batch }: { batch: string }): Promise<Delivered> {
    const context = Context.current();
    const beating = setInterval(() => context.heartbeat(), BEAT_MS);
    const round: Round = { sent: 0, refused: 0, putOff: [], unreachableInARow: 0, mistake: undefined, claimed: Promise.resolve() };
    try {
      const clock = await readBatchClock(pool, batch);
      if (!clock) return { sent: 0, refused: 0 };
      await dropReminders(pool, { batch, at: operationTime(clock, now()) });
      const lanes = Array.from({ length: MAX_CONNECTIONS }, () => deliverInTurn({ batch, clock }, round, context));
      await allSettled(lanes);
    } finally {
      clearInterval(beating);
    }
    context.cancellationSignal.throwIfAborted();
    if (round.mistake) throw round.mistake;
    return whatIsLeft(batch, round);
  }

  async function whatIsLeft(batch: string, round: Round): Promise<Delivered> {
    const { sent, refused } = round;
    const clock = await readBatchClock(pool, batch);
    if (!clock) return { sent, refused };
    const { waiting, quietUntil } = await readOpenLetters(pool, batch, operationTime(clock, now()));
    if (waiting > 0 && refused === 0) throw lettersWaiting(round, waiting);
    if (waiting > 0) return { sent, refused, waitMs: TELL_FIRST_MS };
    const waitMs = quietUntil === null ? null : realWait(clock, quietUntil, now());
    return waitMs === null ? { sent, refused } : { sent, refused, waitMs };
  }

  async function deliverInTurn({ batch, clock }: { batch: string; clock: Clock }, round: Round, context: Context): Promise<void> {
    while (!context.cancellationSignal.aborted && round.unreachableInARow < SPARED_AFTER) {
      context.heartbeat();
      const dueAt = operationTime(clock, now());
      const claiming = round.claimed.then(() => claim({ batch, except: round.putOff, leaseMs: LEASE_MS, dueAt, digestible: DIGESTIBLE }));
      round.claimed = claiming.catch(() => {});
      const claimed = await claiming;
      if (!claimed) return;
      await deliver(claimed, round);
    }
  }

  function claim(wanted: Claim): Promise<ClaimedMail | null> {
    const productId = productOf(wanted.batch);
    return productId === null ? claimMail(pool, wanted) : claimProductMail(prisma, now(), productId, wanted);
  }

  async function deliver(claimed: ClaimedMail, round: Round): Promise<void> {
    const delivery = await send(claimed, round);
    if (!delivery) return putBack(claimed, { response: 'Concert could not write this letter.', isDeferred: false }, round);
    const { outcome, response } = delivery;
    round.unreachableInARow = outcome === 'unreachable' ? round.unreachableInARow + 1 : 0;
    if (outcome === 'unreachable') return putBack(claimed, { response, isDeferred: false }, round);
    if (outcome === 'deferred' && !isGivenUp(claimed)) return putBack(claimed, { response, isDeferred: true }, round);
    const { id, attempt, clock, letters } = claimed;
    const state = outcome === 'sent' ? 'sent' : 'refused';
    await settlePatiently({ id, attempt, state, response, at: operationTime(clock, now()) });
    round[state] += letters.length;
  }

  function isGivenUp({ deferredAt }: ClaimedMail): boolean {
    return deferredAt !== null && now() - deferredAt.getTime() > GIVEN_UP_AFTER_MS;
  }

  /** A mail that cannot be put into words, by a mistake of ours, waits for a version that can; the others do not wait with it. */
  async function send(claimed: ClaimedMail, round: Round): Promise<Delivery | null> {
    const { address, messageId, inReplyTo, language, writtenAt } = claimed;
    try {
      const composed = inWords(claimed);
      const attachments = [...composed.attachments, ...(await filesOf(claimed))];
      return await mail.send({ ...composed, attachments, to: address, messageId, inReplyTo, language, date: writtenAt });
    } catch (mistake) {
      if (mistake instanceof ObjectsOutage) return { outcome: 'unreachable', response: mistake.message };
      round.mistake ??= mistake as Error;
      return null;
    }
  }

  /** The file of a product, as it was made. */
  async function filesOf({ letters }: ClaimedMail): Promise<MailMessage['attachments']> {
    const [letter] = letters;
    if (letter?.kind !== 'product-sent') return [];
    const { name, type, sha256 } = letter.content.file;
    const content = await objects.get(sha256);
    if (!content) throw new Error(`The store has no object ${sha256}, which letter ${letter.content.deliveryId} brings.`);
    return [{ filename: name, contentType: type, content: await buffer(content) }];
  }

  /** What the server took is out: a database that falters just then is given half a minute before the mail goes out again. */
  async function settlePatiently(settlement: Settlement): Promise<void> {
    for (let pauseMs = 200; ; pauseMs *= 2) {
      try {
        return await settleMail(pool, settlement);
      } catch (error) {
        if (pauseMs > LONGEST_PAUSE_MS) throw error;
        await delay(pauseMs);
      }
    }
  }

  /** Put off first: between the two, another lane of this round would claim the mail again at once. */
  async function putBack({ id, attempt }: ClaimedMail, reason: { response: string; isDeferred: boolean }, round: Round): Promise<void> {
    round.putOff.push(id);
    await releaseMail(pool, { id, attempt, ...reason });
  }

  return {
    deliverLetters,
    raiseMendContacts: (request: { batch: string }) => raiseMendContacts(prisma, now(), request),
  };
}

function inWords({ letters, language }: ClaimedMail): ComposedLetter {
  const [letter, ...others] = letters;
  if (!letter) throw new Error('A mail without a letter was claimed.');
  return others.length === 0 ? composeLetter({ ...letter, language }) : composeDigest({ language, letters });
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
