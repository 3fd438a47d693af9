import type { Database } from '../client.ts';

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
};

export async function findExport({ prisma }: Database, id: string): Promise<ExportManifest | null> {
  const row = await prisma.export.findUnique({ where: { id } });
  if (!row) return null;
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
  };
}
