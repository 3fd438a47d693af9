import type { LetterContents } from '../../domain/letter.ts';
import type { Tx } from '../event.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { participantMailboxes } from '../reads/mailboxes.ts';
import { queueLetters } from './letter-queue.ts';

type Told = 'operation-suspended' | 'operation-resumed' | 'operation-cancelled' | 'operation-closed';

/** Tells everybody who is invited or takes part. The letters go out with the operation's own batch, which its workflow delivers. */
export async function tellParticipants<Kind extends Told>(
  tx: Tx,
  operation: OperationNow,
  { kind, occasion, content }: { kind: Kind; occasion: string; content: LetterContents[Kind] },
): Promise<number> {
  const mailboxes = await participantMailboxes(tx, operation, ['invited', 'accepted']);
  return queueLetters(
    tx,
    mailboxes.map((mailbox) => ({
      ...mailbox,
      operation,
      batch: `operation/${operation.id}`,
      kind,
      occasion,
      content: { ...content },
    })),
  );
}
