import { z } from 'zod';
import { productPage } from '../../documents/products/public-page.ts';
import { PAGE_SECURITY_POLICY } from '../../documents/products/page-style.ts';
import { renderProduct, type RenderedProduct } from '../../documents/products/rendering.ts';
import { LANGUAGES } from '../../domain/language.ts';
import { PRODUCT_FORMATS } from '../../domain/product.ts';
import { findPublishedProduct } from '../../prisma/reads/published-products.ts';
import type { Dependencies } from '../dependencies.ts';
import { kept } from '../lately.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { Id } from '../shapes/id.ts';

const PublicationPath = z.object({ publicationId: Id });
const DocumentPath = PublicationPath.extend({ format: z.enum(PRODUCT_FORMATS) });
const InLanguage = z.object({ language: z.enum(LANGUAGES).default('en') });

/** For everybody, without a token: a publication as people read it. A corrected edition shows in all of them what it was corrected by. */
export const PUBLICATION_DOCUMENT_ROUTES = [
  route({
    method: 'get',
    path: '/publications/{publicationId}/page',
    action: 'public',
    summary: 'A published edition as a page to read, with its charts and map, in six languages',
    params: PublicationPath,
    query: InLanguage,
    replies: { status: 200, type: 'text/html' },
    refuses: ['publication.not-found'],
    handle: async ({ params: { publicationId }, query: { language } }, { database }) => {
      const { id, content, sha256, names } = await published(database, publicationId);
      const at = `/publications/${publicationId}`;
      const files = Object.fromEntries(PRODUCT_FORMATS.map((format) => [format, `${at}/documents/${format}?language=${language}`]));
      const pages = Object.fromEntries(LANGUAGES.map((each) => [each, `${at}/page?language=${each}`]));
      const page = await kept(`${id} page ${language}`, async () =>
        productPage(content, language, { links: { files, pages }, occasion: { sha256, names: await names() } }),
      );
      const headers = { 'Content-Security-Policy': PAGE_SECURITY_POLICY };
      return { body: page, type: 'text/html; charset=utf-8', etag: `"${id}-${language}"`, headers };
    },
  }),
  route({
    method: 'get',
    path: '/publications/{publicationId}/documents/{format}',
    action: 'public',
    summary: 'A published edition as a file: JSON, CSV, a workbook, or a PDF to hand out, in six languages',
    params: DocumentPath,
    query: InLanguage,
    replies: { status: 200, type: 'application/octet-stream' },
    refuses: ['publication.not-found'],
    handle: async ({ params: { publicationId, format }, query: { language } }, { database }) => {
      const { id, content, sha256, names } = await published(database, publicationId);
      const rendered = await kept(`${id} ${format} ${language}`, async () =>
        renderProduct({ content, format, language, occasion: { sha256, names: await names() } }),
      );
      return { body: null, file: fileOf(rendered), type: rendered.mediaType, etag: `"${id}-${format}-${language}"` };
    },
  }),
];

async function published(database: Dependencies['database'], publicationId: string) {
  const found = await findPublishedProduct(database, publicationId);
  if (!found) throw new Refusal('publication.not-found');
  return found;
}

function fileOf({ bytes, fileName }: RenderedProduct) {
  return { open: async () => oneOf(bytes), size: bytes.length, name: fileName };
}

async function* oneOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
