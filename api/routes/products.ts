import { z } from 'zod';
import { PRODUCT_KINDS } from '../../domain/product.ts';
import { seesAll } from '../../domain/permission.ts';
import { readOwnProduct } from '../../prisma/facts/product-readings.ts';
import { findProduct, listProducts, previewSummary, type ProductView } from '../../prisma/reads/products.ts';
import { EVERYTHING } from '../../prisma/sight.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutOperation, aboutPart } from '../standing.ts';
import { isFor, subscriptionFor } from '../subscribing.ts';
import { Id, Instant, OperationPath } from '../shapes/id.ts';
import { ProductContent } from '../shapes/product.ts';
import { SubscriptionPath } from '../shapes/subscription.ts';
import { aboutSubscription } from './subscriptions.ts';
import type { Actor } from '../../domain/organisation.ts';
import type { Relation } from '../../domain/permission.ts';
import type { Dependencies } from '../dependencies.ts';

const ProductItem = z
  .strictObject({
    id: Id,
    operationId: Id,
    kind: z.enum(PRODUCT_KINDS),
    name: z.string(),
    number: z.number().int(),
    recipient: z.string().nullable().meta({ description: 'Code of the organisation for which it was made; null for everybody.' }),
    subscriptionId: Id.nullable(),
    window: z.strictObject({ from: Instant, until: Instant }).nullable(),
    cutOffAt: Instant,
    madeAt: Instant,
    state: z.enum(['made', 'released', 'cancelled', 'recalled']),
    sha256: z.string().meta({ description: 'Of its content as canonical JSON (RFC 8785).' }),
  })
  .meta({ id: 'ProductItem' });
const Product = ProductItem.extend({ content: ProductContent }).meta({ id: 'Product' });

const ProductPath = z.object({ productId: Id });
const aboutProduct = aboutPart('product', ({ productId }: z.output<typeof ProductPath>) => productId, 'product.not-found');

export const PRODUCT_ROUTES = [
  route({
    method: 'get',
    path: '/subscriptions/{subscriptionId}/preview',
    action: 'product.preview',
    summary: 'What would be sent now, to the letter: with the rights of its recipient, and for a window that ends at this moment',
    params: SubscriptionPath,
    query: z.strictObject({ as: z.literal('partner').meta({ description: 'Everybody sees it as its recipient would.' }) }),
    about: aboutSubscription,
    replies: { status: 200, schema: ProductContent },
    refuses: ['subscription.not-found'],
    handle: async ({ params: { subscriptionId: id }, actor, relations, realNow }, deps) => {
      const strict = relations.filter((relation) => relation !== 'approver');
      const { versions, version, coveredUntil } = await subscriptionFor(deps, { id, relations: strict, own: actor.organisation.id });
      const meant = versions.find(({ number }) => number === version) ?? versions[0];
      if (!meant) throw new Refusal('subscription.not-found');
      const from = coveredUntil === null ? null : Date.parse(coveredUntil);
      return { body: await previewSummary(deps.database, { subscriptionId: id, terms: meant.terms, from, realNow }) };
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/products',
    action: 'product.read',
    summary: 'What has been made for your organisation, or for everybody, newest first; coordinators and auditors see all of it',
    params: OperationPath,
    query: PageQuery.extend({ subscription: Id.optional() }),
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(ProductItem) },
    refuses: ['request.cursor-invalid'],
    handle: async ({ params: { operationId }, query: { subscription = null, ...query }, actor, relations }, { database }) => {
      const window = readCursor(query, 'id');
      const sight = seesAll(relations) ? EVERYTHING : { organisations: [actor.organisation.id] };
      const rows = await listProducts(database, sight, operationId, { ...window, subscriptionId: subscription });
      const page = toPage(rows, window, ({ id }) => id);
      return { body: page, next: page.next };
    },
  }),
  route({
    method: 'get',
    path: '/products/{productId}',
    action: 'product.read',
    summary: 'A product as it was made',
    params: ProductPath,
    about: aboutProduct,
    replies: { status: 200, schema: Product },
    refuses: ['product.not-found', 'product.purged', 'product.recalled', 'delivery.withheld'],
    handle: async ({ params: { productId }, actor, relations, realNow }, deps) => {
      const { recipientId: _, ...product } = await productFor(deps, { id: productId, actor, relations, realNow });
      return { body: product };
    },
  }),
  route({
    method: 'get',
    path: '/products/{productId}/lines',
    action: 'product.read',
    summary: 'Every line that a product carries, as CSV or as lines of JSON',
    params: ProductPath,
    about: aboutProduct,
    replies: { status: 200, type: 'application/octet-stream' },
    refuses: ['product.not-found', 'product.purged', 'product.recalled', 'delivery.withheld', 'product.without-lines'],
    handle: async ({ params: { productId }, actor, relations, realNow }, deps) => {
      const { content } = await productFor(deps, { id: productId, actor, relations, realNow });
      if (!content.lines) throw new Refusal('product.without-lines');
      const { sha256, bytes: size, format } = content.lines;
      const open = async () => {
        const kept = await deps.objects.get(sha256);
        if (!kept) throw new Error(`The store has no object ${sha256}, which product ${productId} needs.`);
        return kept;
      };
      return { body: null, file: { open, size, name: `${productId}.${format}` } };
    },
  }),
];

/** For whoever sees everything as it was made, also what was called back: it is the proof. Its recipient gets what it may have at this moment. */
async function productFor(
  { database }: Dependencies,
  { id, actor, relations, realNow }: { id: string; actor: Actor; relations: readonly Relation[]; realNow: number },
): Promise<ProductView> {
  const product = await findProduct(database, id);
  if (!product || !isFor(relations, actor.organisation.id, product.recipientId)) throw new Refusal('product.not-found');
  const isOwn = product.recipientId !== null && !seesAll(relations);
  const refusal = isOwn ? await readOwnProduct(database, id, realNow) : null;
  const headers = { Link: `</operations/${product.operationId}/recalls>; rel="alternate"` };
  if (refusal) throw new Refusal(refusal, refusal === 'product.recalled' ? { headers } : {});
  if (!('kind' in product.content)) throw new Refusal('product.purged');
  return product;
}
