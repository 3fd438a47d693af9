import type { Open, OpenEnds } from '../../domain/closing.ts';
import type { EditionRule, Plan } from '../../domain/plan.ts';
import type { Database } from '../client.ts';
import type { Tx } from '../event.ts';
import { seeAll } from '../sight.ts';

/** The same for whoever asks outside a transaction. */
export function findOpenEnds({ prisma }: Database, operationId: string, plan: Plan): Promise<OpenEnds> {
  return prisma.$transaction((tx) => readOpenEnds(tx, operationId, plan));
}

/** What is still open in an operation that is to be closed. Follow-ups come after the closing, so they do not hold it up. */
export async function readOpenEnds(tx: Tx, operationId: string, plan: Plan): Promise<OpenEnds> {
  await seeAll(tx);
  const [tasks, invited, owing, requests, reviews, editions] = await Promise.all([
    tx.task.findMany({
      where: { operationId, state: 'open', tasking: { endedAt: null, kind: { notIn: ['follow-up'] } } },
      select: { id: true },
      orderBy: { id: 'asc' },
    }),
    tx.participation.findMany({ where: { operationId, state: 'invited' }, select: { organisation: { select: { code: true } } } }),
    tx.task.findMany({
      where: { operationId, state: 'lapsed', answer: null, tasking: { kind: 'report' } },
      select: { id: true, organisation: { select: { code: true } } },
    }),
    tx.$queryRaw<{ id: string }[]>`
      select r.id::text from extension_request r join task t on t.id = r.task_id
      where r.operation_id = ${operationId}::uuid and r.state = 'asked' and t.state in ('open', 'lapsed') order by r.id`,
    tx.$queryRaw<{ id: string }[]>`
      select id::text from case_warning where operation_id = ${operationId}::uuid and settled_at is null order by id`,
    tx.edition.findMany({ where: { operationId, stage: { not: 'returned' } }, orderBy: { number: 'desc' } }),
  ]);
  const latest = editions[0]?.taskingId;
  const disputes = latest
    ? await tx.task.findMany({ where: { taskingId: latest, answer: 'dispute' }, select: { id: true }, orderBy: { id: 'asc' } })
    : [];
  const isPublished = (key: string): boolean => editions.some((edition) => edition.key === key && isDone(edition));
  return {
    tasks: tasks.map(({ id }) => open(id)),
    participants: [
      ...invited.map(({ organisation: { code } }) => open(code, `invited/${code}`)),
      ...owing.map(({ id, organisation: { code } }) => open(code, id)),
    ],
    requests: requests.map(({ id }) => open(id)),
    reviews: reviews.map(({ id }) => open(id)),
    disputes: disputes.map(({ id }) => open(id, `dispute/${id}`)),
    editions: plan.editions.flatMap(({ key }) => (isPublished(key) ? [] : [open(key, `edition/${key}`)])),
  };
}

/** What is signed and waits for the closing is done, as far as the closing is concerned. */
function isDone({ stage, rule }: { stage: string; rule: unknown }): boolean {
  return stage === 'published' || (stage === 'embargoed' && (rule as EditionRule).embargoEvent === 'operation-closed');
}

function open(name: string, key = name): Open {
  return { key, name };
}
