import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { queryAs } from '../sight.ts';
import { type Answering, nudgeFinished } from './nudges.ts';
import { answeredAs } from './period-answers.ts';
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

/** Files a nil return and answers the period's task with it. Refused where the organisation has reported a seizure of the period, or declared totals. */
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
      and not exists (
        select from declared_count d
        where d.operation_id = $2 and d.organisation_id = $3 and d.period = $5 and d.measure in ('cases', 'seizures', 'quantity') and d.amount > 0)
    returning id
  ), told as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select $2, 'nil-return.filed', id, $3, $4, $8, jsonb_build_object('period', $5::text) from filed
  ), answering as (
    select $2::uuid as operation_id, $3::uuid as organisation_id, $5::text as period, $4::uuid as person_id, $8::timestamptz as at from filed
  ), ${answeredAs('nil-return')}, receipt as (
    insert into receipt (${RECEIPT_COLUMNS}) select $9, $10, $11, $12, $13, $14, $15 from filed
  )
  select array (select tasking_id from answered) as answered from filed`;
