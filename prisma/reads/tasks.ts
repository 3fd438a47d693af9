import { operationTime, type Clock, type Instant } from '../../domain/clock.ts';
import type { Moment } from '../../domain/moment.ts';
import { lateByHours, type TaskingKind, type TaskState } from '../../domain/tasking.ts';
import type { Database } from '../client.ts';

export type TaskItem = {
  id: string;
  taskingId: string;
  operationId: string;
  organisation: string;
  organisationName: string;
  kind: TaskingKind;
  key: string;
  title: string;
  instructions: string | null;
  deadline: Moment;
  state: TaskState;
  answer: string | null;
  reason: string | null;
  details: string | null;
  late: boolean;
  /** Hours after its deadline: when it was answered, or by now. Null while it is in time. */
  lateByHours: number | null;
  answeredAt: string | null;
  answeredBy: string | null;
  /** Whom it was handed to, or else whoever is its administration's contact now. */
  holder: string | null;
  /** Id of whom it was handed to, if to anybody. */
  holderId: string | null;
  withdrawnReason: string | null;
  /** The last time that more time was asked for. */
  extension: { id: string; state: string; until: Moment; reason: string } | null;
};

/** Tasks of which a tasking still waits for an answer, also after the deadline; silence that was taken for consent is an answer. */
export const UNANSWERED = { state: { in: ['open', 'lapsed'] }, answer: null };

/** Counted when it is asked for, see prisma/facts/nudges.ts. */
export const COUNTED = { _count: { select: { tasks: { where: UNANSWERED } } } };

/** Kinds of task by what somebody is to the administration that is asked, and those that whoever holds the task may answer. */
export type Answerable = { byRelation: Readonly<Record<string, readonly TaskingKind[]>>; byHolder: readonly TaskingKind[] };

export type TaskFilter = {
  organisationIds?: readonly string[] | undefined;
  operationId?: string | undefined;
  taskingId?: string | undefined;
  states?: readonly TaskState[] | undefined;
  kind?: string | undefined;
  /** What the holder of the page may answer. */
  answerable?: Answerable | undefined;
  /** Code of one organisation. */
  organisation?: string | undefined;
  /** Code of the regional office that follows the addressee up. */
  rilo?: string | undefined;
  /** Answered late, or unanswered after the deadline. The instant is the operation's, so that this goes with one operation only. */
  lateAt?: Date | undefined;
  /** What still takes an answer, late ones included. */
  waits?: true | undefined;
  id?: string | undefined;
};

/** `holderId` puts the tasks that this person holds before the others. */
export type TaskPage = { after: string | null; limit: number; holderId?: string };

type Row = Omit<TaskItem, 'answeredAt' | 'holder' | 'lateByHours'> & { clock: Clock; answeredAt: Date | null };

type Timed = { task: TaskItem; now: Instant };

export async function findTask(database: Database, id: string, realNow: Instant): Promise<TaskItem | null> {
  const [task] = await listTasks(database, { id }, { after: null, limit: 1 }, realNow);
  return task ?? null;
}

/** A task of this organisation, for what it says about it. Who holds it is not looked up: an answer is to cost as little as it can. */
export async function findOwnTask(database: Database, id: string, organisationId: string, realNow: Instant): Promise<TaskItem | null> {
  const [found] = await readTasks(database, { id, organisationIds: [organisationId] }, { after: null, limit: 1 }, realNow);
  return found?.task ?? null;
}

/** Tasks by id, oldest first, each with who holds it now. `organisationIds` bounds what the caller may see. */
export async function listTasks(database: Database, filter: TaskFilter, page: TaskPage, realNow: Instant): Promise<TaskItem[]> {
  const found = await readTasks(database, filter, page, realNow);
  const holders = await findHolders(database, found);
  return found.map(({ task }) => ({ ...task, holder: holders.get(task.id) ?? null }));
}

