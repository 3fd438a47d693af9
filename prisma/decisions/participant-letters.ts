import type { LetterContents } from '../../domain/letter.ts';
import type { Tx } from '../event.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { coordinatorMailboxes, participantMailboxes, type Mailbox } from '../reads/mailboxes.ts';
import { queueLetters } from './letter-queue.ts';

type Told = 'operation-suspended' | 'operation-resumed' | 'operation-cancelled' | 'operation-closed' | 'closing-refused';

type Telling<Kind extends Told> = { kind: Kind; occasion: string; content: LetterContents[Kind] };

/**
 * Tells everybody who is invited or takes part, and the coordinators of every lead but the one who has decided it: a lead must not learn from
 * a member what another lead has done. The letters go out with the operation's own batch, which its workflow delivers.
 */
export async function tellEverybody<Kind extends Told>(
  tx: Tx,
  operation: OperationNow,
  letter: Telling<Kind>,
  decidedById: string | null,
): Promise<number> {
  const coordinators = (await coordinatorMailboxes(tx, operation)).filter(({ personId }) => personId !== decidedById);
  return write(tx, operation, [...(await participantMailboxes(tx, operation, ['invited', 'accepted'])), ...coordinators], letter);
}

/** Tells the coordinators what has come about without them, in the same batch. */
export async function tellCoordinators<Kind extends Told>(tx: Tx, operation: OperationNow, letter: Telling<Kind>): Promise<number> {
  return write(tx, operation, await coordinatorMailboxes(tx, operation), letter);
}

async function write<Kind extends Told>(
  tx: Tx,
  operation: OperationNow,
  mailboxes: readonly Mailbox[],
  { content, ...letter }: Telling<Kind>,
): Promise<number> {
  return queueLetters(
    tx,
    mailboxes.map(({ organisationId, address, language }) => ({
      ...letter,
      operation,
      batch: `operation/${operation.id}`,
      organisationId,
      address,
      language,
      content: { ...content },
    })),
  );
}
