import type { FailureCode } from '../../domain/failure.ts';
import type { Answer } from '../../domain/tasking.ts';
import type { Database } from '../client.ts';
import { nudgeFinished } from './nudges.ts';
import type { Receipt } from './receipts.ts';
import { RECEIPT_COLUMNS, receiptValues } from './receipt-values.ts';

export type GivenAnswer = {
  taskId: string;
  organisationId: string;
  personId: string;
  answer: Answer;
  reason: string | null;
  at: string;
  /** Reporting periods that are open to an organisation that takes part from its phase on: it is asked for those that have begun. */
  periods: readonly string[];
};

/**
 * Appends an answer, what follows from it and its event in one statement, and then a nudge for the tasking when nobody else is left to answer.
 * The update takes the task's row lock: against a ladder that is lapsing the same task, one of the two comes first. A lapsed task
 * still takes an answer, marked late, unless its silence has been taken for consent.
 */
export async function appendAnswer(database: Database, given: GivenAnswer, receipt: Receipt): Promise<FailureCode | null> {
  const { taskId, organisationId, personId, answer, reason, at, periods } = given;
  const { rows } = await database.pool.query<{ tasking_id: string }>({
    name: 'append-answer',
    text: APPEND_ANSWER,
    values: [taskId, organisationId, personId, answer, reason, at, periods, ...receiptValues(receipt)],
  });
  const [answered] = rows;
  if (!answered) return 'task.closed';
  await nudgeFinished(database, [answered.tasking_id]);
  return null;
}

const APPEND_ANSWER = `
  with answered as (
    update task set state = 'answered', answer = $4, reason = $5, answered_by_id = $3, answered_at = $6, late = (task.state = 'lapsed')
    where id = $1 and organisation_id = $2 and (state = 'open' or state = 'lapsed' and answer is null)
    returning id, tasking_id, operation_id, organisation_id, late
  ), asking as (
    select tasking.kind, tasking.key from tasking join answered on tasking.id = answered.tasking_id
  ), participating as (
    update participation p set state = case $4 when 'accept' then 'accepted' else 'declined' end, reason = $5, answered_at = $6
    from answered, asking
    where p.operation_id = answered.operation_id and p.organisation_id = answered.organisation_id and asking.kind = 'take-part'
    returning p.operation_id, p.organisation_id, p.state
  ), asked as (
    insert into task (tasking_id, operation_id, organisation_id)
    select t.id, t.operation_id, p.organisation_id
    from participating p join tasking t on t.operation_id = p.operation_id
    where p.state = 'accepted' and t.kind = 'report' and t.ended_at is null and t.deadline_at > $6 and t.key = any ($7)
    on conflict do nothing
  ), event as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select operation_id, 'task.answered', answered.id, organisation_id, $3, $6,
      jsonb_build_object('kind', asking.kind, 'key', asking.key, 'answer', $4::text, 'late', late) || jsonb_strip_nulls(jsonb_build_object('reason', $5::text))
    from answered, asking
  ), receipt as (
    insert into receipt (${RECEIPT_COLUMNS}) select $8, $9, $10, $11, $12, $13, $14 from answered
  )
  select tasking_id from answered`;
