import type { EditionMatter } from '../../domain/edition-matter.ts';
import { queueLetters, type QueuedLetter } from '../decisions/letter-queue.ts';
import type { Tx } from '../event.ts';
import type { Mailbox } from '../reads/mailboxes.ts';

type Sending = Pick<QueuedLetter, 'operation' | 'batch' | 'occasion'>;

/** Tells these mailboxes of what keeps an edition from being agreed on, once the transaction is over. `batch` and `occasion` name it, so that it is told once. */
export async function tellEditionMatter(
  tx: Tx,
  { operation, batch, occasion }: Sending,
  told: readonly Mailbox[],
  content: EditionMatter,
): Promise<void> {
  await queueLetters(
    tx,
    told.map((mailbox) => ({ ...mailbox, operation, batch, kind: 'edition-matter', occasion, content })),
  );
  await tx.outbox.create({ data: { workflowId: `letters/${batch}/${occasion}`, signal: 'deliver' } });
}
