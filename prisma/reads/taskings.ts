import type { Moment } from '../../domain/moment.ts';
import type { Ladder } from '../../domain/tasking.ts';
import type { Database } from '../client.ts';
import type { Prisma } from '../generated/client.ts';
import { COUNTED } from './tasks.ts';

export type TaskingItem = {
  id: string;
  kind: string;
  key: string;
  title: string;
  instructions: string | null;
  deadline: Moment;
  isLocal: boolean;
  ladder: Ladder;
  ends: string;
  silence: string;
  late: string;
  isUrgent: boolean;
  openedAt: string | null;
  endedAt: string | null;
  withdrawnReason: string | null;
  nextRungAt: string | null;
  unanswered: number;
};

export async function listTaskings({ prisma }: Database, operationId: string): Promise<TaskingItem[]> {
  const rows = await prisma.tasking.findMany({ where: { operationId }, include: COUNTED, orderBy: { openedAt: 'asc' } });
  return rows.map(taskingOf);
}

export async function findTasking({ prisma }: Database, id: string): Promise<(TaskingItem & { operationId: string }) | null> {
  const row = await prisma.tasking.findUnique({ where: { id }, include: COUNTED });
  return row && { ...taskingOf(row), operationId: row.operationId };
}

/** How many tasks of a tasking are in each state, and how many were, or by now are, late. */
export async function countTasks(
  { pool }: Database,
  { taskingId, organisationIds, at }: { taskingId: string; organisationIds: readonly string[] | undefined; at: Date },
): Promise<{ open: number; answered: number; lapsed: number; withdrawn: number; late: number }> {
  const { rows } = await pool.query<{ open: number; answered: number; lapsed: number; withdrawn: number; late: number }>({
    name: 'count-tasks',
    text: `
      select count(*) filter (where state = 'open')::int as open, count(*) filter (where state = 'answered')::int as answered,
        count(*) filter (where state = 'lapsed')::int as lapsed, count(*) filter (where state = 'withdrawn')::int as withdrawn,
        count(*) filter (where late or state in ('open', 'lapsed') and answer is null and deadline_at <= $3)::int as late
      from task where tasking_id = $1 and ($2::uuid[] is null or organisation_id = any ($2))`,
    values: [taskingId, organisationIds ? [...organisationIds] : null, at],
  });
  return rows[0] ?? { open: 0, answered: 0, lapsed: 0, withdrawn: 0, late: 0 };
}

/** Every organisation that has a task in a tasking, with the zone in which its local time is. */
export async function listAddressed(
  { pool }: Database,
  taskingId: string,
): Promise<{ id: string; code: string; zone: string | null; state: string }[]> {
  const { rows } = await pool.query<{ id: string; code: string; zone: string | null; state: string }>({
    name: 'list-addressed',
    text: 'select o.id, o.code, o.zone, t.state from task t join organisation o on o.id = t.organisation_id where t.tasking_id = $1',
    values: [taskingId],
  });
  return rows;
}

export async function isKeyTaken(
  { prisma }: Database,
  operationId: string,
  { kind, key }: { kind: string; key: string },
): Promise<boolean> {
  return (await prisma.tasking.count({ where: { operationId, kind, key } })) > 0;
}

/** The tasking by which the launch asked the invitees to take part, and how many there are. */
export async function findInvitation({ prisma }: Database, operationId: string): Promise<{ taskingId: string | null; invited: number }> {
  const tasking = await prisma.tasking.findFirst({ where: { operationId, kind: 'take-part', key: 'launch' } });
  const invited = await prisma.participation.count({ where: { operationId } });
  return { taskingId: tasking?.id ?? null, invited };
}

function taskingOf(row: Prisma.TaskingGetPayload<{ include: typeof COUNTED }>): TaskingItem {
  const { id, kind, key, title, instructions, isLocal, ends, silence, late, isUrgent, withdrawnReason } = row;
  return {
    ...{ id, kind, key, title, instructions, isLocal, ends, silence, late, isUrgent, withdrawnReason },
    deadline: row.deadline as Moment,
    ladder: row.ladder as unknown as Ladder,
    openedAt: row.openedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    nextRungAt: row.nextRungAt?.toISOString() ?? null,
    unanswered: row._count.tasks,
  };
}
