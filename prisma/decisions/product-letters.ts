import { MOST_ATTACHED_BYTES } from '../../domain/delivery.ts';
import type { Moment } from '../../domain/moment.ts';
import type { ProductContent } from '../../domain/product.ts';
import type { Ladder } from '../../domain/tasking.ts';
import type { Tx } from '../event.ts';
import type { Delivery, Prisma, PrismaClient, Product } from '../generated/client.ts';
import { lockOperation, type OperationNow } from '../reads/clocks.ts';
import type { FileWanted } from '../reads/product-work.ts';
import { seeAll } from '../sight.ts';
import { queueLetters } from './letter-queue.ts';
import { openReceipt } from './receipt-taskings.ts';

export type MadeFile = FileWanted & { sha256: string; size: number; type: string; name: string };

export type Prepared = { letters: number; webhooks: number; taskingIds: string[] };

/**
 * Says of each delivery which file it brings, writes the letters that bring it or say where it is, and makes what is to be fetched available. Asks for
 * a receipt where the product wants one. Answers how many letters and posts wait.
 */
export async function prepareProduct(
  prisma: PrismaClient,
  realNow: number,
  { productId, files }: { productId: string; files: readonly MadeFile[] },
): Promise<Prepared> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const { operationId } = await tx.product.findUniqueOrThrow({ where: { id: productId } });
    const operation = await lockOperation(tx, operationId, realNow);
    const product = await tx.product.findUniqueOrThrow({ where: { id: productId } });
    for (const file of files) await nameFile(tx, productId, file);
    await number(tx, product);
    const taskingIds = await askForReceipt(tx, operation, product);
    await tx.delivery.updateMany({
      where: { productId, channel: 'pull', state: 'queued' },
      data: { state: 'sent', sentAt: new Date(realNow) },
    });
    await writeLetters(tx, operation, product);
    const letters = await tx.letter.count({ where: { batch: `product/${productId}`, state: { in: ['queued', 'sending'] } } });
    const webhooks = await tx.delivery.count({ where: { productId, channel: 'webhook', state: { in: ['queued', 'sending'] } } });
    return { letters, webhooks, taskingIds };
  });
}

async function nameFile(tx: Tx, productId: string, { format, language, sha256, size, type, name }: MadeFile): Promise<void> {
  await tx.delivery.updateMany({
    where: { productId, format, language, fileSha256: null },
    data: { fileSha256: sha256, fileSize: size, fileType: type, fileName: name },
  });
}

/** One after the other for each recipient, so that numbers appear in their order. */
async function number(tx: Tx, { id, recipientId }: Product): Promise<void> {
  if (recipientId === null) return;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('products-of/' || ${recipientId}))`;
  await tx.$executeRaw`
    update delivery set seq = nextval('delivery_seq') where product_id = ${id}::uuid and seq is null and file_sha256 is not null`;
}

async function askForReceipt(tx: Tx, operation: OperationNow, product: Product): Promise<string[]> {
  const { id, name, recipientId, acknowledgeBy, receiptTaskingId, receiptLadder, isUrgent } = product;
  if (recipientId === null || acknowledgeBy === null || receiptTaskingId !== null) return [];
  const taskingId = await openReceipt(tx, operation, {
    key: `product/${id}`,
    title: `${name} (${product.number})`,
    aboutId: id,
    deadline: acknowledgeBy as Moment,
    addressees: [recipientId],
    ladder: receiptLadder as unknown as Ladder,
    isUrgent,
  });
  await tx.product.update({ where: { id }, data: { receiptTaskingId: taskingId } });
  return [taskingId];
}

async function writeLetters(tx: Tx, operation: OperationNow, product: Product): Promise<void> {
  const deliveries = await tx.delivery.findMany({
    where: { productId: product.id, channel: { in: ['letter', 'link'] }, state: 'queued', letterId: null },
    orderBy: { id: 'asc' },
  });
  if (deliveries.length === 0 || product.recipientId === null) return;
  const { name: organisation, language } = await tx.organisation.findUniqueOrThrow({ where: { id: product.recipientId } });
  const letters = deliveries.map((delivery) => ({
    operation,
    batch: `product/${product.id}`,
    kind: isAttached(delivery) ? 'product-sent' : 'product-link',
    occasion: occasionOf(delivery),
    organisationId: product.recipientId,
    address: delivery.address,
    language,
    content: contentOf(operation, product, delivery, organisation),
    thread: product.subscriptionId ? `subscription/${product.subscriptionId}` : `bulletins/${operation.id}/${product.kind}`,
    isUrgent: product.isUrgent,
  }));
  await queueLetters(tx, letters);
  for (const delivery of deliveries)
    await tx.$executeRaw`
      update delivery set letter_id = l.id from letter l
      where delivery.id = ${delivery.id}::uuid and l.batch = ${`product/${product.id}`} and l.address = delivery.address
        and l.content ->> 'deliveryId' = delivery.id::text and l.content ->> 'occasion' = ${occasionOf(delivery)}`;
}

const occasionOf = ({ id, replays }: Delivery): string => `${id}/${replays}`;

function isAttached({ channel, fileSize }: Delivery): boolean {
  return channel === 'letter' && (fileSize ?? 0) <= MOST_ATTACHED_BYTES;
}

function contentOf(operation: OperationNow, product: Product, delivery: Delivery, organisation: string): Prisma.InputJsonObject {
  const { handling, text } = product.content as unknown as ProductContent;
  const { fileName, fileType, fileSize, fileSha256 } = delivery;
  const isText = isAttached(delivery) && text.length > 0;
  return {
    operation: operation.title,
    organisation,
    title: product.name,
    productKind: product.kind,
    number: product.number,
    handling: `TLP:${handling.tlp} ${handling.code}${handling.permission === null ? '' : ` (${handling.permission})`}`,
    cutOffAt: product.cutOffAt.toISOString(),
    deliveryId: delivery.id,
    occasion: occasionOf(delivery),
    sha256: fileSha256,
    file: { name: fileName, type: fileType, size: fileSize, sha256: fileSha256 },
    ...(product.acknowledgeBy === null ? {} : { deadline: product.acknowledgeBy }),
    ...(isText ? { text: text.map(({ heading, paragraphs }) => ({ heading, paragraphs: [...paragraphs] })) } : {}),
  };
}
