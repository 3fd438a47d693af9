import type { FailureCode } from '../../domain/failure.ts';
import type { Answer } from '../../domain/tasking.ts';
import type { Database } from '../client.ts';
import { queryAs } from '../sight.ts';
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
 * Appends an answer, what follows from it and its event in one statement, and leaves a nudge for the tasking when nothing else is open.
 * The update takes the task's row lock: against a ladder that is lapsing the same task, one of the two comes first. A lapsed task
 * still takes an answer, marked late, unless its silence has been taken for consent.
 */
export async function appendAnswer({ pool }: Database, given: GivenAnswer, receipt: Receipt): Promise<FailureCode | null> {
  const { taskId, organisationId, personId, answer, reason, at, periods } = given;
  const { rowCount } = await queryAs(
    pool,
    { organisations: [organisationId] },
    {
      name: 'append-answer',
      text: APPEND_ANSWER,
      values: [taskId, organisationId, personId, answer, reason, at, periods, ...receiptValues(receipt)],
    },
  );
  return rowCount === 1 ? null : 'task.closed';
}

const APPEND_ANSWER = `
  with answered as (
    update task set state = 'answered', answer = $4, reason = $5, answered_by_id = $3, answered_at = $6, late = (task.state = 'lapsed')
    where id = $1 and organisation_id = $2 and (state = 'open' or state = 'lapsed' and answer is null)
    returning id, tasking_id, operation_id, organisation_id, late
  ), remaining as (
    update tasking set open_count = open_count - 1 from answered
    where tasking.id = answered.tasking_id returning tasking.id, tasking.open_count, tasking.kind, tasking.key
  ), participating as (
    update participation p set state = case $4 when 'accept' then 'accepted' else 'declined' end, reason = $5, answered_at = $6
    from answered, remaining
    where p.operation_id = answered.operation_id and p.organisation_id = answered.organisation_id and remaining.kind = 'take-part'
    returning p.operation_id, p.organisation_id, p.state
  ), asked as (
    insert into task (tasking_id, operation_id, organisation_id)
    select t.id, t.operation_id, p.organisation_id
    from participating p join tasking t on t.operation_id = p.operation_id
    where p.state = 'accepted' and t.kind = 'report' and t.ended_at is null and t.deadline_at > $6 and t.key = any ($7)
    on conflict do nothing returning tasking_id
  ), added as (
    update tasking set open_count = open_count + 1 from asked where tasking.id = asked.tasking_id
  ), event as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select operation_id, 'task.answered', answered.id, organisation_id, $3, $6,
      jsonb_build_object('kind', remaining.kind, 'key', remaining.key, 'answer', $4::text, 'late', late) || jsonb_strip_nulls(jsonb_build_object('reason', $5::text))
    from answered, remaining
  ), nudge as (
    insert into outbox (workflow_id, signal) select 'tasking/' || id, 'nudge' from remaining where open_count = 0
  ), receipt as (
    insert into receipt (${RECEIPT_COLUMNS}) select $8, $9, $10, $11, $12, $13, $14 from answered
  )
  select id from answered`;
