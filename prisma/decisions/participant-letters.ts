import type { LetterContents } from '../../domain/letter.ts';
import type { Tx } from '../event.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { queueLetters } from './letter-queue.ts';

type Told = 'operation-suspended' | 'operation-resumed' | 'operation-cancelled' | 'operation-closed';

/** Tells everybody who is invited or takes part. The letters go out with the operation's own batch, which its workflow delivers. */
export async function tellParticipants<Kind extends Told>(
  tx: Tx,
  operation: OperationNow,
  { kind, occasion, content }: { kind: Kind; occasion: string; content: LetterContents[Kind] },
): Promise<number> {
  const mailboxes = await tx.$queryRaw<{ organisation_id: string; person_id: string | null; address: string; language: string }[]>`
    select o.id as organisation_id, a.person_id, a.address, o.language
    from participation p
      join organisation o on o.id = p.organisation_id
      cross join lateral letter_addresses(p.operation_id, o.id, ${new Date(operation.at)}::timestamptz, '{holder}') a
    where p.operation_id = ${operation.id}::uuid and p.state in ('invited', 'accepted')`;
  return queueLetters(
    tx,
    mailboxes.map(({ organisation_id, address, language }) => ({
      operation,
      batch: `operation/${operation.id}`,
      kind,
      occasion,
      organisationId: organisation_id,
      address,
      language,
      content: { ...content },
    })),
  );
}
