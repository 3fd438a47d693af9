import { isoOf, type Moment } from '../../domain/moment.ts';
import { isAskedNoMore, type Stage } from '../../domain/operation.ts';
import type { Ladder } from '../../domain/tasking.ts';
import type { Tx } from '../event.ts';
import type { PrismaClient } from '../generated/client.ts';
import { lockOperation, type OperationNow } from '../reads/clocks.ts';
import { seeAll } from '../sight.ts';
import { openTasking } from './taskings.ts';
import { readLeads } from '../reads/leads.ts';

const MINUTE_MS = 60_000;
const DUE_AFTER_MS = 3 * 24 * 60 * MINUTE_MS;
const LADDER: Ladder = [-1, 0, 7, 14, 28].map((day) => ({ offsetHours: 24 * day, tells: ['addressee'] }));

type Broken = { id: string; key: string; title: string; response: string | null };

/**
 * Asks the coordinators to mend what of a product cannot be delivered: a mailbox that was refused, a machine that is gone or has not answered for days,
 * an organisation without an address; and tells them of a bulletin that may not leave any more. Once it is answered as done, what failed is sent again
 * (prisma/facts/answers.ts). Answers the taskings that are to run.
 */
export async function raiseMendDeliveries(
  prisma: PrismaClient,
  realNow: number,
  { productId }: { productId: string },
): Promise<{ taskingIds: string[] }> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const { operationId } = await tx.product.findUniqueOrThrow({ where: { id: productId } });
    const operation = await lockOperation(tx, operationId, realNow);
    if (isAskedNoMore('mend-delivery', operation.stage as Stage)) return { taskingIds: [] };
    const leads = await readLeads(tx, operationId);
    if (leads.length === 0) return { taskingIds: [] };
    const taskingIds: string[] = [];
    for (const broken of await readBroken(tx, productId)) {
      const taskingId = await raise(tx, operation, leads, productId, broken);
      await tx.delivery.updateMany({ where: { id: broken.id }, data: { mendedById: taskingId } });
      taskingIds.push(taskingId);
    }
    return { taskingIds };
  });
}

/** A product that was cancelled goes by its own id. Of one that is called back, nobody is to bring what failed. */
async function readBroken(tx: Tx, productId: string): Promise<Broken[]> {
  return tx.$queryRaw<Broken[]>`
    select d.id::text, d.id || '/' || d.replays as key, p.name || ' (' || p.number || '): ' || o.name || ' ' || d.address as title, d.response
    from delivery d join product p on p.id = d.product_id join organisation o on o.id = d.recipient_id
    where d.product_id = ${productId}::uuid and d.state = 'failed' and d.mended_by_id is null and p.state <> 'recalled'
    union all
    select p.id::text, 'product/' || p.id, p.name || ' (' || p.number || '): ' || o.name, ${WITHHELD}
    from product p join organisation o on o.id = p.recipient_id
    where p.id = ${productId}::uuid and p.state = 'cancelled' and p.bulletin_id is not null
      and not exists (select from tasking k where k.operation_id = p.operation_id and k.kind = 'mend-delivery' and k.key = 'product/' || p.id)
    order by 1`;
}

const WITHHELD = 'What it tells of may not leave any more. It was not sent.';

async function raise(tx: Tx, operation: OperationNow, leads: readonly string[], productId: string, broken: Broken): Promise<string> {
  const { key, title, response } = broken;
  return openTasking(tx, operation, {
    kind: 'mend-delivery',
    key,
    title: title.trim(),
    instructions: response,
    deadline: dueAfter(operation.at),
    ladder: LADDER,
    silence: 'silent',
    addressees: leads,
    aboutId: productId,
    letter: {
      kind: 'task-request',
      content: { operation: operation.title, asks: 'mend-delivery', title: title.trim(), instructions: response },
    },
  });
}

function dueAfter(at: number): Moment {
  const due = isoOf(Math.floor((at + DUE_AFTER_MS) / MINUTE_MS) * MINUTE_MS);
  return { wall: due.slice(0, 16), zone: 'UTC', at: due };
}
