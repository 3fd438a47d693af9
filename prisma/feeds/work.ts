import type { Instant } from '../../domain/clock.ts';
import type { Database } from '../client.ts';
import type { Tx } from '../event.ts';
import { Prisma } from '../generated/client.ts';
import { seeAll } from '../sight.ts';
import { FEED_ROW, nameBasis, readBasis, type FeedRow } from './basis.ts';
import { judgeFeed } from './judge.ts';
import { planAnew } from './record-sql.ts';

type Taken = { operationId: string; caseId: string; feedId: string | null };

/**
 * Says what is new in every feed: of up to `limit` cases that have changed, and of all cases of a feed whose basis is another one than it was. Answers
 * whether there is more to do. One feeder at a time gives the positions, and all of a round is one transaction: whoever reads never sees a
 * record appear before one that was read, and whoever dies on the way has changed nothing.
 */
export async function workFeeds({ pool, prisma }: Database, limit: number, realNow: Instant): Promise<boolean> {
  const { rows } = await pool.query<{ isThere: boolean }>({ name: 'anything-to-feed', text: ANYTHING });
  if (!rows[0]?.isThere) return false;
  return prisma.$transaction(async (tx) => {
    const [lock] = await tx.$queryRaw<{ isMine: boolean }[]>`select pg_try_advisory_xact_lock(hashtext('unfed_case')) as "isMine"`;
    if (!lock?.isMine) return false;
    await seeAll(tx);
    await planAnew(tx);
    const taken = await tx.$queryRaw<Taken[]>`
      delete from unfed_case where id in (select id from unfed_case order by id limit ${limit})
      returning operation_id::text as "operationId", case_id::text as "caseId", feed_id::text as "feedId"`;
    // Locked against those who read it, so that what they have read by now is known, and what they read next is what stands then.
    const feeds = await tx.$queryRaw<FeedRow[]>`
      select ${Prisma.raw(FEED_ROW)} from feed f join operation o on o.id = f.operation_id
      where f.state in ('active', 'paused') or f.state = 'ended' and f.last_position > 0
      order by f.id for update of f`;
    let isMore = taken.length === limit;
    for (const feed of feeds) isMore = (await workFeed(tx, feed, taken, realNow)) || isMore;
    return isMore;
  });
}

const ANYTHING = `
  select exists (select from unfed_case) or exists (select from feed where state in ('active','paused') or state = 'ended' and last_position > 0)
    as "isThere"`;

/** Whether its basis is another one than it was: then everything is judged anew, in the rounds that follow. */
async function workFeed(tx: Tx, feed: FeedRow, taken: readonly Taken[], realNow: Instant): Promise<boolean> {
  const { id, operationId } = feed;
  const basis = await readBasis(tx, feed, realNow);
  const name = await nameBasis(tx, feed, basis);
  const ours = taken.filter((each) => each.operationId === operationId && (each.feedId ?? id) === id);
  if (ours.length > 0) await judgeFeed(tx, feed, basis, [...new Set(ours.map(({ caseId }) => caseId))]);
  if (name === feed.basis) return false;
  // What was told of cases that are not there any more is recalled too.
  await tx.$executeRaw`
    insert into unfed_case (operation_id, case_id, feed_id)
    select ${operationId}::uuid, case_id, ${id}::uuid from (
      select id as case_id from case_report where operation_id = ${operationId}::uuid
      union select case_id from feed_case where feed_id = ${id}::uuid
    ) every order by case_id`;
  await tx.$executeRaw`update feed set basis = ${name} where id = ${id}::uuid`;
  return true;
}
