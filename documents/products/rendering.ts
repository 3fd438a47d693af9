import { canonicalJson } from '../../domain/canonical-json.ts';
import type { ProductContent, ProductFormat, ProductLanguage } from '../../domain/product.ts';

export type RenderedProduct = { fileName: string; mediaType: string; bytes: Uint8Array };

/** A product as a file. */
export async function renderProduct({
  content,
}: {
  content: ProductContent;
  format: ProductFormat;
  language: ProductLanguage;
}): Promise<RenderedProduct> {
  const bytes = Buffer.from(canonicalJson(content), 'utf8');
  return { fileName: `${content.kind}-${content.number}.json`, mediaType: 'application/json', bytes };
}
