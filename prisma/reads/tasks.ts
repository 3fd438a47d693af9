import { operationTime, type Clock, type Instant } from '../../domain/clock.ts';
import type { TaskingKind, TaskState } from '../../domain/tasking.ts';
import type { Database } from '../client.ts';
import { TASK, TASK_FROM, taskAt, type TaskColumns, type TaskItem } from './task-columns.ts';

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

type Row = TaskColumns & { clock: Clock };

type Timed = { task: TaskItem; now: Instant };

export async function findTask(database: Database, id: string, realNow: Instant): Promise<TaskItem | null> {
  const [task] = await listTasks(database, { id }, { after: null, limit: 1 }, realNow);
  return task ?? null;
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
    text: `select ${TASK}, p.clock ${TASK_FROM} where ${['true', ...conditions].join(' and ')} order by ${sort} limit $1`,
    values: [limit, ...(holderId ? [holderId] : []), ...names.map((name) => asked[name])],
  });
  return rows.map(({ clock, ...row }) => {
    const now = operationTime(clock, realNow);
    return { now, task: taskAt(row, now) };
  });
}

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
