import type { Language } from '../../domain/language.ts';
import type { ProductContent, ProductFormat } from '../../domain/product.ts';

const LONGEST = 60;

/** A name that every system takes for a file and no header takes for anything else. JSON is the same in every language. */
export function fileName({ operation, name, number, id }: ProductContent, format: ProductFormat, language: Language): string {
  const parts = [slug(operation.title) || slug(id), slug(name), String(number), ...(format === 'json' ? [] : [language])];
  return `${parts.filter((part) => part !== '').join('-')}.${format}`;
}

function slug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
}
