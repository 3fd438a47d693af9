import type { CaseReport } from '../../domain/case.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { appendEvent } from '../event.ts';
import { seeAll, seeOnly } from '../sight.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type LateAppeal = {
  id: string;
  operationId: string;
  organisationId: string;
  personId: string;
  report: CaseReport;
  reason: string;
  at: Date;
};

/** Keeps a report that came too late, and why it should be taken all the same. One appeal for a reference is open at a time. */
export function appendLateAppeal({ prisma }: Database, appeal: LateAppeal, receipt: Receipt): Promise<FailureCode | null> {
  const { id, operationId, organisationId, personId, report, reason, at } = appeal;
  return prisma.$transaction(async (tx) => {
    await seeOnly(tx, organisationId);
    const made = await tx.$executeRaw`
      insert into late_appeal (id, operation_id, organisation_id, reference, content, reason, asked_by_id, asked_at)
      values (${id}::uuid, ${operationId}::uuid, ${organisationId}::uuid, ${report.reference}, ${report}::jsonb, ${reason},
        ${personId}::uuid, ${at}::timestamptz)
      on conflict do nothing`;
    if (made === 0) return 'appeal.made-before';
    await appendEvent(tx, {
      ...{ type: 'late-appeal.made', at, operationId, subjectId: id, organisationId, actorId: personId },
      data: { reference: report.reference, reason },
    });
    await insertReceipt(tx, receipt);
    return null;
  });
}

/** Refuses an appeal with a reason. To grant one is to take its report (prisma/facts/cases.ts). */
export function refuseLateAppeal(
  { prisma }: Database,
  { id, personId, reason, at }: { id: string; personId: string; reason: string; at: Date },
  receipt: Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const [refused] = await tx.$queryRaw<{ operation_id: string; organisation_id: string }[]>`
      update late_appeal set state = 'refused', decision_reason = ${reason}, decided_by_id = ${personId}::uuid, decided_at = ${at}::timestamptz
      where id = ${id}::uuid and state = 'asked' returning operation_id, organisation_id`;
    if (!refused) return 'appeal.decided-before';
    await appendEvent(tx, {
      ...{ type: 'late-appeal.decided', at, operationId: refused.operation_id, subjectId: id, organisationId: refused.organisation_id },
      ...{ actorId: personId, data: { outcome: 'refused', reason } },
    });
    await insertReceipt(tx, receipt);
    return null;
  });
}
