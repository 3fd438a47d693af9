import { LAST_INSTANT, realWait } from '../../domain/clock.ts';
import { isoOf, type Moment } from '../../domain/moment.ts';
import { REVIEW_DAYS, reviewAgenda, reviewedIn, reviewKey, type RecordClass } from '../../domain/retention.ts';
import type { Tx } from '../event.ts';
import type { PrismaClient } from '../generated/client.ts';
import { lockOperation, type OperationNow } from '../reads/clocks.ts';
import { readEnded, type Asked, type EndedOperation } from '../reads/ended-operations.ts';
import { standings } from '../reads/retention-sql.ts';
import { standingValues } from '../reads/retention.ts';
import { seeAll } from '../sight.ts';
import { openTasking } from './taskings.ts';

export type RetentionTurn = { taskingIds: string[]; askedMonths: number | null; waitMs: number | null; isOver: boolean };

/** Leaves the start of what watches over the records behind. Belongs in the transaction that ends the operation; a second one changes nothing. */
export async function beginRetention(tx: Tx, operationId: string): Promise<void> {
  await tx.outbox.create({ data: { workflowId: `retention/${operationId}`, signal: 'retain' } });
}

/**
 * Asks every administration that has records of an operation which is over whether they are still needed, if a review is due that was not opened
 * before (`askedMonths`), and says how long to sleep, in real milliseconds. Over when no administration that takes part has any left.
 */
export async function takeRetentionTurn(
  prisma: PrismaClient,
  realNow: number,
  { operationId, askedMonths }: { operationId: string; askedMonths: number | null },
): Promise<RetentionTurn> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const operation = await lockOperation(tx, operationId, realNow);
    const ended = await readEnded(askedIn(tx), operationId);
    const owners = ended.endedAt === null ? [] : await readOwners(tx, operation, ended);
    if (ended.endedAt === null || owners.length === 0) return { taskingIds: [], askedMonths, waitMs: null, isOver: true };

    const { dueMonths, nextAt } = reviewAgenda(ended.rules, ended.endedAt.getTime(), operation.at);
    const isNew = dueMonths !== null && dueMonths !== askedMonths;
    const taskingIds = isNew ? await review(tx, operation, dueMonths, owners, reviewedIn(ended.rules, dueMonths)) : [];
    const waitMs = nextAt > LAST_INSTANT ? null : realWait(operation.clock, nextAt, realNow);
    return { taskingIds, askedMonths: dueMonths, waitMs, isOver: false };
  });
}

type Owner = { id: string; classes: RecordClass[] };

async function review(
  tx: Tx,
  operation: OperationNow,
  months: number,
  owners: readonly Owner[],
  classes: readonly RecordClass[],
): Promise<string[]> {
  const asked = owners.filter((owner) => owner.classes.some((each) => classes.includes(each))).map(({ id }) => id);
  if (asked.length === 0) return [];
  const deadline = deadlineFrom(operation.at);
  const title = `Are these records still needed? (${classes.join(', ')})`;
  const content = { operation: operation.title, asks: 'review-necessity', title, instructions: null, deadline: { ...deadline } };
  const tasking = { key: reviewKey(months), title, deadline, ladder: LADDER, silence: 'silent' } as const;
  return [
    await openTasking(tx, operation, {
      kind: 'review-necessity',
      ...tasking,
      addressees: asked,
      letter: { kind: 'task-request', content },
    }),
  ];
}

/** Whoever is silent loses its records: it is reminded twice, and others can still reach it. */
const LADDER = [
  { offsetHours: -336, tells: ['addressee', 'deputy'] },
  { offsetHours: -72, tells: ['addressee', 'deputy', 'rilo', 'coordinator'] },
] as const;

function deadlineFrom(now: number): Moment {
  const at = isoOf(now + REVIEW_DAYS * 86_400_000);
  return { wall: at.slice(0, '2026-03-31T18:00'.length), zone: 'UTC', at: `${at.slice(0, '2026-03-31T18:00'.length)}:00.000Z` };
}

/** Administrations that take, or took, part, and of which classes they have records. Whoever was only written to is not asked. */
async function readOwners(tx: Tx, { id: operationId, at }: OperationNow, ended: EndedOperation): Promise<Owner[]> {
  const { rows } = await askedIn(tx).query<Owner>(OWNERS, standingValues({ operationId, now: new Date(at) }, ended));
  return rows;
}

const OWNERS = `
  with ${standings(false)}
  select j.organisation_id::text as id, array_agg(distinct j.class) as classes
  from judged j join participation p on p.operation_id = $1 and p.organisation_id = j.organisation_id
  group by j.organisation_id order by j.organisation_id`;

/** A transaction of Prisma's, asked in SQL as a pool is. */
function askedIn(tx: Tx): Asked {
  const query = async (text: string, values: unknown[]) => ({ rows: await tx.$queryRawUnsafe(text, ...values) });
  return { query } as unknown as Asked;
}
