import { z } from 'zod';
import { Refusal } from './refusal.ts';

/** Part of the query of every list. Pages follow keys, not offsets: rows that arrive meanwhile neither repeat nor hide one. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'How many items at most.' }),
  cursor: z.string().max(200).optional().meta({ description: '`next` of the page before.' }),
});

export type Page<Item> = { items: Item[]; next: string | null };

const KEYS = {
  id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  inbox: /^[01][0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  seq: /^\d{1,18}$/,
} as const;

/** Where to go on, or null for the beginning. One row more than `limit` is asked for: it tells whether there is a next page. */
export function readCursor(
  { cursor, limit }: z.output<typeof PageQuery>,
  kind: keyof typeof KEYS,
): { after: string | null; limit: number } {
  if (cursor === undefined) return { after: null, limit: limit + 1 };
  const after = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!KEYS[kind].test(after)) throw new Refusal('request.cursor-invalid');
  return { after, limit: limit + 1 };
}

export function toPage<Item>(rows: readonly Item[], { limit }: { limit: number }, keyOf: (item: Item) => string): Page<Item> {
  const items = rows.slice(0, limit - 1);
  const last = items.at(-1);
  const next = rows.length === limit && last !== undefined ? Buffer.from(keyOf(last)).toString('base64url') : null;
  return { items, next };
}

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), next: z.string().nullable() });
}
