import type { EditionKnown } from '../domain/edition-document.ts';
import type { Tx } from './event.ts';
import { lockToSend } from './sending.ts';

/** A publication leaves when it is made: it is a sender of its operation, and of all that roll up into its edition. */
export async function lockToPublish(tx: Tx, editionId: string): Promise<void> {
  const { operationId, known } = await tx.edition.findUniqueOrThrow({
    where: { id: editionId },
    select: { operationId: true, known: true },
  });
  const strands = Object.keys((known as EditionKnown | null)?.strands ?? {});
  for (const id of [operationId, ...strands].sort()) await lockToSend(tx, id);
}
