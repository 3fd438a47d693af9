import { CATALOGUE_VERSION } from '../../domain/catalogue/validity.ts';
import { CURRENT_FACTORS } from '../../domain/catalogue/factors.ts';
import { EVIDENCE } from '../../domain/export.ts';
import type { Database } from '../client.ts';
import { appendEvent } from '../event.ts';

export type TakenEvidence = {
  id: string;
  operationId: string;
  organisationId: string;
  personId: string;
  manifestSha256: string;
  upTo: string;
  at: Date;
};

/** Before anything is sent: who takes the evidence, and the hash by which it is known. */
export async function takeEvidence(
  { prisma }: Database,
  { id, operationId, organisationId, personId, manifestSha256, upTo, at }: TakenEvidence,
): Promise<void> {
  const versions = { catalogue: CATALOGUE_VERSION.version, factors: CURRENT_FACTORS.version };
  await prisma.$transaction(async (tx) => {
    await tx.export.create({
      data: { id, operationId, organisationId, personId, content: EVIDENCE, query: {}, versions, cutOffAt: at },
    });
    await appendEvent(tx, {
      ...{ type: 'evidence.taken', at, operationId, subjectId: id, organisationId, actorId: personId },
      data: { manifestSha256, upTo },
    });
  });
}
