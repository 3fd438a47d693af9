import type { QueryConfig } from 'pg';
import type { CaseReport } from '../../domain/case.ts';
import type { FailureCode } from '../../domain/failure.ts';
import { isoOf } from '../../domain/moment.ts';
import type { Database } from '../client.ts';
import { queryAs } from '../sight.ts';
import { type Answering, nudgeFinished } from './nudges.ts';
import { RECEIPT_COLUMNS, receiptValues } from './receipt-values.ts';
import type { Receipt } from './receipts.ts';

export type CaseWriting = {
  caseId: string;
  version: number;
  operationId: string;
  organisationId: string;
  personId: string;
  report: CaseReport;
  /** Phase in which each seizure lies, in their order. */
  phases: readonly string[];
  /** Reporting periods in which a seizure lies: having reported answers their tasks. */
  periods: readonly string[];
  reason: string | null;
  at: string;
};

/** Appends a case with its first version, its event and whatever its report answers, in one statement. */
export async function appendCase(database: Database, writing: CaseWriting, receipt: Receipt): Promise<void> {
  const values = [...versionValues(writing), writing.report.reference, ...receiptValues(receipt)];
  await append(database, writing, { name: 'append-case', text: APPEND_CASE, values });
}

/** Appends the next version of a case, if the owner corrects the one that it read. Nothing of an earlier version is touched. */
export async function appendCorrection(database: Database, writing: CaseWriting): Promise<FailureCode | null> {
  const query = { name: 'append-correction', text: APPEND_CORRECTION, values: versionValues(writing) };
  return (await append(database, writing, query)) ? null : 'request.stale';
}

/** Answers whether there was anything to append to. */
async function append(database: Database, { organisationId }: CaseWriting, query: QueryConfig): Promise<boolean> {
  const { rows } = await queryAs<Answering>(database.pool, { organisations: [organisationId] }, query);
  await nudgeFinished(
    database,
    rows.flatMap(({ answered }) => answered),
  );
  return rows.length > 0;
}

function versionValues({
  caseId,
  version,
  operationId,
  organisationId,
  personId,
  report,
  phases,
  periods,
  reason,
  at,
}: CaseWriting): unknown[] {
  // To the millisecond, as the phase was found: PostgreSQL would round the rest, and so move a seizure into the next period.
  const seizures = report.seizures.map(({ number, seizedAt }, i) => ({ number, seized_at: isoOf(Date.parse(seizedAt)), phase: phases[i] }));
  const lines = report.seizures.flatMap(({ number, goods }) => goods.map((line, i) => ({ ...line, seizure_number: number, line: i + 1 })));
  return [
    caseId,
    version,
    operationId,
    organisationId,
    personId,
    report,
    reason,
    at,
    JSON.stringify(seizures),
    JSON.stringify(lines),
    periods,
  ];
}

/** Rows of a version, and the tasks that having reported answers. Expects `reported (id)` before it. */
const VERSION = `
  version as (
    insert into case_version (case_id, version, operation_id, organisation_id, author_id, content, reason, received_at)
    select id, $2::int, $3::uuid, $4::uuid, $5::uuid, $6::jsonb, $7::text, $8::timestamptz from reported
  ), seizures as (
    insert into seizure (case_id, version, number, operation_id, organisation_id, phase, seized_at)
    select id, $2, s.number, $3, $4, s.phase, s.seized_at
    from reported, jsonb_to_recordset($9::jsonb) as s (number int, seized_at timestamptz, phase text)
  ), lines as (
    insert into goods_line (case_id, version, seizure_number, line, operation_id, organisation_id, heading, unit, quantity)
    select id, $2, l.seizure_number, l.line, $3, $4, l.heading, l.unit, l.quantity
    from reported, jsonb_to_recordset($10::jsonb) as l (seizure_number int, line int, heading text, unit text, quantity numeric)
  ), answered as (
    update task set state = 'answered', answer = 'reported', answered_by_id = $5, answered_at = $8, late = (task.state = 'lapsed')
    from tasking
    where tasking.operation_id = $3 and tasking.kind = 'report' and tasking.key = any ($11) and task.tasking_id = tasking.id
      and task.organisation_id = $4 and (task.state = 'open' or task.state = 'lapsed' and tasking.late = 'taken') and exists (select from reported)
    returning task.id, task.tasking_id, task.late, tasking.key
  ), answer_events as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select $3, 'task.answered', id, $4, $5, $8, jsonb_build_object('kind', 'report', 'key', key, 'answer', 'reported', 'late', late) from answered
  )`;

const APPEND_CASE = `
  with reported as (
    insert into case_report (id, operation_id, organisation_id, reference, reported_at) values ($1, $3, $4, $12, $8) returning id
  ), ${VERSION}, event as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select $3, 'case.reported', id, $4, $5, $8, jsonb_build_object('reference', $12::text) from reported
  ), receipt as (
    insert into receipt (${RECEIPT_COLUMNS}) values ($13, $14, $15, $16, $17, $18, $19)
  )
  select array (select tasking_id from answered) as answered from reported`;

const APPEND_CORRECTION = `
  with reported as (
    update case_report set version = $2 where id = $1 and operation_id = $3 and organisation_id = $4 and version = $2 - 1 returning id
  ), ${VERSION}, event as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select $3, 'case.corrected', id, $4, $5, $8, jsonb_build_object('version', $2::int, 'reason', $7::text) from reported
  )
  select array (select tasking_id from answered) as answered from reported`;
