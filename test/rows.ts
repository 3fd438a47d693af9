import type { Database } from '../prisma/client.ts';
import { EVERYTHING, queryAs } from '../prisma/sight.ts';

/** What `send` answers, once it is sure that it left nothing behind: neither a row more nor one less in any table. */
export async function leavingNothing<Answered>(database: Database, send: () => Promise<Answered>): Promise<Answered> {
  const before = await countRows(database);
  const answer = await send();
  expect(await countRows(database)).toEqual(before);
  return answer;
}

/** What is written behind those who report, at any moment: of every row of theirs there is one of the record. */
const BEHIND = ['stale_case', 'tally', 'tallied_case', 'unmatched_case', 'case_block', 'unsurveyed_operation', 'unfed_case'];

/** How many rows each table of the record holds. */
export async function countRows({ pool }: Database): Promise<Record<string, number>> {
  const { rows: tables } = await pool.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public'`);
  const text = tables
    .filter(({ name }) => !BEHIND.includes(name))
    .map(({ name }) => `select '${name}' as name, count(*)::int as rows from ${name}`)
    .join(' union all ');
  const { rows } = await queryAs<{ name: string; rows: number }>(pool, EVERYTHING, { text });
  return Object.fromEntries(rows.map(({ name, rows }) => [name, rows]));
}
