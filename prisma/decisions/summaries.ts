import { v7 } from 'uuid';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Window } from '../../domain/cadence.ts';
import type { ProductContent, ProductLines } from '../../domain/product.ts';
import type { SubscriptionTerms } from '../../domain/subscription.ts';
import type { KnownCells } from '../../domain/summary.ts';
import { keepCaseSet, sha256Of } from '../case-set.ts';
import { askForConsent } from './consents.ts';
import { queueDeliveries } from './deliveries.ts';
import { appendEvent, type Tx } from '../event.ts';
import { Prisma, type PrismaClient, type Product, type Subscription } from '../generated/client.ts';
import { readOperationNow, readPlanInForce } from '../reads/clocks.ts';
import { JUDGED, readUnasked } from '../reads/judged-reports.ts';
import { composeSummary } from '../reads/summaries.ts';
import { withheldSince } from '../reads/withheld-since.ts';
import { seeAll } from '../sight.ts';

export type SummaryRequest = { subscriptionId: string; window: Window };

/** A summary that has been worked out, and is no product yet: what it carries is kept, so that its lines can be written. */
export type DraftSummary = {
  operationId: string;
  recipientId: string;
  terms: SubscriptionTerms;
  content: ProductContent;
  cells: KnownCells;
  caseSetId: string;
  detail: string;
  editionId: string | null;
  previousId: string | null;
  /** Owners who have not agreed to something being in it. */
  unasked: readonly string[];
};

/** Counting a large operation for one recipient takes seconds. */
const PATIENCE = { isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead, timeout: 120_000, maxWait: 60_000 };

/** The product of a window that has been made already, or null. */
export async function findSummary(prisma: PrismaClient, { subscriptionId, window }: SummaryRequest): Promise<{ productId: string } | null> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const made = await findMade(tx, subscriptionId, window);
    return made && { productId: made.id };
  });
}

/** Works a summary out as of one moment; null where its operation was cancelled. Nothing of it is a product before `keepSummary`. */
export async function draftSummary(
  prisma: PrismaClient,
  realNow: number,
  { subscriptionId, window }: SummaryRequest,
): Promise<DraftSummary | null> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const subscription = await tx.subscription.findUniqueOrThrow({ where: { id: subscriptionId } });
    const operation = await readOperationNow(tx, subscription.operationId, realNow);
    if (operation.stage === 'cancelled') return null;
    const terms = await readTerms(tx, subscriptionId, window.version);
    const composed = await composeSummary(tx, { id: v7(), operation, subscription, terms, window });
    const { release, content, cells, editionId, previousId } = composed;
    const carried = { with: JUDGED, cases: Prisma.sql`select case_id, version from released` };
    const { id: caseSetId } = await keepCaseSet(tx, operation.id, carried);
    const recipientId = subscription.organisationId;
    const unasked = await readUnasked(tx);
    return {
      unasked,
      operationId: operation.id,
      recipientId,
      terms,
      content,
      cells,
      caseSetId,
      detail: release.detail,
      editionId,
      previousId,
    };
  }, PATIENCE);
}

/** Makes a product of it, unless there is one of its window. Answers the one that there is then. */
export async function keepSummary(
  prisma: PrismaClient,
  { subscriptionId, window, draft, lines }: SummaryRequest & { draft: DraftSummary; lines: ProductLines | null },
): Promise<{ productId: string }> {
  const { operationId, recipientId, terms, caseSetId, detail, editionId, previousId, cells, unasked } = draft;
  const content: ProductContent = lines ? { ...draft.content, lines } : draft.content;
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    await tx.$queryRaw`select from subscription where id = ${subscriptionId}::uuid for no key update`;
    const made = await findMade(tx, subscriptionId, window);
    if (made) return { productId: made.id };
    const at = new Date(content.madeAt);
    await tx.product.create({
      data: {
        ...{ id: content.id, operationId, recipientId, subscriptionId, kind: terms.kind, number: content.number, name: content.name },
        ...{ windowFrom: new Date(window.from), windowUntil: new Date(window.until), cutOffAt: new Date(content.cutOffAt), madeAt: at },
        ...{ detail, purpose: terms.scope.purpose, caseSetId, editionId, previousId },
        content: content,
        cells: cells,
        sha256: sha256Of(canonicalJson(content)),
      },
    });
    await appendEvent(tx, {
      ...{ type: 'product.made', at, operationId, subjectId: content.id, organisationId: recipientId },
      data: { subscriptionId, name: content.name, number: content.number, until: content.window?.until ?? '' },
    });
    const operation = { ...(await readOperationNow(tx, operationId, at.getTime())), at: at.getTime() };
    await askForConsent(tx, operation, { recipientId, ownerIds: unasked, purpose: terms.scope.purpose });
    return { productId: content.id };
  });
}

