import { createHash } from 'node:crypto';
import type { CaseSet } from '../domain/edition-document.ts';
import type { Tx } from './event.ts';
import { Prisma } from './generated/client.ts';

/** The hash by which things that are written as bytes are known, as hexadecimal text. */
export function sha256Of(bytes: string): string {
  return createHash('sha256').update(bytes, 'utf8').digest('hex');
}

/**
 * Over a query `(case_id, version)` with each case once: its list, and what it hashes to. The list is hashed as canonical JSON, `[["<case>",<version>],...]`
 * in the order of the ids, by PostgreSQL: a hundred thousand ids need not travel.
 */
function listOf(cases: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    counted_case as materialized (${cases}), case_list as (
      select coalesce(array_agg(case_id order by case_id), '{}') as case_ids, coalesce(array_agg(version order by case_id), '{}') as versions,
        count(*)::int as size,
        encode(sha256(convert_to('[' || coalesce(string_agg('["' || case_id || '",' || version || ']', ',' order by case_id), '') || ']', 'UTF8')), 'hex')
          as sha256
      from counted_case
    )`;
}

/** `with` are the CTEs that the query needs. */
type Cases = { with: Prisma.Sql; cases: Prisma.Sql };

/** Names a list of case versions, without keeping it. */
export async function readCaseSet(tx: Tx, { with: before, cases }: Cases): Promise<CaseSet> {
  const [row] = await tx.$queryRaw<CaseSet[]>`with ${before}, ${listOf(cases)} select sha256, size from case_list`;
  if (!row) throw new Error('An aggregate without GROUP BY always answers one row.');
  return row;
}

/**
 * Keeps a list of case versions, once however many things were made of it. Must see everything. One that is kept is not touched: many that are made of
 * the same at once, each of its own snapshot, would put each other off.
 */
export async function keepCaseSet(tx: Tx, operationId: string, { with: before, cases }: Cases): Promise<CaseSet & { id: string }> {
  const [row] = await tx.$queryRaw<(CaseSet & { id: string })[]>`
    with ${before}, ${listOf(cases)}, known as materialized (
      select s.id from case_set s join case_list l on l.sha256 = s.sha256 where s.operation_id = ${operationId}::uuid
    ), added as (
      insert into case_set (id, operation_id, sha256, size, case_ids, versions)
      select uuidv7(), ${operationId}::uuid, sha256, size, case_ids, versions from case_list where not exists (select from known)
      on conflict (operation_id, sha256) do update set size = excluded.size
      returning id
    )
    select coalesce((select id from known), (select id from added))::text as id, sha256, size from case_list`;
  if (!row) throw new Error('A set that is kept always answers its row.');
  return row;
}
