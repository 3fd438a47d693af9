import type { Plan } from '../../domain/plan.ts';
import { appendEvent, type Tx } from '../event.ts';
import { readOperationNow } from '../reads/clocks.ts';

/** Marks the recommendations that a plan carries on, once it is in force; each in the story, and the time, of the operation that made it. */
export async function carryRecommendations(tx: Tx, operationId: string, { recommendations = [] }: Plan, realNow: number): Promise<void> {
  const named = recommendations.map(({ recommendation }) => recommendation);
  const open = await tx.recommendation.findMany({ where: { id: { in: named }, state: 'open' }, orderBy: { id: 'asc' } });
  for (const { id, number, operationId: from } of open) {
    const at = new Date((await readOperationNow(tx, from, realNow)).at);
    await tx.recommendation.update({ where: { id }, data: { state: 'carried', carriedToId: operationId, settledAt: at } });
    await appendEvent(tx, {
      type: 'recommendation.carried',
      at,
      operationId: from,
      subjectId: id,
      data: { number, operation: operationId },
    });
  }
}
