import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Database } from '../prisma/client.ts';
import { completeReceipt, findReceipt, releaseReceipt, reserveReceipt, type Receipt, type StoredReply } from '../prisma/facts/receipts.ts';
import { findDecided, type Decided } from '../prisma/reads/events.ts';
import type { Command } from '../domain/command.ts';
import { FAILURES } from '../domain/failure.ts';
import { refusalOfUpdate } from './gateway.ts';
import { Refusal } from './refusal.ts';
import type { Reply } from './route.ts';

/** Identifies one request of one person: `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07), what it asked for, and for whom. */
export type ReceiptKey = { personId: string; key: string; fingerprint: string };

/** `said` is what the request says beside its address: its body, or what stands for one that is no JSON. */
export function receiptKeyOf(request: Request, personId: string, said: unknown = request.body ?? null): ReceiptKey {
  const key = keyOf(request);
  const fingerprint = createHash('sha256')
    .update(`${request.method} ${request.path}\n${JSON.stringify(said)}\n${request.get('Acting-For') ?? ''}`)
    .digest('base64url');
  return { personId, key, fingerprint };
}

export function keyOf(request: Request): string {
  const key = request.get('Idempotency-Key') ?? '';
  if (key.length < 8 || key.length > 200) throw new Refusal('request.key-missing');
  return key;
}

/**
 * Runs what a POST asks for, at most once under its key. The happy path asks nothing first: the fact's own transaction stores the receipt,
 * and only when it fails (the key was used, or the state has moved on because it was) is the first answer looked up and given again.
 */
export async function replyOnce(database: Database, receipt: ReceiptKey, handle: () => Promise<Reply>): Promise<Reply> {
  try {
    return await handle();
  } catch (error) {
    const earlier = await findReceipt(database, receipt).catch(() => null);
    if (!earlier) throw error;
    return replay(earlier, receipt) ?? Promise.reject(error);
  }
}

/**
 * The same for a decision, which is taken elsewhere: the key is reserved first, so that a repeat with another body is refused before
 * anything is decided, and the answer is stored afterwards. A decision that the ledger holds is not taken, nor refused, a second time:
 * its answer is made from what the ledger says of it, whatever has been decided since.
 */
export async function decideOnce(
  database: Database,
  receipt: ReceiptKey,
  take: (command: Command) => Promise<void>,
  answer: (decided: Decided) => Promise<Reply>,
): Promise<Reply> {
  const earlier = await reserveReceipt(database, receipt);
  const known = earlier && replay(earlier, receipt);
  if (known) return known;

  const command = { commandId: commandIdOf(receipt), actorId: receipt.personId };
  const taken = earlier && (await findDecided(database, command.commandId));
  const reply = await answer(taken ?? (await takeNow(database, receipt, command, take)));
  return replyOf(await completeReceipt(database, receipt, storedReply(reply)));
}

/**
 * The same for what may be done again without harm, since what repeats is known by itself: the first answer is kept, and where it was lost on
 * its way it is worked out anew.
 */
export async function answerOnce(database: Database, receipt: ReceiptKey, answer: () => Promise<Reply>): Promise<Reply> {
  const earlier = await reserveReceipt(database, receipt);
  const known = earlier && replay(earlier, receipt);
  return known ?? replyOf(await completeReceipt(database, receipt, storedReply(await answer())));
}

/** Of two requests under one key at the same time, one may be refused because the other was taken: then it was taken for both. */
async function takeNow(
  database: Database,
  receipt: ReceiptKey,
  command: Command,
  take: (command: Command) => Promise<void>,
): Promise<Decided> {
  const refused = await take(command).then(
    () => null,
    (error: unknown) => ({ error }),
  );
  const decided = await findDecided(database, command.commandId);
  if (decided) return decided;
  if (!refused) throw new Error('A decision was taken that the ledger does not hold.');
  if (isRefusal(refused.error)) await releaseReceipt(database, receipt); // nothing was decided: the key can name another request
  throw refused.error;
}

/** Told no, as against left without an answer: after an outage the decision may yet have been taken. */
function isRefusal(error: unknown): boolean {
  const code = error instanceof Refusal ? error.code : refusalOfUpdate(error);
  return code !== null && FAILURES[code].status < 500;
}

export function receiptOf(receipt: ReceiptKey, reply: Reply): Receipt {
  return { ...receipt, reply: storedReply(reply) };
}

function storedReply({ status = 200, body, etag, location }: Reply): StoredReply {
  return { status, body, etag: etag ?? null, location: location ?? null };
}

function replay({ fingerprint, reply }: Omit<Receipt, 'reply'> & { reply: StoredReply | null }, receipt: ReceiptKey): Reply | null {
  if (fingerprint !== receipt.fingerprint) throw new Refusal('request.key-reused');
  return reply && replyOf(reply);
}

function replyOf({ status, body, etag, location }: StoredReply): Reply {
  return { status, body, ...(etag ? { etag } : {}), ...(location ? { location } : {}) };
}

function commandIdOf({ personId, key }: ReceiptKey): string {
  return createHash('sha256').update(`${personId}\n${key}`).digest('base64url');
}
