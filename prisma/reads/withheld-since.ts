import type { Detail, Purpose } from '../../domain/handling.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Tx } from '../event.ts';
import { readHandlingDefaults } from './handling.ts';
import { readRecipient } from './recipients.ts';
import { releasableOf } from './releasable.ts';

/**
 * Of the cases that a product carries, by id, those that its recipient may not have any more at this moment of the operation: asked again when it
 * is about to leave, and when an owner says something else afterwards. The caller must see everything (prisma/sight.ts). What everybody may have,
 * because those who reported it agreed to its figures, is never among them.
 */
export async function withheldSince(tx: Tx, productId: string, plan: Plan, at: Date): Promise<string[]> {
  const product = await tx.product.findUniqueOrThrow({ where: { id: productId } });
  const { operationId, recipientId, caseSetId } = product;
  if (recipientId === null || caseSetId === null) return [];
  const [set] = await tx.$queryRaw<{ caseIds: string[]; versions: number[] }[]>`
    select case_ids as "caseIds", versions from case_set where id = ${caseSetId}::uuid`;
  if (!set) return [];
  const recipient = await readRecipient(tx, { operationId, organisationId: recipientId }, plan);
  const defaults = await readHandlingDefaults(tx, operationId, plan);
  const { brands } = recipient;
  const release = { recipient, brands, detail: product.detail as Detail, purpose: product.purpose as Purpose, at, defaults };
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with ${releasableOf({ operationId, ...set }, release)} select case_id as id from judged where verdict is not null order by case_id`;
  return rows.map(({ id }) => id);
}
