import type { Database } from '../client.ts';
import { EVERYTHING, queryAs } from '../sight.ts';

export type ExportManifest = {
  id: string;
  operationId: string;
  content: string;
  query: unknown;
  versions: unknown;
  cutOffAt: string;
  finishedAt: string | null;
  bytes: string | null;
  sha256: string | null;
  /** Cases of the operation that had been purged when it was taken, and stand in no file. */
  purgedCases: number;
};

export async function findExport({ prisma, pool }: Database, id: string): Promise<ExportManifest | null> {
  const row = await prisma.export.findUnique({ where: { id } });
  if (!row) return null;
  const { rows } = await queryAs<{ count: number }>(pool, EVERYTHING, {
    text: `
      select count(*)::int as count from tombstone
      where operation_id = $1 and kind = 'case' and purged_at is not null and recorded_at <= $2`,
    values: [row.operationId, row.startedAt],
  });
  const { operationId, content, query, versions, cutOffAt, finishedAt, bytes, sha256 } = row;
  return {
    id,
    operationId,
    content,
    query,
    versions,
    cutOffAt: cutOffAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    bytes: bytes?.toString() ?? null,
    sha256,
    purgedCases: rows[0]?.count ?? 0,
  };
}
