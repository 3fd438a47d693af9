import type { Moment } from '../../domain/moment.ts';
import type { Database } from '../client.ts';
import type { Prisma } from '../generated/client.ts';

export type TaskingItem = {
  id: string;
  kind: string;
  key: string;
  title: string;
  deadline: Moment;
  silence: string;
  openedAt: string | null;
  endedAt: string | null;
  nextRungAt: string | null;
  unanswered: number;
};

export type TaskItem = {
  id: string;
  taskingId: string;
  operationId: string;
  organisation: string;
  kind: string;
  key: string;
  title: string;
  deadline: Moment;
  state: string;
  answer: string | null;
  reason: string | null;
  late: boolean;
  answeredAt: string | null;
};

export async function listTaskings({ prisma }: Database, operationId: string): Promise<TaskingItem[]> {
  const rows = await prisma.tasking.findMany({ where: { operationId }, include: COUNTED, orderBy: { openedAt: 'asc' } });
  return rows.map(taskingOf);
}

export async function findTasking({ prisma }: Database, id: string): Promise<TaskingItem | null> {
  const row = await prisma.tasking.findUnique({ where: { id }, include: COUNTED });
  return row && taskingOf(row);
}

/** Tasks of which a tasking still waits for an answer, also after the deadline; silence that was taken for consent is an answer. */
export const UNANSWERED = { state: { in: ['open', 'lapsed'] }, answer: null };

/** Counted when it is asked for, see prisma/facts/nudges.ts. */
export const COUNTED = { _count: { select: { tasks: { where: UNANSWERED } } } };

export type TaskFilter = {
  organisationIds?: readonly string[];
  operationId?: string;
  taskingId?: string;
  state?: string | undefined;
  id?: string;
};

/** Tasks by id, oldest first. `organisationIds` bounds what the caller may see. */
export async function listTasks(
  { pool }: Database,
  { organisationIds, operationId, taskingId, state, id }: TaskFilter,
  { after, limit }: { after: string | null; limit: number },
): Promise<TaskItem[]> {
  const asked = { organisationIds: organisationIds && [...organisationIds], operationId, taskingId, state, id, after: after ?? undefined };
  const names = (Object.keys(CONDITIONS) as (keyof typeof CONDITIONS)[]).filter((name) => asked[name] !== undefined);
  const conditions = names.map((name, i) => CONDITIONS[name](`$${i + 2}`));
  const { rows } = await pool.query<Omit<TaskItem, 'answeredAt'> & { answeredAt: Date | null }>({
    name: `list-tasks-${names.join('-')}`,
    text: `${TASK} where ${['true', ...conditions].join(' and ')} order by t.id limit $1`,
    values: [limit, ...names.map((name) => asked[name])],
  });
  return rows.map(({ answeredAt, ...task }) => ({ ...task, answeredAt: answeredAt?.toISOString() ?? null }));
}

const TASK = `
  select t.id, t.tasking_id as "taskingId", t.operation_id as "operationId", o.code as organisation, k.kind, k.key, k.title, k.deadline,
    t.state, t.answer, t.reason, t.late, t.answered_at as "answeredAt"
  from task t join tasking k on k.id = t.tasking_id join organisation o on o.id = t.organisation_id`;

/** Only those that are asked for stand in the statement: with all of them in it, PostgreSQL could use no index. */
const CONDITIONS = {
  organisationIds: (values: string) => `t.organisation_id = any (${values})`,
  operationId: (value: string) => `t.operation_id = ${value}`,
  taskingId: (value: string) => `t.tasking_id = ${value}`,
  state: (value: string) => `t.state = ${value}`,
  id: (value: string) => `t.id = ${value}`,
  after: (value: string) => `t.id > ${value}`,
};

/** The tasking by which the launch asked the invitees to take part, and how many there are. */
export async function findInvitation({ prisma }: Database, operationId: string): Promise<{ taskingId: string | null; invited: number }> {
  const tasking = await prisma.tasking.findFirst({ where: { operationId, kind: 'take-part', key: 'launch' } });
  const invited = await prisma.participation.count({ where: { operationId } });
  return { taskingId: tasking?.id ?? null, invited };
}

function taskingOf(row: Prisma.TaskingGetPayload<{ include: typeof COUNTED }>): TaskingItem {
  const { id, kind, key, title, silence } = row;
  return {
    id,
    kind,
    key,
    title,
    deadline: row.deadline as Moment,
    silence,
    openedAt: row.openedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    nextRungAt: row.nextRungAt?.toISOString() ?? null,
    unanswered: row._count.tasks,
  };
}
