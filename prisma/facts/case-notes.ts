import type { Database } from '../client.ts';
import { appendEvent } from '../event.ts';
import { seeAll } from '../sight.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type CaseNote = {
  id: string;
  caseId: string;
  operationId: string;
  organisationId: string;
  personId: string;
  pointer: string | null;
  text: string;
  at: Date;
};

/** Appends what somebody else than its owner says of a case. Nothing of the report changes. */
export async function appendCaseNote({ prisma }: Database, note: CaseNote, receipt: Receipt): Promise<void> {
  const { id, caseId, operationId, organisationId, personId, pointer, text, at } = note;
  await prisma.$transaction(async (tx) => {
    await seeAll(tx);
    await tx.$executeRaw`
      insert into case_note (id, case_id, operation_id, organisation_id, pointer, text, author_id, written_at)
      values (${id}::uuid, ${caseId}::uuid, ${operationId}::uuid, ${organisationId}::uuid, ${pointer}, ${text}, ${personId}::uuid, ${at}::timestamptz)`;
    await appendEvent(tx, {
      type: 'case.annotated',
      at,
      operationId,
      subjectId: caseId,
      organisationId,
      actorId: personId,
      data: { text },
    });
    await insertReceipt(tx, receipt);
  });
}
