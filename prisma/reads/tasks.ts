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
  const rows = await prisma.tasking.findMany({ where: { operationId }, orderBy: { openedAt: 'asc' } });
  return rows.map(taskingOf);
}

export async function findTasking({ prisma }: Database, id: string): Promise<TaskingItem | null> {
  const row = await prisma.tasking.findUnique({ where: { id } });
  return row && taskingOf(row);
}

export type TaskFilter = {
  organisationIds?: readonly string[];
  operationId?: string;
  taskingId?: string;
  state?: string | undefined;
  id?: string;
};

/** Tasks by id, oldest first. `organisationIds` bounds what the caller may see. */
export async function listTasks(
  { prisma }: Database,
  filter: TaskFilter,
  { after, limit }: { after: string | null; limit: number },
): Promise<TaskItem[]> {
  const { organisationIds, operationId, taskingId, state, id } = filter;
  const rows = await prisma.task.findMany({
    where: {
      ...(organisationIds ? { organisationId: { in: [...organisationIds] } } : {}),
      ...(operationId ? { operationId } : {}),
      ...(taskingId ? { taskingId } : {}),
      ...(state ? { state } : {}),
      id: { ...(after ? { gt: after } : {}), ...(id ? { equals: id } : {}) },
    },
    include: { tasking: true, organisation: { select: { code: true } } },
    orderBy: { id: 'asc' },
    take: limit,
  });
  return rows.map(({ tasking, organisation, ...task }) => ({
    id: task.id,
    taskingId: task.taskingId,
    operationId: task.operationId,
    organisation: organisation.code,
    kind: tasking.kind,
    key: tasking.key,
    title: tasking.title,
    deadline: tasking.deadline as Moment,
    state: task.state,
    answer: task.answer,
    reason: task.reason,
    late: task.late,
    answeredAt: task.answeredAt?.toISOString() ?? null,
  }));
}

/** The tasking by which the launch asked the invitees to take part, and how many there are. */
export async function findInvitation({ prisma }: Database, operationId: string): Promise<{ taskingId: string | null; invited: number }> {
  const tasking = await prisma.tasking.findFirst({ where: { operationId, kind: 'take-part', key: 'launch' } });
  const invited = await prisma.participation.count({ where: { operationId } });
  return { taskingId: tasking?.id ?? null, invited };
}

function taskingOf(row: Prisma.TaskingGetPayload<object>): TaskingItem {
  const { id, kind, key, title, silence, openCount } = row;
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
    unanswered: openCount,
  };
}
