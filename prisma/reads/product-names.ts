import type { ProductContent, ProductNames } from '../../domain/product.ts';
import type { Tx } from '../event.ts';
import { readPlanInForce } from './clocks.ts';

/** As the plan and the register have them now. A phase that the plan no longer has is left out. */
export async function readProductNames(tx: Tx, { operation, recipient }: ProductContent): Promise<ProductNames> {
  const { plan } = await readPlanInForce(tx, operation.id);
  const found = recipient === null ? null : await tx.organisation.findUnique({ where: { code: recipient }, select: { name: true } });
  return { phases: Object.fromEntries(plan.phases.map(({ key, name }) => [key, name])), recipient: found?.name ?? null };
}
