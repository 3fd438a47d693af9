import { createHash } from 'node:crypto';
import { Context } from '@temporalio/activity';
import { renderProduct } from '../documents/products/rendering.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { makeBulletinProducts } from '../prisma/decisions/bulletin-products.ts';
import { releaseBulletin } from '../prisma/decisions/bulletins.ts';
import { raiseMendDeliveries } from '../prisma/decisions/mend-deliveries.ts';
import { prepareProduct, type MadeFile, type Prepared } from '../prisma/decisions/product-letters.ts';
import { claimPost, findNextPost, settlePost, type ClaimedPost } from '../prisma/decisions/webhook-posts.ts';
import { findProductWork, type FileWanted, type ProductWork } from '../prisma/reads/product-work.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { POST_DEADLINE_MS } from './webhooks/open.ts';

/** A lease runs out only where the worker that held it is gone. */
const LEASE_MS = 2 * POST_DEADLINE_MS;

const BEAT_MS = 5_000;

/** `waitMs` until a post is due again; null where none is left. */
export type PostedProduct = { posts: number; waitMs: number | null };

export function createDeliveryActivities({ database, objects, webhooks, sealing, now }: ActivityDependencies) {
  const { prisma } = database;

  /** Makes the files of a product, keeps them, and writes the letters that bring them. What was made before is not made again. */
  async function prepareDeliveries({ productId }: { productId: string }): Promise<Prepared> {
    const beating = setInterval(Context.current().heartbeat.bind(Context.current()), BEAT_MS);
    try {
      const work = await findProductWork(database, productId);
      if (!work) return { letters: 0, webhooks: 0, taskingIds: [] };
      const files: MadeFile[] = [];
      for (const wanted of work.files) files.push(await keep(work, wanted));
      return await prepareProduct(prisma, now(), { productId, files });
    } finally {
      clearInterval(beating);
    }
  }

  async function keep({ content, names }: ProductWork, wanted: FileWanted): Promise<MadeFile> {
    const { bytes, mediaType, fileName } = await renderProduct({ content, ...wanted, occasion: { names } });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (!(await objects.exists(sha256))) await objects.put({ sha256, size: bytes.length, content: oneOf(bytes) });
    return { ...wanted, sha256, size: bytes.length, type: mediaType, name: fileName };
  }

  /**
   * Posts a product to every machine for which that is due. A post is made once, unless its worker dies between posting and saying so: then it is made
   * again under the same id, by which its receiver can tell.
   */
  async function postWebhooks({ productId }: { productId: string }): Promise<PostedProduct> {
    const context = Context.current();
    const beating = setInterval(() => context.heartbeat(), BEAT_MS);
    let posts = 0;
    try {
      for (;;) {
        context.cancellationSignal.throwIfAborted();
        const claimed = await claimPost(prisma, now(), { productId, leaseMs: LEASE_MS });
        if (!claimed) return { posts, waitMs: await findNextPost(prisma, now(), { productId }) };
        const secrets = claimed.sealed.map((sealed) => sealing.open(sealed));
        const { deliveryId, attempt, url } = claimed;
        const posted = await webhooks.post({ url, id: deliveryId, body: bodyOf(claimed), secrets }, now());
        await settlePost(prisma, now(), { deliveryId, attempt, posted });
        posts += 1;
      }
    } finally {
      clearInterval(beating);
    }
  }

  return {
    prepareDeliveries,
    postWebhooks,
    releaseBulletin: (command: Parameters<typeof releaseBulletin>[2]) => releaseBulletin(prisma, now(), command),
    makeBulletinProducts: (bulletin: { bulletinId: string }) => makeBulletinProducts(prisma, now(), bulletin),
    raiseMendDeliveries: (product: { productId: string }) => raiseMendDeliveries(prisma, now(), product),
  };
}

async function* oneOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The same bytes at each attempt. What is no JSON is fetched, by somebody with a token. */
function bodyOf({ deliveryId, madeAt, operationId, productId, sha256, content, format, file }: ClaimedPost): string {
  const { kind, name, number } = content;
  return canonicalJson({
    type: 'product.sent',
    timestamp: madeAt,
    data: {
      ...{ deliveryId, operationId, productId, kind, name, number, format, sha256 },
      file: file && { path: `/deliveries/${deliveryId}/file`, ...file },
      ...(format === 'json' ? { content } : {}),
    },
  });
}
