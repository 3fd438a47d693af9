import type { ProductContent, ProductKind, ProductLines } from '../../domain/product.ts';
import type { Database } from '../client.ts';
import type { Tx } from '../event.ts';
import { readOperationNow } from './clocks.ts';
import { EVERYTHING, queryAs, seeAll, type Sight } from '../sight.ts';
import { composeSummary } from './summaries.ts';
import type { SubscriptionTerms } from '../../domain/subscription.ts';

export type ProductItem = {
  id: string;
  operationId: string;
  kind: ProductKind;
  name: string;
  number: number;
  recipient: string | null;
  subscriptionId: string | null;
  window: { from: string; until: string } | null;
  cutOffAt: string;
  madeAt: string;
  state: string;
  sha256: string;
};

export type ProductView = ProductItem & { recipientId: string | null; content: ProductContent & { lines?: ProductLines } };

/** Of an operation, newest first: as far as the reader's sight goes, and of one subscription where it is named. */
export async function listProducts(
  { pool }: Database,
  sight: Sight,
  operationId: string,
  { after, limit, subscriptionId }: { after: string | null; limit: number; subscriptionId: string | null },
): Promise<ProductItem[]> {
  const { rows } = await queryAs<ProductItem>(pool, sight, {
    name: 'list-products',
    text: `select ${ITEM} ${FROM} where p.operation_id = $1 and ($2::uuid is null or p.id < $2) and ($4::uuid is null or p.subscription_id = $4)
      order by p.id desc limit $3`,
    values: [operationId, after, limit, subscriptionId],
  });
  return rows;
}

/** Whoever asks is looked at by the caller: a product is its recipient's. */
export async function findProduct({ pool }: Database, id: string): Promise<ProductView | null> {
  const text = `select ${ITEM}, p.recipient_id as "recipientId", p.content ${FROM} where p.id = $1`;
  const { rows } = await queryAs<ProductView>(pool, EVERYTHING, { name: 'find-product', text, values: [id] });
  return rows[0] ?? null;
}

const ISO = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const ITEM = `p.id, p.operation_id as "operationId", p.kind, p.name, p.number, o.code as recipient, p.subscription_id as "subscriptionId",
  case when p.window_from is not null then jsonb_build_object('from', ${ISO('p.window_from')}, 'until', ${ISO('p.window_until')}) end as window,
  ${ISO('p.cut_off_at')} as "cutOffAt", ${ISO('p.made_at')} as "madeAt", p.state, p.sha256`;
const FROM = 'from product p left join organisation o on o.id = p.recipient_id';

/** What a subscription would be sent now, for a window that ended at this moment. Nothing is stored. */
export async function previewSummary(
  { prisma }: Database,
  { subscriptionId, terms, from, realNow }: { subscriptionId: string; terms: SubscriptionTerms; from: number | null; realNow: number },
): Promise<ProductContent> {
  return prisma.$transaction(
    async (tx: Tx) => {
      await seeAll(tx);
      const subscription = await tx.subscription.findUniqueOrThrow({ where: { id: subscriptionId } });
      const operation = await readOperationNow(tx, subscription.operationId, realNow);
      const window = { from: Math.min(from ?? operation.at, operation.at), until: operation.at };
      return (await composeSummary(tx, { id: PREVIEW, operation, subscription, terms, window })).content;
    },
    { timeout: 60_000 },
  );
}

const PREVIEW = 'preview';
