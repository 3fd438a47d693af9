import type { QueryConfig } from 'pg';
import type { Tx } from './event.ts';

/**
 * Whoever sends something of an operation and whoever says that it may not leave go one after the other. A sender takes the lock together with
 * other senders, and from then on, in the same transaction, asks what may still leave (prisma/reads/withheld-since.ts) and marks what it is about to
 * send; it hands it over after the commit. Whoever restricts something (handling, a consent that is revoked, a member that is removed) takes the lock
 * alone, and looks for what has left in the transaction that restricts. So either the sender sees the restriction and sends nothing, or the
 * restriction sees that it was marked, and counts it as having left. Taken in a statement of its own, before anything is read.
 */
export async function lockToSend(tx: Tx, operationId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock_shared(hashtext('sending/' || ${operationId}))`;
}

/** The other side: waits for every sender, and keeps the next ones waiting until the transaction ends. */
export async function lockToRestrict(tx: Tx, operationId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('sending/' || ${operationId}))`;
}

/** States of a delivery in which it may have reached its recipient. */
export const HAS_LEFT = ['sending', 'sent', 'accepted', 'opened', 'acknowledged'] as const;

/** The other side as a statement that goes before one that restricts, for several operations. */
export function restrictingLock(operationIds: readonly string[]): QueryConfig {
  return { name: 'lock-to-restrict', text: LOCK, values: [[...new Set(operationIds)].sort()] };
}

const LOCK = `select pg_advisory_xact_lock(hashtext('sending/' || id)) from unnest($1::text[]) as id`;
