import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Language } from '../../domain/language.ts';
import type { ProductContent, ProductFormat } from '../../domain/product.ts';
import { plain } from '../plain.ts';
import { reportOf } from './composition.ts';
import { productCsv } from './csv-lines.ts';
import { fileName } from './file-name.ts';
import type { Occasion } from './particulars.ts';
import { printed } from './press.ts';
import { productWorkbook } from './workbook.ts';
import { wordingIn } from './wording.ts';

export type RenderedProduct = { fileName: string; mediaType: string; bytes: Uint8Array };

export const PRODUCT_MEDIA_TYPES: Readonly<Record<ProductFormat, string>> = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
};

/** A product as a file. The same product in the same format, language and occasion has the same bytes, whenever and wherever it is made. */
export async function renderProduct(asked: {
  content: ProductContent;
  format: ProductFormat;
  language: Language;
  occasion?: Occasion;
}): Promise<RenderedProduct> {
  const { content, format, language } = asked;
  return { fileName: fileName(content, format, language), mediaType: PRODUCT_MEDIA_TYPES[format], bytes: await bytesOf(asked) };
}

function bytesOf({ content, format, language, occasion = {} }: Parameters<typeof renderProduct>[0]): Promise<Uint8Array> {
  const wording = wordingIn(language);
  switch (format) {
    case 'json':
      return Promise.resolve(Buffer.from(canonicalJson(content)));
    case 'csv':
      return productCsv(plain(content), wording);
    case 'xlsx':
      return productWorkbook(plain(content), occasion, wording);
    case 'pdf':
      return printed(reportOf(content, occasion, wording), content.madeAt);
  }
}
