import type { QueryConfig, QueryResult, QueryResultRow } from 'pg';
import type { ConsentScope } from '../../domain/consent.ts';
import type { FigureName } from '../../domain/dispute.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { DisputeRule } from '../../domain/plan.ts';
import type { SpokenAnswer, TaskingKind } from '../../domain/tasking.ts';
import type { Database } from '../client.ts';
import { isRestricting, PARTS } from './answer-parts.ts';
import { nudgeFinished } from './nudges.ts';
import type { Receipt } from './receipts.ts';
import { oncePerPool, together } from '../together.ts';
import { restrictingLock } from '../sending.ts';
import { queryAs } from '../sight.ts';
import { RECEIPT_COLUMNS } from './receipt-values.ts';

export type GivenAnswer = {
  taskId: string;
  operationId: string;
  /** Who answers, by its person. */
  organisationId: string;
  kind: TaskingKind;
  personId: string;
  answer: SpokenAnswer;
  reason: string | null;
  details: string | null;
  /** Figures of its own that a member disputes, and no others: null where it disputes all of them, or none. */
  figures: readonly FigureName[] | null;
  /** What they hold up, by the plan. */
  disputeRule: DisputeRule;
  at: string;
  /** Answers that may be put in the place of one given before: those that this kind of task takes from people. */
  replaces: readonly SpokenAnswer[];
  /** Something was built on the answers when the tasking ended: see domain/tasking.ts. */
  isBuiltOn: boolean;
  /** Reporting periods that are open to an organisation that takes part from its phase on: it is asked for those that have begun. */
  periods: readonly string[];
  /** Somebody who takes part from now on is to be told of a meeting, which the operation does when it looks again. */
  isToldOfMeetings: boolean;
  /** How far a consent reaches that is given. */
  scope: ConsentScope & { until: string | null };
};

/**
 * Appends an answer, what follows from it and its event, with those of others that arrive meanwhile in one statement, and then a nudge for each
 * tasking in which nobody else is left to answer. The statement takes the tasks' row locks, in the order in which everybody takes them:
 * against a ladder that is lapsing the same task, one of the two comes first. Until the deadline an answer takes the place of the one before;
 * after it only a first one is taken, marked late, where the tasking takes late ones and silence has not been taken for consent.
 */
export async function appendAnswer(database: Database, given: GivenAnswer, receipt: Receipt): Promise<FailureCode | null> {
  const append = oncePerPool(database.pool, 'append-answer', () =>
    together((all: readonly Writing[]) => appendAll(database, all), COMPANY, keyOf),
  );
  return append({ given, receipt });
}

type Writing = { given: GivenAnswer; receipt: Receipt };

const COMPANY = { most: 32, lanes: 2 };

const keyOf = ({ given }: Writing): string => given.taskId;

/**
 * While more than so many others are open, nobody is the last to answer, and none has to look whether they are. More than two statements can
 * answer at the same moment, so that one of them looks; whoever else answers just then is seen at the next rung at the latest.
 */
const MANY = 2 * COMPANY.most;

type Answered = { id: string; tasking_id: string; are_many_open: boolean };

async function appendAll(database: Database, all: readonly Writing[]): Promise<(FailureCode | null)[]> {
  const parts = PARTS.filter(({ isNeeded }) => all.some(({ given }) => isNeeded(given)));
  const { rows } = await answerAll<Answered>(database, all, {
    name: `append-answers-${parts.map(({ name }) => name).join('-')}`,
    text: [ANSWERED, ...parts.map(({ sql }) => sql), FOUND].join(''),
    values: [JSON.stringify(all.map(rowOf))],
  });
  const finished = rows.filter(({ are_many_open }) => !are_many_open).map(({ tasking_id }) => tasking_id);
  await nudgeFinished(database, [...new Set(finished)]);
  const answered = new Set(rows.map(({ id }) => id));
  return Promise.all(all.map(async ({ given: { taskId } }) => (answered.has(taskId) ? null : whyNot(database, taskId))));
}

