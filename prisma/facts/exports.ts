import { CATALOGUE_VERSION } from '../../domain/catalogue/validity.ts';
import { CURRENT_FACTORS } from '../../domain/catalogue/factors.ts';
import type { ExportContent, ExportQuery } from '../../domain/export.ts';
import type { Database } from '../client.ts';
import { appendEvent } from '../event.ts';

export type BegunExport = {
  id: string;
  operationId: string;
  organisationId: string;
  personId: string;
  content: ExportContent;
  query: ExportQuery;
  at: Date;
};

/** Before anything is sent: whoever takes data out is on the record, whatever becomes of the connection. */
export async function beginExport(
  { prisma }: Database,
  { id, operationId, organisationId, personId, content, query, at }: BegunExport,
): Promise<void> {
  const versions = { catalogue: CATALOGUE_VERSION.version, factors: CURRENT_FACTORS.version };
  await prisma.$transaction(async (tx) => {
    await tx.export.create({ data: { id, operationId, organisationId, personId, content, query, versions, cutOffAt: at } });
    await appendEvent(tx, {
      type: 'export.begun',
      at,
      operationId,
      subjectId: id,
      organisationId,
      actorId: personId,
      data: { content, ...query },
    });
  });
}

/** What was sent whole. An export that was broken off has neither size nor hash. */
export async function finishExport(
  { prisma }: Database,
  { id, bytes, sha256 }: { id: string; bytes: number; sha256: string },
): Promise<void> {
  await prisma.export.update({ where: { id }, data: { finishedAt: new Date(), bytes: BigInt(bytes), sha256 } });
}
