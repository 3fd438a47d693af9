import { queueLetters } from '../decisions/letter-queue.ts';
import type { Tx } from '../event.ts';
import { ownMailboxes } from '../reads/mailboxes.ts';
import type { LockedPair } from './judged-pairs.ts';

/** `primaryId` is null where the two do not count together any more. */
export type LinkNews = { occasion: string; primaryId: string | null; reason: string; at: Date };

/** Tells both administrations, each of its own report and of whose the other one is, and leaves word that their letters wait. */
export async function tellOwners(tx: Tx, { id, cases }: LockedPair, { occasion, primaryId, reason, at }: LinkNews): Promise<void> {
  const batch = `duplicate/${id}`;
  const [one, two] = cases;
  for (const [own, other] of [
    [one, two],
    [two, one],
  ] as const) {
    const operation = { id: own.operationId, at: at.getTime() };
    const content = {
      ...{ operation: own.operationTitle, reference: own.reference, organisation: other.organisationName, reason, duplicateId: id },
      isLinked: primaryId !== null,
      isPrimary: primaryId === own.caseId,
    };
    const mailboxes = await ownMailboxes(tx, operation, own.organisationId);
    await queueLetters(
      tx,
      mailboxes.map((mailbox) => ({ ...mailbox, operation, batch, kind: 'case-linked', occasion: `${occasion}-${own.caseId}`, content })),
    );
  }
  await tx.outbox.create({ data: { workflowId: `letters/${batch}/${occasion}`, signal: 'deliver' } });
}
