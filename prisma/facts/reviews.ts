import { refuseSettlement, type ReviewOutcome } from '../../domain/review.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { appendEvent, type Tx } from '../event.ts';
import { tellFeeds } from '../feeds/unfed.ts';
import { findReviewState } from '../reads/reviews.ts';
import { seeAll, seeOnly } from '../sight.ts';
import { nudgeFinished } from './nudges.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type ReviewAnswer = { id: string; operationId: string; organisationId: string; personId: string; answer: string; at: Date };

/**
 * Appends why the owner thinks that what is questioned is right. Where it was asked by a task, and this was the last of what that asked, the task
 * is answered by it. The task is locked before the warning, as a correction takes them.
 */
export async function appendReviewAnswer(
  database: Database,
  { id, operationId, organisationId, personId, answer, at }: ReviewAnswer,
  receipt: Receipt,
): Promise<FailureCode | null> {
  const answered = await database.prisma.$transaction(async (tx): Promise<FailureCode | { tasking_id: string }[]> => {
    await seeOnly(tx, organisationId);
    await tx.$queryRaw`
      select from task where tasking_id = (select tasking_id from case_warning where id = ${id}::uuid)
        and organisation_id = ${organisationId}::uuid for update`;
    const [review] = await tx.$queryRaw<{ case_id: string; code: string; tasking_id: string | null }[]>`
      update case_warning set answer = ${answer}, answered_by_id = ${personId}::uuid, answered_at = greatest(${at}::timestamptz, asked_at)
      where id = ${id}::uuid and operation_id = ${operationId}::uuid and settled_at is null returning case_id, code, tasking_id`;
    if (!review) return 'review.settled';
    const { case_id: caseId, code, tasking_id: taskingId } = review;
    await appendEvent(tx, {
      ...{ type: 'review.answered', at, operationId, subjectId: id, organisationId, actorId: personId },
      data: { caseId, code, answer },
    });
    await insertReceipt(tx, receipt);
    return taskingId === null ? [] : answerTask(tx, { taskingId, organisationId, personId, at });
  });
  if (!Array.isArray(answered)) return answered;
  await nudgeFinished(
    database,
    answered.map(({ tasking_id }) => tasking_id),
  );
  return null;
}

async function answerTask(
  tx: Tx,
  { taskingId, organisationId, personId, at }: { taskingId: string; organisationId: string; personId: string; at: Date },
): Promise<{ tasking_id: string }[]> {
  return tx.$queryRaw`
    with answered as (
      update task set state = 'answered', answer = 'done', answered_by_id = ${personId}::uuid, answered_at = ${at}::timestamptz,
        late = (task.state = 'lapsed')
      from tasking k
      where k.id = ${taskingId}::uuid and task.tasking_id = k.id and task.organisation_id = ${organisationId}::uuid and task.answer is null
        and (task.state = 'open' or task.state = 'lapsed' and k.late = 'taken')
        and not exists (select from case_warning w where w.tasking_id = k.id and w.settled_at is null
          and (w.answered_at is null or w.answered_at < w.asked_at))
      returning task.id, task.tasking_id, task.operation_id, task.late, k.kind, k.key
    ), told as (
      insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
      select operation_id, 'task.answered', id, ${organisationId}::uuid, ${personId}::uuid, ${at}::timestamptz,
        jsonb_build_object('kind', kind, 'key', key, 'answer', 'done', 'late', late)
      from answered
    )
    select tasking_id from answered`;
}

export type ReviewSettlement = {
  id: string;
  operationId: string;
  outcome: Exclude<ReviewOutcome, 'corrected'>;
  reason: string | null;
  personId: string;
  at: Date;
};

/** Ends a review by what a reviewer makes of it, whatever the owner has done since the reviewer looked. */
export async function settleReview(
  { prisma }: Database,
  { id, operationId, outcome, reason, personId, at }: ReviewSettlement,
  receipt: Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    await tx.$queryRaw`select from case_warning where id = ${id}::uuid for update`;
    const found = await findReviewState(tx, id);
    if (!found) return 'review.not-found';
    const refused = refuseSettlement(found.state, outcome, reason);
    if (refused) return refused;
    await tx.$executeRaw`
      update case_warning set outcome = ${outcome}, settled_reason = ${reason}, settled_by_id = ${personId}::uuid, settled_at = ${at}::timestamptz
      where id = ${id}::uuid`;
    await tellFeeds(tx, { operationId, caseId: found.caseId });
    await appendEvent(tx, {
      ...{ type: 'review.settled', at, operationId, subjectId: id, organisationId: found.organisationId, actorId: personId },
      data: { caseId: found.caseId, code: found.code, outcome, ...(reason === null ? {} : { reason }) },
    });
    await insertReceipt(tx, receipt);
    return null;
  });
}
