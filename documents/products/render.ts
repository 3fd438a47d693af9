import { canonicalJson } from '../../domain/canonical-json.ts';
import type { ProductContent, ProductFormat, ProductLanguage } from '../../domain/product.ts';

export type RenderedProduct = { bytes: Uint8Array; contentType: string; filename: string };

/** A product as a file. */
export async function renderProduct({
  content,
}: {
  content: ProductContent;
  format: ProductFormat;
  language: ProductLanguage;
}): Promise<RenderedProduct> {
  const bytes = Buffer.from(canonicalJson(content), 'utf8');
  return { bytes, contentType: 'application/json', filename: `${content.kind}-${content.number}.json` };
}
