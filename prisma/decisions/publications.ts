import { v7 } from 'uuid';
import { realWait } from '../../domain/clock.ts';
import type { EditionStage } from '../../domain/edition.ts';
import type { Plan } from '../../domain/plan.ts';
import { goesOutAt } from '../../domain/release.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { Edition, Prisma, PrismaClient } from '../generated/client.ts';
import { readAgreement } from '../reads/agreements.ts';
import { lockEdition, readPlanInForce, type OperationNow } from '../reads/clocks.ts';
import { readHolds } from '../reads/edition-holds.ts';
import { lockToPublish } from '../publishing.ts';
import { seeAll } from '../sight.ts';
import { makeEditionProduct } from './edition-products.ts';
import { wakeAllSummaries } from '../wake.ts';
import { passOn } from './partner-letters.ts';

/**
 * Publishes a signed edition once nothing holds it any more, or says how long to wait for that, in real milliseconds, and null where it waits for
 * somebody. Answers where it has got to: a cancellation returns what was not published.
 */
export async function publishEdition(
  prisma: PrismaClient,
  realNow: number,
  { editionId }: { editionId: string },
): Promise<{ stage: EditionStage; waitMs: number | null }> {
  return prisma.$transaction(async (tx) => {
    await lockToPublish(tx, editionId);
    await seeAll(tx);
    const { edition, operation } = await lockEdition(tx, editionId, realNow);
    const stage = edition.stage as EditionStage;
    if (stage !== 'embargoed' || operation.stage === 'suspended') return { stage, waitMs: null };
    const { plan } = await readPlanInForce(tx, operation.id);
    const holds = await readHolds(tx, edition, { ...operation, plan });
    if (holds.length > 0) {
      const goesAt = goesOutAt(holds, edition.embargoAt.toISOString());
      return { stage, waitMs: goesAt === null ? null : realWait(operation.clock, Date.parse(goesAt), realNow) };
    }

    const publicationId = v7();
    const at = new Date(operation.at);
    const content = await composePublication(tx, operation, edition, at);
    await tx.publication.create({ data: { id: publicationId, editionId, operationId: operation.id, content, publishedAt: at } });
    await tx.edition.update({ where: { id: editionId }, data: { stage: 'published', stageSince: at } });
    const product = await makeEditionProduct(tx, { operationTitle: operation.title, edition, at, plan });
    await appendEvent(tx, {
      type: 'edition.published',
      at,
      operationId: operation.id,
      subjectId: editionId,
      data: { key: edition.key, publicationId, sha256: edition.sha256, held: [...product.held] },
    });
    if (edition.correctsId) await supersede(tx, operation, edition.correctsId, { plan, at, editionId, publicationId });
    await wakeAllSummaries(tx, operation.id);
    if (!plan.chains?.release?.length) await passOn(tx, operation, edition, { publicationId, partners: plan.publication.recipients });
    return { stage: 'published', waitMs: null };
  });
}

/** The corrected edition stays readable, and says by which publication it was corrected. */
async function supersede(
  tx: Tx,
  operation: OperationNow,
  correctedId: string,
  { plan, at, editionId, publicationId }: { plan: Plan; at: Date; editionId: string; publicationId: string },
): Promise<void> {
  const corrected = await tx.edition.findUniqueOrThrow({ where: { id: correctedId } });
  await makeEditionProduct(tx, { operationTitle: operation.title, edition: corrected, at, plan });
  await appendEvent(tx, {
    ...{ type: 'edition.superseded', at, operationId: operation.id, subjectId: correctedId },
    data: { key: corrected.key, by: editionId, publicationId },
  });
}

/**
 * What stands of a publication for ever: which edition it is, and who agreed to it. No administration's own rows. Its figures stand in the product
 * of the edition (edition-products.ts), which is made anew when a dispute is settled.
 */
async function composePublication(tx: Tx, operation: OperationNow, edition: Edition, at: Date): Promise<Prisma.InputJsonObject> {
  const previous = edition.previousId ? await tx.edition.findUniqueOrThrow({ where: { id: edition.previousId } }) : null;
  return {
    operation: operation.title,
    edition: edition.key,
    number: edition.number,
    status: edition.status,
    cutOffAt: edition.cutOffAt.toISOString(),
    publishedAt: at.toISOString(),
    agreement: await readAgreement(tx, edition),
    previousEdition: previous ? previous.key : null,
    reasons: edition.reasons as Prisma.InputJsonObject | null,
    sha256: edition.sha256,
  };
}
