import type { Instant } from '../../domain/clock.ts';
import type { Database } from '../client.ts';
import type { Tx } from '../event.ts';
import { Prisma } from '../generated/client.ts';
import { seeAll } from '../sight.ts';
import { FEED_ROW, nameBasis, readBasis, type FeedRow } from './basis.ts';
import { judgeFeed } from './judge.ts';

/**
 * Says what is new in every feed: of up to `limit` cases that have changed, and of all cases of a feed whose basis is another one than it was. Answers
 * how many changes it took. One feeder at a time gives the positions, and all of a round is one transaction: whoever reads never sees a
 * record appear before one that was read, and whoever dies on the way has changed nothing.
 */
export async function workFeeds({ pool, prisma }: Database, limit: number, realNow: Instant): Promise<number> {
  const { rows } = await pool.query<{ isThere: boolean }>({ name: 'anything-to-feed', text: ANYTHING });
  if (!rows[0]?.isThere) return 0;
  return prisma.$transaction(async (tx) => {
    const [lock] = await tx.$queryRaw<{ isMine: boolean }[]>`select pg_try_advisory_xact_lock(hashtext('unfed_case')) as "isMine"`;
    if (!lock?.isMine) return 0;
    await seeAll(tx);
    const taken = await tx.$queryRaw<{ operationId: string; caseId: string }[]>`
      delete from unfed_case where id in (select id from unfed_case order by id limit ${limit})
      returning operation_id::text as "operationId", case_id::text as "caseId"`;
    // Locked against those who read it, so that what they have read by now is known, and what they read next is what stands then.
    const feeds = await tx.$queryRaw<FeedRow[]>`
      select ${Prisma.raw(FEED_ROW)} from feed f join operation o on o.id = f.operation_id
      where f.state in ('active', 'paused') or f.state = 'ended' and f.last_position > 0
      order by f.id for update of f`;
    for (const feed of feeds) await workFeed(tx, feed, taken, realNow);
    return taken.length;
  });
}

const ANYTHING = `
  select exists (select from unfed_case) or exists (select from feed where state in ('active','paused') or state = 'ended' and last_position > 0)
    as "isThere"`;

async function workFeed(tx: Tx, feed: FeedRow, taken: readonly { operationId: string; caseId: string }[], realNow: Instant): Promise<void> {
  const basis = await readBasis(tx, feed, realNow);
  const name = await nameBasis(tx, feed, basis);
  const cases = taken.filter(({ operationId }) => operationId === feed.operationId).map(({ caseId }) => caseId);
  if (name !== feed.basis) await judgeFeed(tx, feed, basis, null);
  else if (cases.length > 0) await judgeFeed(tx, feed, basis, [...new Set(cases)]);
  if (name !== feed.basis) await tx.$executeRaw`update feed set basis = ${name} where id = ${feed.id}::uuid`;
}
