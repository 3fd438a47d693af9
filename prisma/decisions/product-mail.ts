import type { PrismaClient } from '../generated/client.ts';
import { seeAll } from '../sight.ts';
import { CLAIM, claimedMail, claimValues, type Claim, type ClaimedMail, type ClaimedRow } from './letters.ts';
import { dropCancelled, mayStillLeave } from './product-cancellations.ts';

const BATCHES = 'product/';

/** The product whose letters a batch holds; null for every other batch. */
export function productOf(batch: string): string | null {
  return batch.startsWith(BATCHES) ? batch.slice(BATCHES.length) : null;
}

/**
 * As `claimMail` claims, a mail that brings a product, after asking whether it may still leave. A letter may have waited for its server, or for the
 * morning, for days: what was asked when it was written says nothing of now.
 */
export async function claimProductMail(
  prisma: PrismaClient,
  realNow: number,
  productId: string,
  claim: Claim,
): Promise<ClaimedMail | null> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const waiting = await tx.letter.count({ where: { batch: claim.batch, state: { in: ['queued', 'sending'] } } });
    if (waiting === 0 || !(await mayStillLeave(tx, productId, realNow))) return null;
    await dropCancelled(tx, productId);
    const rows = await tx.$queryRawUnsafe<ClaimedRow[]>(CLAIM, ...claimValues(claim));
    await tx.$executeRaw`
      update delivery set state = 'sending', attempts = attempts + 1, tried_since = coalesce(tried_since, now())
      where letter_id = any (${rows.map(({ id }) => id)}::uuid[]) and state in ('queued', 'sending')`;
    return claimedMail(rows);
  });
}
