import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { appendEvent } from '../event.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type NewUnit = { id: string; code: string; name: string; kind: string; country: string | null };

/** Refused if another has its code. Looking first would not do: two of them can look at the same moment. */
export async function registerUnit(
  { prisma }: Database,
  unit: NewUnit,
  organisationIds: readonly string[],
  actorId: string,
  receipt: Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    const { count } = await tx.unit.createMany({ data: [unit], skipDuplicates: true });
    if (count === 0) return 'unit.code-taken';
    await tx.unitOrganisation.createMany({ data: organisationIds.map((organisationId) => ({ unitId: unit.id, organisationId })) });
    await appendEvent(tx, { type: 'unit.registered', at: new Date(), subjectId: unit.id, actorId, data: { code: unit.code } });
    await insertReceipt(tx, receipt);
    return null;
  });
}
