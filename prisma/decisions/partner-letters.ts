import type { EditionRule } from '../../domain/plan.ts';
import type { ProductContent } from '../../domain/product.ts';
import type { Tx } from '../event.ts';
import type { Edition } from '../generated/client.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { partnerMailboxes } from '../reads/mailboxes.ts';
import { queueLetters } from './letter-queue.ts';

/**
 * Passes a published edition on to these partners, by code: a letter to each of their people with that role, or to the organisation where
 * it has none.
 */
export async function passOn(
  tx: Tx,
  operation: OperationNow,
  edition: Edition,
  { publicationId, partners }: { publicationId: string; partners: readonly string[] },
): Promise<void> {
  const newest = await tx.product.findFirstOrThrow({ where: { editionId: edition.id, kind: 'edition' }, orderBy: { id: 'desc' } });
  const content = {
    operation: operation.title,
    edition: edition.key,
    status: edition.status,
    cutOff: (edition.rule as unknown as EditionRule).cutOff,
    publicationId,
    figures: (newest.content as unknown as ProductContent).figures.flatMap(({ value, ...figure }) =>
      value === null ? [] : [{ ...figure, value }],
    ),
  };
  const letter = { operation, batch: `edition/${edition.id}`, kind: 'edition-published', occasion: 'published', content };
  const mailboxes = await partnerMailboxes(tx, partners);
  await queueLetters(
    tx,
    mailboxes.map((mailbox) => ({ ...mailbox, ...letter })),
  );
}
