import type { ProductNames } from '../../domain/product.ts';
import type { Tx } from '../event.ts';
import type { Product } from '../generated/client.ts';
import { readPlanInForce } from './clocks.ts';

/** As the plan and the register have them now. A phase that the plan no longer has is left out. */
export async function readProductNames(tx: Tx, { operationId, recipientId }: Product): Promise<ProductNames> {
  const { plan } = await readPlanInForce(tx, operationId);
  const recipient = recipientId === null ? null : await tx.organisation.findUnique({ where: { id: recipientId }, select: { name: true } });
  return { phases: Object.fromEntries(plan.phases.map(({ key, name }) => [key, name])), recipient: recipient?.name ?? null };
}