/** What may take something from somebody waits for what is about to leave; a consent is its owner's. */
function answerAll<Row extends QueryResultRow>({ pool }: Database, all: readonly Writing[], query: QueryConfig): Promise<QueryResult<Row>> {
  const restricting = all.flatMap(({ given }) => (isRestricting(given) ? [given] : []));
  if (restricting.length === 0) return pool.query<Row>(query);
  const sight = { organisations: restricting.map(({ organisationId }) => organisationId) };
  return queryAs<Row>(pool, sight, query, restrictingLock(restricting.map(({ operationId }) => operationId)));
}

function rowOf({ given: { scope, ...given }, receipt }: Writing): object {
  const { key, fingerprint, reply } = receipt;
  return { ...given, ...scope, receiptKey: key, fingerprint, ...reply };
}

/** In a suspended operation deadlines stand still: nobody is late there who was in time when it was suspended. */
const ANSWERED = `
  with given as materialized (
    select * from jsonb_to_recordset($1::jsonb) as g ("taskId" uuid, "personId" uuid, answer text, reason text, details text, figures jsonb,
      "disputeRule" text, at timestamptz, replaces text[], "isBuiltOn" boolean, headings text[], cases uuid[], purposes text[], until timestamptz, periods text[],
      "isToldOfMeetings" boolean, "receiptKey" text, fingerprint text, status smallint, location text, etag text, body jsonb)
  ), locked as materialized (
    select id from task where id = any (array(select "taskId" from given)) order by id for update
  ), before as materialized (
    select t.id, t.state, t.tasking_id, k.kind, k.key as tasking_key, k.late as late_rule, k.ended_at, t.answer as answer_before,
      t.reason as reason_before, t.answered_at as answered_before, coalesce(o.suspended_at, g.at) as due_by, g.*
    from given g
      join locked l on l.id = g."taskId"
      join task t on t.id = l.id
      join tasking k on k.id = t.tasking_id
      join operation o on o.id = t.operation_id
  ), answered as (
    update task set state = 'answered', answer = b.answer, reason = b.reason, details = to_jsonb(b.details), answered_by_id = b."personId",
      answered_at = b.at, late = (b.due_by >= task.deadline_at)
    from before b
    where task.id = b.id and task.id = any (array(select "taskId" from given)) and (
      task.state in ('open', 'lapsed') and task.answer is null and (b.due_by < task.deadline_at or b.late_rule = 'taken')
      or task.state = 'answered' and task.answer = any (b.replaces) and b.due_by < task.deadline_at
        and not (b."isBuiltOn" and b.ended_at is not null))
    returning task.id, task.tasking_id, task.operation_id, task.organisation_id, task.late
  ), moot as (
    update extension_request r set state = 'moot' from answered where r.task_id = answered.id and r.state = 'asked'
  ), event as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select a.operation_id, 'task.answered', a.id, a.organisation_id, b."personId", b.at,
      jsonb_build_object('kind', b.kind, 'key', b.tasking_key, 'answer', b.answer, 'late', a.late)
        || case when b.state = 'answered' then jsonb_build_object('isCorrection', true) else '{}'::jsonb end
        || jsonb_strip_nulls(jsonb_build_object('reason', b.reason, 'details', b.details))
    from answered a join before b on b.id = a.id order by a.id
  ), receipt as (
    insert into receipt (${RECEIPT_COLUMNS})
    select b."personId", b."receiptKey", b.fingerprint, b.status, b.location, b.etag, b.body from answered a join before b on b.id = a.id
  )`;

/** Looks once for each tasking, and not for each of its answers. */
const FOUND = `, crowded as materialized (
    select tasking_id, exists (
      select from task o where o.tasking_id = touched.tasking_id and o.answer is null and o.state in ('open', 'lapsed') offset ${MANY}
    ) as are_many_open from (select distinct tasking_id from answered) touched
  )
  select a.id, a.tasking_id, c.are_many_open from answered a join crowded c on c.tasking_id = a.tasking_id`;

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
