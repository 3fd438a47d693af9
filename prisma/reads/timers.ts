import type { Instant } from '../../domain/clock.ts';
import type { Moment } from '../../domain/moment.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Database } from '../client.ts';

/** What stands still in a suspended operation, beside the plan in force. */
export type Timers = {
  suspendedAt: Instant;
  /** A version that somebody is writing, or has to write anew. */
  draft: { number: number; edits: number; plan: Plan } | null;
  taskings: readonly { taskingId: string; deadline: Moment }[];
  tasks: readonly { taskId: string; deadline: Moment }[];
  requests: readonly { requestId: string; until: Moment }[];
};

/** Null where the operation is not suspended. Deadlines are those that nobody had missed when it was. */
export async function readTimers({ prisma }: Database, operationId: string): Promise<Timers | null> {
  const { suspendedAt } = await prisma.operation.findUniqueOrThrow({ where: { id: operationId }, select: { suspendedAt: true } });
  if (!suspendedAt) return null;
  const ahead = { operationId, deadlineAt: { gt: suspendedAt } };
  const [latest, taskings, tasks, requests] = await Promise.all([
    prisma.planVersion.findFirstOrThrow({ where: { operationId }, orderBy: { number: 'desc' } }),
    prisma.tasking.findMany({ where: { ...ahead, endedAt: null }, select: { id: true, deadline: true } }),
    prisma.task.findMany({ where: { ...ahead, state: { in: ['open', 'answered'] } }, select: { id: true, deadline: true } }),
    prisma.extensionRequest.findMany({ where: { operationId, state: 'asked' }, select: { id: true, until: true } }),
  ]);
  const isOpen = latest.state === 'draft' || latest.state === 'returned';
  return {
    suspendedAt: suspendedAt.getTime(),
    draft: isOpen ? { number: latest.number, edits: latest.edits, plan: latest.content as unknown as Plan } : null,
    taskings: taskings.map(({ id, deadline }) => ({ taskingId: id, deadline: deadline as Moment })),
    tasks: tasks.flatMap(({ id, deadline }) => (deadline === null ? [] : [{ taskId: id, deadline: deadline as Moment }])),
    requests: requests.map(({ id, until }) => ({ requestId: id, until: until as Moment })),
  };
}
