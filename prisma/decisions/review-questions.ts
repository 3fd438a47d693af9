import type { Tx } from '../event.ts';
import { ASKED_BY, REVIEW_STATE } from '../reads/reviews.ts';
import { Prisma } from '../generated/client.ts';

/**
 * What is unsettled about a case, and not being asked already, is asked by this tasking from now on. After every answer so far, also where the
 * clock of a drill stands still: otherwise an answer from before would answer the new question.
 */
export async function askReviews(
  tx: Tx,
  { operationId, caseId, taskingId, at }: { operationId: string; caseId: string; taskingId: string; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    update case_warning set tasking_id = ${taskingId}::uuid, asked_at = greatest(${at}::timestamptz, answered_at + interval '1 millisecond')
    where id in (
      select w.id from case_warning w ${Prisma.raw(ASKED_BY)}
      where w.case_id = ${caseId}::uuid and w.operation_id = ${operationId}::uuid and ${Prisma.raw(REVIEW_STATE)} in ('open', 'answered'))`;
}
