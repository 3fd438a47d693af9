import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { queryAs } from '../sight.ts';
import { type Answering, nudgeFinished } from './nudges.ts';
import { RECEIPT_COLUMNS, receiptValues } from './receipt-values.ts';
import type { Receipt } from './receipts.ts';

export type NilReturn = {
  id: string;
  operationId: string;
  organisationId: string;
  personId: string;
  period: string;
  from: string;
  until: string;
  at: string;
};

/** Files a nil return and answers the period's task with it. Refused where the organisation has reported a seizure of the period. */
export async function appendNilReturn(database: Database, nil: NilReturn, receipt: Receipt): Promise<FailureCode | null> {
  const { id, operationId, organisationId, personId, period, from, until, at } = nil;
  const values = [id, operationId, organisationId, personId, period, from, until, at, ...receiptValues(receipt)];
  const { rows } = await queryAs<Answering>(
    database.pool,
    { organisations: [organisationId] },
    { name: 'append-nil-return', text: APPEND_NIL_RETURN, values },
  );
  const [filed] = rows;
  if (!filed) return 'nil-return.contradicted';
  await nudgeFinished(database, filed.answered);
  return null;
}

/** Only the latest version of a case speaks: a seizure that was corrected away does not contradict a nil return. */
const APPEND_NIL_RETURN = `
  with filed as (
    insert into nil_return (id, operation_id, organisation_id, person_id, period, received_at)
    select $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::text, $8::timestamptz
    where not exists (
      select from case_report c join seizure s on s.case_id = c.id and s.version = c.version
      where c.operation_id = $2 and c.organisation_id = $3 and s.seized_at >= $6::timestamptz and s.seized_at < $7::timestamptz)
    returning id
  ), answered as (
    update task set state = 'answered', answer = 'nil-return', answered_by_id = $4, answered_at = $8, late = (task.state = 'lapsed')
    from tasking
    where tasking.operation_id = $2 and tasking.kind = 'report' and tasking.key = $5 and task.tasking_id = tasking.id
      and task.organisation_id = $3 and (task.state = 'open' or task.state = 'lapsed' and tasking.late = 'taken') and exists (select from filed)
    returning task.id, task.tasking_id, task.late
  ), events as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select $2, 'nil-return.filed', id, $3, $4, $8, jsonb_build_object('period', $5::text) from filed
    union all
    select $2, 'task.answered', id, $3, $4, $8, jsonb_build_object('kind', 'report', 'key', $5::text, 'answer', 'nil-return', 'late', late) from answered
  ), receipt as (
    insert into receipt (${RECEIPT_COLUMNS}) select $9, $10, $11, $12, $13, $14, $15 from filed
  )
  select array (select tasking_id from answered) as answered from filed`;
