import type { EditionRule, Plan } from '../../domain/plan.ts';
import { editionRule } from '../../domain/edition.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { OperationNow } from '../reads/clocks.ts';

/** Lets the embargo of every edition that is on its way follow the plan, and wakes those that it moved. Their figures stay as they are. */
export async function moveEmbargoes(tx: Tx, { id: operationId, at }: OperationNow, plan: Plan): Promise<void> {
  const onTheirWay = await tx.edition.findMany({ where: { operationId, stage: { notIn: ['published', 'returned'] } } });
  for (const { id, key, embargoAt, rule } of onTheirWay) {
    const embargo = editionRule(plan, key)?.embargo;
    if (!embargo || embargo.at === embargoAt.toISOString()) continue;
    const before = (rule as unknown as EditionRule).embargo;
    await tx.edition.update({ where: { id }, data: { embargoAt: embargo.at, rule: { ...(rule as object), embargo: { ...embargo } } } });
    await tx.outbox.create({ data: { workflowId: `edition/${id}`, signal: 'nudge' } });
    await appendEvent(tx, {
      type: 'edition.moved',
      at: new Date(at),
      operationId,
      subjectId: id,
      data: { key, before: { ...before }, embargo: { ...embargo } },
    });
  }
}