/**
 * Lets a summary go, if its recipient may still have all of it; what it may not have any more would be left out of another one, made in its place.
 * From here on its window is told of.
 */
export async function releaseSummary(
  prisma: PrismaClient,
  realNow: number,
  { productId }: { productId: string },
): Promise<{ outcome: 'released' | 'stale' | 'over' }> {
  return prisma.$transaction(
    async (tx) => {
      await seeAll(tx);
      await tx.$queryRaw`select from product where id = ${productId}::uuid for no key update`;
      const product = await tx.product.findUniqueOrThrow({ where: { id: productId } });
      if (product.state === 'cancelled') return { outcome: 'stale' };
      if (product.state !== 'made') return { outcome: 'released' };
      const operation = await readOperationNow(tx, product.operationId, realNow);
      const at = new Date(operation.at);
      const { plan } = await readPlanInForce(tx, operation.id);
      const withheld = (await withheldSince(tx, productId, plan, at)).length;
      const isOver = operation.stage === 'cancelled';
      if (isOver || withheld > 0) {
        await tx.product.update({
          where: { id: productId },
          data: { state: 'cancelled', cancelledFor: isOver ? 'recipient' : 'withheld' },
        });
        await tell(tx, 'product.cancelled', product, at, { withheld });
        return { outcome: isOver ? 'over' : 'stale' };
      }
      await tx.product.update({ where: { id: productId }, data: { state: 'released' } });
      const { subscriptionId, recipientId, windowUntil } = product;
      if (subscriptionId === null || recipientId === null) throw new Error(`The product ${productId} is of no subscription.`);
      await tx.$executeRaw`
        update subscription set covered_until = greatest(covered_until, ${windowUntil}::timestamptz) where id = ${subscriptionId}::uuid`;
      const { format, channel, language } = await readTermsAt(tx, subscriptionId, windowUntil);
      await queueDeliveries(tx, operation, { productId, recipientId, channel, format, language, isAgreed: true });
      await tell(tx, 'product.released', product, at, {});
      return { outcome: 'released' };
    },
    { timeout: PATIENCE.timeout, maxWait: PATIENCE.maxWait },
  );
}

async function tell(
  tx: Tx,
  type: 'product.released' | 'product.cancelled',
  product: Product,
  at: Date,
  more: Prisma.InputJsonObject,
): Promise<void> {
  const { id, operationId, recipientId, subscriptionId, name, number } = product;
  const about = recipientId === null ? {} : { organisationId: recipientId };
  await appendEvent(tx, { type, at, operationId, subjectId: id, ...about, data: { subscriptionId, name, number, ...more } });
}

async function readTermsAt(tx: Tx, subscriptionId: string, until: Date | null): Promise<SubscriptionTerms> {
  const end = until ?? new Date(0);
  const span = await tx.subscriptionSpan.findFirstOrThrow({
    where: { subscriptionId, beginsAt: { lt: end }, OR: [{ endsAt: null }, { endsAt: { gte: end } }] },
    orderBy: { beginsAt: 'asc' },
  });
  return readTerms(tx, subscriptionId, span.version);
}

async function readTerms(tx: Tx, subscriptionId: string, number: number): Promise<SubscriptionTerms> {
  const { terms } = await tx.subscriptionVersion.findUniqueOrThrow({ where: { subscriptionId_number: { subscriptionId, number } } });
  return terms as unknown as SubscriptionTerms;
}

async function findMade(tx: Tx, subscriptionId: Subscription['id'], { until }: Window): Promise<Product | null> {
  return tx.product.findFirst({ where: { subscriptionId, windowUntil: new Date(until), state: { not: 'cancelled' } } });
}
