import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { appendEvent } from '../event.ts';
import { seeAll } from '../sight.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type NewHold = {
  id: string;
  operationId: string;
  /** Null holds everything of the operation. */
  organisationId: string | null;
  caseId: string | null;
  reason: string;
  until: Date | null;
  placedForId: string;
  personId: string;
  at: Date;
};

/**
 * Nothing that it covers is purged from here on. Whoever purges holds the operation too, and looks at its holds: a batch that is being purged is waited
 * for, and the next one finds the hold.
 */
export function placeHold({ prisma }: Database, hold: NewHold, receipt: Receipt): Promise<FailureCode | null> {
  const { id, operationId, organisationId, caseId, reason, until, placedForId, personId, at } = hold;
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    await tx.$executeRaw`select from operation where id = ${operationId}::uuid for no key update`;
    await tx.$executeRaw`
      insert into hold (id, operation_id, organisation_id, case_id, reason, until_at, placed_for_id, placed_by_id, placed_at)
      values (${id}::uuid, ${operationId}::uuid, ${organisationId}::uuid, ${caseId}::uuid, ${reason}, ${until}::timestamptz,
        ${placedForId}::uuid, ${personId}::uuid, ${at}::timestamptz)`;
    await appendEvent(tx, {
      ...{ type: 'hold.placed', at, operationId, subjectId: id, actorId: personId, ...(organisationId ? { organisationId } : {}) },
      data: { reason, ...(caseId ? { caseId } : {}), ...(until ? { until: until.toISOString() } : {}) },
    });
    await insertReceipt(tx, receipt);
    return null;
  });
}

export type Lifting = { holdId: string; organisationId: string; personId: string; reason: string; at: Date };

/** Only whose word a hold is takes it back: an administration may have to keep what coordinators would rather see go. */
export function liftHold({ prisma }: Database, lifting: Lifting, receipt: Receipt): Promise<FailureCode | null> {
  const { holdId, organisationId, personId, reason, at } = lifting;
  return prisma.$transaction(async (tx): Promise<FailureCode | null> => {
    await seeAll(tx);
    type Row = { operationId: string; ownerId: string | null; placedForId: string; isOver: boolean };
    const [hold] = await tx.$queryRaw<Row[]>`
      select operation_id::text as "operationId", organisation_id::text as "ownerId", placed_for_id::text as "placedForId",
        lifted_at is not null or until_at <= ${at}::timestamptz is true as "isOver"
      from hold where id = ${holdId}::uuid for update`;
    if (!hold) return 'hold.not-found';
    if (hold.placedForId !== organisationId) return 'hold.of-others';
    if (hold.isOver) return 'hold.lifted-before';
    await tx.$executeRaw`
      update hold set lifted_by_id = ${personId}::uuid, lifted_at = ${at}::timestamptz, lift_reason = ${reason} where id = ${holdId}::uuid`;
    const { operationId, ownerId } = hold;
    await appendEvent(tx, {
      ...{ type: 'hold.lifted', at, operationId, subjectId: holdId, actorId: personId, ...(ownerId ? { organisationId: ownerId } : {}) },
      data: { reason },
    });
    await insertReceipt(tx, receipt);
    return null;
  });
}
