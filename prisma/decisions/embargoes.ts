import type { EditionRule, Plan } from '../../domain/plan.ts';
import { editionRule } from '../../domain/edition.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { OperationNow } from '../reads/clocks.ts';

/** Lets the embargo of every edition that is on its way follow the plan, and wakes them. Their figures stay as they are. */
export async function moveEmbargoes(tx: Tx, { id: operationId, at }: OperationNow, plan: Plan): Promise<void> {
  const onTheirWay = await tx.edition.findMany({ where: { operationId, correctsId: null, stage: { notIn: ['published', 'returned'] } } });
  for (const { id, key, embargoAt, rule } of onTheirWay) {
    const planned = editionRule(plan, key);
    if (!planned) continue;
    const { embargo, embargoEvent } = planned;
    const { embargo: before, embargoEvent: eventBefore, ...kept } = rule as unknown as EditionRule;
    const isMoved = embargo.at !== embargoAt.toISOString() || embargoEvent !== eventBefore;
    if (isMoved) {
      const now = { ...kept, embargo: { ...embargo }, ...(embargoEvent === undefined ? {} : { embargoEvent }) };
      await tx.edition.update({ where: { id }, data: { embargoAt: embargo.at, rule: now } });
    }
    await tx.outbox.create({ data: { workflowId: `edition/${id}`, signal: 'nudge' } }); // a phase, or a rule of its publication, may have changed
    if (!isMoved) continue;
    await appendEvent(tx, {
      type: 'edition.moved',
      at: new Date(at),
      operationId,
      subjectId: id,
      data: { key, before: { ...before }, embargo: { ...embargo }, ...(embargoEvent ? { embargoEvent } : {}) },
    });
  }
}
