import { v7 } from 'uuid';
import type { FailureCode } from '../../domain/failure.ts';
import type { RecommendationState } from '../../domain/recommendation.ts';
import { appendEvent } from '../event.ts';
import type { Database } from '../client.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type NewRecommendation = { operationId: string; phase: string; text: string; personId: string; organisationId: string; at: Date };

/** Appends a recommendation under the next number of its operation. `receiptFor` makes the receipt of what has been stored. */
export async function appendRecommendation(
  { prisma }: Database,
  { operationId, phase, text, personId, organisationId, at }: NewRecommendation,
  receiptFor: (stored: { id: string; number: number }) => Receipt,
): Promise<{ id: string; number: number }> {
  return prisma.$transaction(async (tx) => {
    await tx.$queryRaw`select from operation where id = ${operationId}::uuid for no key update`;
    const number = (await tx.recommendation.count({ where: { operationId } })) + 1;
    const stored = { id: v7(), number };
    await tx.recommendation.create({ data: { ...stored, operationId, phase, text, saidById: personId, organisationId, saidAt: at } });
    await appendEvent(tx, {
      type: 'recommendation.made',
      at,
      operationId,
      subjectId: stored.id,
      organisationId,
      actorId: personId,
      data: { number, phase },
    });
    await insertReceipt(tx, receiptFor(stored));
    return stored;
  });
}

export type RecommendationSettlement = {
  id: string;
  operationId: string;
  state: Extract<RecommendationState, 'done' | 'dropped'>;
  outcome: string;
  actorId: string;
  at: Date;
};

/** Says what became of an open recommendation. */
export async function settleRecommendation(
  { prisma }: Database,
  { id, operationId, state, outcome, actorId, at }: RecommendationSettlement,
  receipt: Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    const { count } = await tx.recommendation.updateMany({ where: { id, state: 'open' }, data: { state, outcome, settledAt: at } });
    if (count === 0) return 'recommendation.settled';
    await appendEvent(tx, { type: 'recommendation.settled', at, operationId, subjectId: id, actorId, data: { state, outcome } });
    await insertReceipt(tx, receipt);
    return null;
  });
}
