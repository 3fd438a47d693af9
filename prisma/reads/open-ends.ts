import type { OpenEnds } from '../../domain/closing.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Database } from '../client.ts';

/** How many of each kind are named. */
const NAMED = 5;

/** What is still open in an operation that is to be closed. Follow-ups come after the closing, so they do not hold it up. */
export async function readOpenEnds({ prisma }: Database, operationId: string, plan: Plan): Promise<OpenEnds> {
  const [tasks, invited, owing, requests, editions] = await Promise.all([
    prisma.task.findMany({
      where: { operationId, state: 'open', tasking: { endedAt: null, kind: { notIn: ['follow-up'] } } },
      select: { id: true },
      orderBy: { id: 'asc' },
    }),
    prisma.participation.findMany({ where: { operationId, state: 'invited' }, select: { organisation: { select: { code: true } } } }),
    prisma.task.findMany({
      where: { operationId, state: 'lapsed', answer: null, tasking: { kind: 'report' } },
      select: { organisation: { select: { code: true } } },
    }),
    prisma.$queryRaw<{ id: string }[]>`
      select r.id::text from extension_request r join task t on t.id = r.task_id
      where r.operation_id = ${operationId}::uuid and r.state = 'asked' and t.state in ('open', 'lapsed') order by r.id`,
    prisma.edition.findMany({ where: { operationId, stage: { not: 'returned' } }, orderBy: { number: 'desc' } }),
  ]);
  const latest = editions[0]?.taskingId;
  const disputes = latest
    ? await prisma.task.findMany({ where: { taskingId: latest, answer: 'dispute' }, select: { id: true }, orderBy: { id: 'asc' } })
    : [];
  const isPublished = (key: string): boolean => editions.some((edition) => edition.key === key && edition.stage === 'published');
  return {
    tasks: named(tasks.map(({ id }) => id)),
    participants: named([...invited, ...owing].map(({ organisation }) => organisation.code)),
    requests: named(requests.map(({ id }) => id)),
    disputes: named(disputes.map(({ id }) => id)),
    editions: named(plan.editions.map(({ key }) => key).filter((key) => !isPublished(key))),
  };
}

function named(all: readonly string[]): { count: number; some: readonly string[] } {
  const each = [...new Set(all)].toSorted();
  return { count: each.length, some: each.slice(0, NAMED) };
}
