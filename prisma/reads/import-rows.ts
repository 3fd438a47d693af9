import type { Database } from '../client.ts';
import { queryAs, type Sight } from '../sight.ts';

export type ImportRow = {
  row: number;
  cells: Record<string, string>;
  flaws: { row: number; column: string | null; cell: string | null; code: string; detail: string }[];
};

/** Rows of a file that are not taken, in its order. */
export async function listImportRows(
  { pool }: Database,
  sight: Sight,
  importId: string,
  { after, limit }: { after: number; limit: number },
): Promise<ImportRow[]> {
  const text = 'select row, cells, flaws from import_row where import_id = $1 and row > $2 order by row limit $3';
  const { rows } = await queryAs<ImportRow>(pool, sight, { name: 'list-import-rows', text, values: [importId, after, limit] });
  return rows;
}

/** The keys of all columns in which something of these rows stands, or is missing. */
export async function usedColumns({ pool }: Database, sight: Sight, importId: string): Promise<string[]> {
  const text = `
    select distinct k.key from import_row r cross join lateral (
      select jsonb_object_keys(r.cells) as key union select f ->> 'column' from jsonb_array_elements(r.flaws) f) k
    where r.import_id = $1 and k.key is not null`;
  const { rows } = await queryAs<{ key: string }>(pool, sight, { name: 'used-columns', text, values: [importId] });
  return rows.map(({ key }) => key);
}
