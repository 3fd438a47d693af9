import type { ProductContent, ProductNames } from '../../domain/product.ts';
import type { Database } from '../client.ts';
import type { Tx } from '../event.ts';
import { readProductNames } from './product-names.ts';

/** What is made anew of an edition takes the place of what was made before. */
export function findNewest(prisma: Tx, editionId: string) {
  return prisma.product.findFirst({ where: { editionId, kind: 'edition' }, orderBy: { id: 'desc' } });
}

/**
 * What everybody may read of a publication as it stands now: the newest product that was made of its edition. Null where there is none. `names` are
 * read by whoever makes a document of it, which is seldom.
 */
export async function findPublishedProduct(
  { prisma }: Database,
  publicationId: string,
): Promise<{ id: string; content: ProductContent; sha256: string; names: () => Promise<ProductNames> } | null> {
  const publication = await prisma.publication.findUnique({ where: { id: publicationId } });
  if (!publication) return null;
  const product = await findNewest(prisma, publication.editionId);
  if (!product) return null;
  const content = product.content as unknown as ProductContent;
  return { id: product.id, content, sha256: product.sha256, names: () => readProductNames(prisma, product) };
}
