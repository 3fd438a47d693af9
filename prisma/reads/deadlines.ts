import type { OwnDeadline } from '../../domain/calendar.ts';
import type { Moment } from '../../domain/moment.ts';
import type { TaskingKind } from '../../domain/tasking.ts';
import type { Database } from '../client.ts';

/** The tasks that an operation has given to one organisation, each with its own deadline. */
export async function listOwnDeadlines({ prisma }: Database, operationId: string, organisationId: string): Promise<OwnDeadline[]> {
  const tasks = await prisma.task.findMany({
    where: { operationId, organisationId },
    include: { tasking: { select: { kind: true, key: true, title: true } } },
    orderBy: { id: 'asc' },
  });
  return tasks.map(({ id, state, deadline, tasking: { kind, key, title } }) => ({
    taskId: id,
    kind: kind as TaskingKind,
    key,
    title,
    deadline: deadline as Moment,
    isOpen: state === 'open',
  }));
}
