import type { FailureCode } from '../../domain/failure.ts';
import type { SpokenAnswer, TaskingKind } from '../../domain/tasking.ts';
import type { Database } from '../client.ts';
import { nudgeFinished } from './nudges.ts';
import type { Receipt } from './receipts.ts';
import { RECEIPT_COLUMNS, receiptValues } from './receipt-values.ts';

export type GivenAnswer = {
  taskId: string;
  kind: TaskingKind;
  personId: string;
  answer: SpokenAnswer;
  reason: string | null;
  details: string | null;
  at: string;
  /** Answers that may be put in the place of one given before: those that this kind of task takes from people. */
  replaces: readonly SpokenAnswer[];
  /** Something was built on the answers when the tasking ended: see domain/tasking.ts. */
  isBuiltOn: boolean;
  /** Reporting periods that are open to an organisation that takes part from its phase on: it is asked for those that have begun. */
  periods: readonly string[];
  /** Somebody who takes part from now on is to be told of a meeting, which the operation does when it looks again. */
  isToldOfMeetings: boolean;
};

/**
 * Appends an answer, what follows from it and its event in one statement, and then a nudge for the tasking when nobody else is left to answer.
 * The update takes the task's row lock: against a ladder that is lapsing the same task, one of the two comes first. Until the deadline an
 * answer takes the place of the one before; after it only a first one is taken, marked late, where the tasking takes late ones and silence
 * has not been taken for consent.
 */
export async function appendAnswer(database: Database, given: GivenAnswer, receipt: Receipt): Promise<FailureCode | null> {
  const { taskId, personId, answer, reason, details, at, replaces, isBuiltOn, periods, isToldOfMeetings } = given;
  const course = courseOf(given);
  const { rows } = await database.pool.query<{ tasking_id: string; are_many_open: boolean }>({
    name: `append-answer-${course}`,
    text: APPEND_ANSWER[course],
    values: [
      ...[taskId, personId, answer, reason, details, at, replaces, isBuiltOn],
      ...receiptValues(receipt),
      ...(course === 'joins' ? [periods, isToldOfMeetings] : []),
    ],
  });
  const [answered] = rows;
  if (!answered) return whyNot(database, taskId);
  if (!answered.are_many_open) await nudgeFinished(database, [answered.tasking_id]);
  return null;
}

/** What an answer brings about beside itself; the statement has just the parts for that, since each costs time even where it does nothing. */
type Course = 'plain' | 'accepts' | 'joins' | 'declines';

function courseOf({ kind, answer, periods, isToldOfMeetings }: GivenAnswer): Course {
  if (kind !== 'take-part') return 'plain';
  if (answer === 'decline') return 'declines';
  return periods.length > 0 || isToldOfMeetings ? 'joins' : 'accepts';
}

/**
 * While more than so many others are open, nobody is the last to answer, and none has to look whether they are. Of as many last answers at the
 * very same moment none would look; the tasking then ends at its next rung.
 */
const MANY = 20;

/** In a suspended operation deadlines stand still: nobody is late there who was in time when it was suspended. */
const ANSWERED = `
  with before as (
    select t.id, t.state, k.kind, k.key, coalesce(o.suspended_at, $6) as due_by
    from task t join tasking k on k.id = t.tasking_id join operation o on o.id = t.operation_id where t.id = $1
  ), answered as (
    update task set state = 'answered', answer = $3, reason = $4, details = to_jsonb($5::text), answered_by_id = $2, answered_at = $6,
      late = (before.due_by >= task.deadline_at)
    from tasking k, before
    where task.id = $1 and k.id = task.tasking_id and (
      task.state in ('open', 'lapsed') and task.answer is null and (before.due_by < task.deadline_at or k.late = 'taken')
      or task.state = 'answered' and task.answer = any ($7) and before.due_by < task.deadline_at and not ($8 and k.ended_at is not null))
    returning task.id, task.tasking_id, task.operation_id, task.organisation_id, task.late
  ), moot as (
    update extension_request r set state = 'moot' from answered where r.task_id = answered.id and r.state = 'asked'
  ), event as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select operation_id, 'task.answered', answered.id, organisation_id, $2, $6,
      jsonb_build_object('kind', before.kind, 'key', before.key, 'answer', $3::text, 'late', late)
        || case when before.state = 'answered' then jsonb_build_object('isCorrection', true) else '{}'::jsonb end
        || jsonb_strip_nulls(jsonb_build_object('reason', $4::text, 'details', $5::text))
    from answered, before
  ), receipt as (
    insert into receipt (${RECEIPT_COLUMNS}) select $9, $10, $11, $12, $13, $14, $15 from answered
  )`;

const PARTICIPATING = `, participating as (
    update participation p set state = case $3 when 'accept' then 'accepted' else 'declined' end, reason = $4, answered_at = $6
    from answered
    where p.operation_id = answered.operation_id and p.organisation_id = answered.organisation_id and p.state <> 'withdrawn'
    returning p.operation_id, p.organisation_id
  )`;

/** Whoever accepts, perhaps after declining, is asked for the reports of the open periods, and told of the meetings ahead. */
const ASKED = `, asked as (
    insert into task (tasking_id, operation_id, organisation_id, deadline, deadline_at, climbed_to)
    select k.id, k.operation_id, p.organisation_id, due.moment, due.at, least($6, due.at - interval '1 millisecond')
    from participating p
      join tasking k on k.operation_id = p.operation_id
      join organisation o on o.id = p.organisation_id
      cross join lateral (select moment, (moment ->> 'at')::timestamptz as at from deadline_of(k, o.zone) as moment) due
    where k.kind = 'report' and k.ended_at is null and k.deadline_at > $6 and k.key = any ($16)
    on conflict (tasking_id, organisation_id) do update set state = 'open', withdrawn_reason = null where task.state = 'withdrawn'
    returning tasking_id
  ), nudges as (
    insert into outbox (workflow_id, signal)
    select distinct 'tasking/' || tasking_id, 'nudge' from asked
    union all
    select 'operation/' || operation_id, 'nudge' from participating where $17
  )`;

/** Whoever declines, perhaps after accepting, is asked for no reports any more. */
const RELEASED = `, released as (
    update task set state = 'withdrawn', withdrawn_reason = $4
    from participating p, tasking k
    where k.operation_id = p.operation_id and k.kind = 'report' and task.tasking_id = k.id
      and task.organisation_id = p.organisation_id and task.state in ('open', 'lapsed')
    returning task.tasking_id
  ), nudges as (
    insert into outbox (workflow_id, signal) select distinct 'tasking/' || tasking_id, 'nudge' from released
  )`;

const FOUND = `
  select tasking_id, exists (
    select from task o where o.tasking_id = answered.tasking_id and o.answer is null and o.state in ('open', 'lapsed') offset ${MANY}
  ) as are_many_open from answered`;

const APPEND_ANSWER: Record<Course, string> = {
  plain: ANSWERED + FOUND,
  accepts: ANSWERED + PARTICIPATING + FOUND,
  joins: ANSWERED + PARTICIPATING + ASKED + FOUND,
  declines: ANSWERED + PARTICIPATING + RELEASED + FOUND,
};

async function whyNot({ pool }: Database, taskId: string): Promise<FailureCode> {
  const { rows } = await pool.query<{ refuses_late: boolean }>({
    name: 'why-no-answer',
    text: `
      select t.state in ('open', 'lapsed') and t.answer is null and k.late = 'refused' as refuses_late
      from task t join tasking k on k.id = t.tasking_id where t.id = $1`,
    values: [taskId],
  });
  return rows[0]?.refuses_late ? 'task.too-late' : 'task.closed';
}
