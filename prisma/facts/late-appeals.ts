import type { CaseReport } from '../../domain/case.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { appendEvent } from '../event.ts';
import { seeAll, seeOnly } from '../sight.ts';
import { tellAppealMade, tellAppealRefused, type ToldAppeal } from './appeal-letters.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type LateAppeal = Omit<ToldAppeal, 'reference'> & { personId: string; report: CaseReport; reason: string };

/** Keeps a report that came too late, and why it should be taken all the same, which the coordinators are told. One appeal for a reference is open at a time. */
export function appendLateAppeal({ prisma }: Database, appeal: LateAppeal, receipt: Receipt): Promise<FailureCode | null> {
  const { id, operation, organisationId, personId, report, reason } = appeal;
  const [operationId, at] = [operation.id, new Date(operation.at)];
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
    await tellAppealMade(tx, { ...appeal, reference: report.reference }, reason);
    await insertReceipt(tx, receipt);
    return null;
  });
}

/** Refuses an appeal with a reason, which whoever made it is told. To grant one is to take its report (prisma/facts/cases.ts). */
export function refuseLateAppeal(
  { prisma }: Database,
  { personId, reason, ...appeal }: ToldAppeal & { personId: string; reason: string },
  receipt: Receipt,
): Promise<FailureCode | null> {
  const { id, operation, organisationId } = appeal;
  const at = new Date(operation.at);
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const refused = await tx.$executeRaw`
      update late_appeal set state = 'refused', decision_reason = ${reason}, decided_by_id = ${personId}::uuid, decided_at = ${at}::timestamptz
      where id = ${id}::uuid and state = 'asked'`;
    if (refused === 0) return 'appeal.decided-before';
    await appendEvent(tx, {
      ...{ type: 'late-appeal.decided', at, operationId: operation.id, subjectId: id, organisationId },
      ...{ actorId: personId, data: { outcome: 'refused', reason } },
    });
    await tellAppealRefused(tx, appeal, reason);
    await insertReceipt(tx, receipt);
    return null;
  });
}
