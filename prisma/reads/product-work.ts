import type { Language } from '../../domain/language.ts';
import type { ProductContent, ProductFormat, ProductNames } from '../../domain/product.ts';
import type { Database } from '../client.ts';
import { seeAll } from '../sight.ts';
import { readProductNames } from './product-names.ts';

/** A file that a product is still to be made into. */
export type FileWanted = { format: ProductFormat; language: Language };

/** What things in a product are called is not part of what it says. */
export type ProductWork = { content: ProductContent; names: ProductNames; files: FileWanted[] };

/**
 * What a product says and calls things, and the files that its deliveries lack; null where it was cancelled or recalled, and nothing is to be made any
 * more.
 */
export async function findProductWork({ prisma }: Database, productId: string): Promise<ProductWork | null> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const product = await tx.product.findUnique({ where: { id: productId } });
    if (!product || product.state === 'cancelled' || product.state === 'recalled') return null;
    const files = await tx.$queryRaw<FileWanted[]>`
      select distinct format, language from delivery where product_id = ${productId}::uuid and file_sha256 is null and state in ('queued', 'failed')`;
    const content = product.content as unknown as ProductContent;
    return { content, names: await readProductNames(tx, product), files };
  });
}
