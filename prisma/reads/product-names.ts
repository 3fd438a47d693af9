import type { Plan } from '../../domain/plan.ts';
import type { ProductNames } from '../../domain/product.ts';
import type { Tx } from '../event.ts';
import type { Product } from '../generated/client.ts';
import { readPlanInForce } from './clocks.ts';
import { readEditionScope } from './edition-scope.ts';

/** As the plan of its edition has them, so that a published document stays what it is; else as the plan in force does. The recipient as it is registered now. */
export async function readProductNames(tx: Tx, product: Product): Promise<ProductNames> {
  const { recipientId } = product;
  const { phases } = await readPlanOf(tx, product);
  const recipient = recipientId === null ? null : await tx.organisation.findUnique({ where: { id: recipientId }, select: { name: true } });
  return { phases: Object.fromEntries(phases.map(({ key, name }) => [key, name])), recipient: recipient?.name ?? null };
}

async function readPlanOf(tx: Tx, { operationId, editionId }: Product): Promise<Plan> {
  if (editionId === null) return (await readPlanInForce(tx, operationId)).plan;
  return (await readEditionScope(tx, await tx.edition.findUniqueOrThrow({ where: { id: editionId } }))).plan;
}