async function readTasks({ pool }: Database, filter: TaskFilter, { after, limit, holderId }: TaskPage, realNow: Instant): Promise<Timed[]> {
  const sort = holderId ? `(case when t.holder_id = $2 then '0' else '1' end || t.id::text)` : 't.id';
  const isHeld = holderId ? 't.holder_id = $2' : 'false';
  const asked = { ...filter, answerable: filter.answerable && JSON.stringify(filter.answerable), after: after ?? undefined };
  const all = Object.keys(CONDITIONS) as (keyof typeof CONDITIONS)[];
  const names = all.filter((name) => asked[name] !== undefined);
  const first = holderId ? 3 : 2;
  const conditions = names.map((name, i) => CONDITIONS[name](`$${i + first}`, { sort, isHeld }));
  const { rows } = await pool.query<Row>({
    name: `list-tasks-${holderId ? 'inbox-' : ''}${names.map((name) => all.indexOf(name)).join('-')}`, // a name has room for 63 bytes
    text: `select ${TASK} ${FROM} where ${['true', ...conditions].join(' and ')} order by ${sort} limit $1`,
    values: [limit, ...(holderId ? [holderId] : []), ...names.map((name) => asked[name])],
  });
  return rows.map(({ clock, answeredAt, ...row }) => {
    const now = operationTime(clock, realNow);
    const late = lateByHours({ ...row, answeredAt: answeredAt?.getTime() ?? null }, now);
    return { now, task: { ...row, answeredAt: answeredAt?.toISOString() ?? null, lateByHours: late, holder: null } };
  });
}

const TASK = `
  t.id, t.tasking_id as "taskingId", t.operation_id as "operationId", o.code as organisation, o.name as "organisationName", k.kind, k.key, k.title, k.instructions,
  t.deadline, t.state, t.answer, t.reason, t.details #>> '{}' as details, t.late, t.answered_at as "answeredAt",
  (select name from person where id = t.answered_by_id) as "answeredBy", t.holder_id as "holderId", t.withdrawn_reason as "withdrawnReason", p.clock,
  (select jsonb_build_object('id', e.id, 'state', e.state, 'until', e.until, 'reason', e.reason) from extension_request e
   where e.task_id = t.id order by e.id desc limit 1) as extension`;
const FROM = `
  from task t join tasking k on k.id = t.tasking_id join organisation o on o.id = t.organisation_id join operation p on p.id = t.operation_id`;

type Sorting = { sort: string; isHeld: string };

/** Only those that are asked for stand in the statement: with all of them in it, PostgreSQL could use no index. */
const CONDITIONS = {
  organisationIds: (values: string) => `t.organisation_id = any (${values})`,
  operationId: (value: string) => `t.operation_id = ${value}`,
  taskingId: (value: string) => `t.tasking_id = ${value}`,
  states: (values: string) => `t.state = any (${values})`,
  kind: (value: string) => `k.kind = ${value}`,
  answerable: (kinds: string, { isHeld }: Sorting) => `
    (${kinds}::jsonb #> '{byHolder}' ? k.kind and ${isHeld} or exists (
      select from unnest(speaks_as($2, t.operation_id, t.organisation_id, operation_time(p.clock, now()))) as relation
      where ${kinds}::jsonb #> array['byRelation', relation] ? k.kind))`,
  organisation: (value: string) => `o.code = ${value}`,
  rilo: (value: string) =>
    `exists (select from participation i where i.operation_id = t.operation_id and i.organisation_id = t.organisation_id and i.rilo = ${value})`,
  lateAt: (at: string) => `(t.late or t.state in ('open', 'lapsed') and t.answer is null and t.deadline_at <= ${at})`,
  waits: (value: string) =>
    `${value}::boolean and p.stage = any ('{running,suspended,closed}') and (t.state = 'open' or t.state = 'lapsed' and t.answer is null and k.late = 'taken')`,
  id: (value: string) => `t.id = ${value}`,
  after: (value: string, { sort }: Sorting) => `${sort} > ${value}`,
};

/** Who holds each of these open tasks at the instant of its operation. */
async function findHolders({ pool }: Database, tasks: readonly Timed[]): Promise<Map<string, string>> {
  if (tasks.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; name: string }>({
    name: 'find-holders',
    text: `
      select t.id, holder.name from unnest($1::uuid[], $2::timestamptz[]) as asked (id, at) join task t on t.id = asked.id
        cross join lateral (
          select p.name from task_addresses(t, 'addressee', asked.at) a join person p on p.id = a.person_id order by p.name limit 1) holder
      where t.state in ('open', 'lapsed')`,
    values: [tasks.map(({ task }) => task.id), tasks.map(({ now }) => new Date(now))],
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
