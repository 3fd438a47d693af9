import type { Database } from '../prisma/client.ts';
import { EVERYTHING, queryAs } from '../prisma/sight.ts';

/** How many rows each table of the record holds. */
export async function countRows({ pool }: Database): Promise<Record<string, number>> {
  const { rows: tables } = await pool.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public'`);
  const text = tables.map(({ name }) => `select '${name}' as name, count(*)::int as rows from ${name}`).join(' union all ');
  const { rows } = await queryAs<{ name: string; rows: number }>(pool, EVERYTHING, { text });
  return Object.fromEntries(rows.map(({ name, rows }) => [name, rows]));
}
