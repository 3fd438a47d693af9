import type { CaseReport } from '../../domain/case.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { appendEvent } from '../event.ts';
import { seeAll, seeOnly } from '../sight.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type NewProposal = {
  id: string;
  caseId: string;
  operationId: string;
  organisationId: string;
  personId: string;
  basedOn: number;
  report: CaseReport;
  reason: string;
  at: Date;
};

/** Appends a report as somebody else than its owner thinks that it should read. It changes nothing until the owner accepts it. */
export async function appendProposal({ prisma }: Database, proposal: NewProposal, receipt: Receipt): Promise<void> {
  const { id, caseId, operationId, organisationId, personId, basedOn, report, reason, at } = proposal;
  await prisma.$transaction(async (tx) => {
    await seeAll(tx);
    await tx.$executeRaw`
      insert into case_proposal (id, case_id, operation_id, organisation_id, based_on, content, reason, author_id, proposed_at)
      values (${id}::uuid, ${caseId}::uuid, ${operationId}::uuid, ${organisationId}::uuid, ${basedOn}, ${report}::jsonb,
        ${reason}, ${personId}::uuid, ${at}::timestamptz)`;
    await appendEvent(tx, {
      ...{ type: 'case.correction-proposed', at, operationId, subjectId: caseId, organisationId, actorId: personId },
      data: { proposalId: id, reason },
    });
    await insertReceipt(tx, receipt);
  });
}

/** The owner says why a proposal does not become a version. To accept one is to correct the case (prisma/facts/cases.ts). */
export async function declineProposal(
  { prisma }: Database,
  { id, organisationId, personId, reason, at }: { id: string; organisationId: string; personId: string; reason: string; at: Date },
  receipt: Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    await seeOnly(tx, organisationId);
    const [declined] = await tx.$queryRaw<{ case_id: string; operation_id: string }[]>`
      update case_proposal set outcome = 'declined', decision_reason = ${reason}, decided_by_id = ${personId}::uuid, decided_at = ${at}::timestamptz
      where id = ${id}::uuid and outcome is null returning case_id, operation_id`;
    if (!declined) return 'proposal.settled';
    await appendEvent(tx, {
      ...{
        type: 'case.proposal-declined',
        at,
        operationId: declined.operation_id,
        subjectId: declined.case_id,
        organisationId,
        actorId: personId,
      },
      data: { proposalId: id, reason },
    });
    await insertReceipt(tx, receipt);
    return null;
  });
}
