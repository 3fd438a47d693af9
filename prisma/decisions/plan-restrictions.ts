import type { Plan } from '../../domain/plan.ts';
import { differences } from '../../domain/difference.ts';
import type { Tx } from '../event.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { restrict } from '../restrictions.ts';
import { seeAll } from '../sight.ts';
import { cancelUndelivered } from '../undelivered.ts';

/**
 * What a plan takes from whom, as against the one that it takes the place of: by its handling, or since somebody leads, or follows a region up, no
 * more, what has left is looked through; whoever is a partner no more gets nothing from now on, and keeps what it lawfully has.
 */
export async function restrictByPlan(tx: Tx, { id: operationId, at }: OperationNow, plan: Plan): Promise<void> {
  const inForce = await tx.planVersion.findFirst({ where: { operationId, state: 'approved' } });
  if (!inForce) return;
  const before = inForce.content as unknown as Plan;
  await seeAll(tx);
  const decides = ({ handling = {}, leads, invitees }: Plan) => ({ handling, leads, offices: invitees.map(({ rilo }) => rilo) });
  if (differences(decides(before), decides(plan)).length > 0) await restrict(tx, { operationId, kind: 'plan', at: new Date(at) });
  const gone = before.partners.filter((code) => !plan.partners.includes(code));
  for (const { id } of await tx.organisation.findMany({ where: { code: { in: gone } } })) await cancelUndelivered(tx, operationId, id);
}
