import { v7 } from 'uuid';
import { realWait } from '../../domain/clock.ts';
import { figureDifferences, namedFigures, type EditionStage } from '../../domain/edition.ts';
import type { Figures } from '../../domain/statistics.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { Edition, Prisma, PrismaClient } from '../generated/client.ts';
import { readAgreement } from '../reads/agreements.ts';
import { lockEdition, readPlanInForce, type OperationNow } from '../reads/clocks.ts';
import { wakeAllSummaries } from '../wake.ts';
import { passOn } from './partner-letters.ts';

/**
 * Publishes a signed edition once its embargo has ended, or says how long to wait for that, in real milliseconds. Answers where it has got to:
 * a cancellation returns what was not published.
 */
export async function publishEdition(
  prisma: PrismaClient,
  realNow: number,
  { editionId }: { editionId: string },
): Promise<{ stage: EditionStage; waitMs: number | null }> {
  return prisma.$transaction(async (tx) => {
    const { edition, operation } = await lockEdition(tx, editionId, realNow);
    const stage = edition.stage as EditionStage;
    if (stage !== 'embargoed' || operation.stage === 'suspended') return { stage, waitMs: null };
    const waitMs = realWait(operation.clock, edition.embargoAt.getTime(), realNow);
    if (waitMs !== 0) return { stage, waitMs };

    const publicationId = v7();
    const at = new Date(operation.at);
    const content = await composePublication(tx, operation, edition, at);
    await tx.publication.create({ data: { id: publicationId, editionId, operationId: operation.id, content, publishedAt: at } });
    await tx.edition.update({ where: { id: editionId }, data: { stage: 'published', stageSince: at } });
    await appendEvent(tx, {
      type: 'edition.published',
      at,
      operationId: operation.id,
      subjectId: editionId,
      data: { key: edition.key, publicationId, sha256: edition.sha256 },
    });
    await wakeAllSummaries(tx, operation.id);
    const { plan } = await readPlanInForce(tx, operation.id);
    if (!plan.chains?.release?.length) await passOn(tx, operation, edition, { publicationId, partners: plan.publication.recipients });
    return { stage: 'published', waitMs: null };
  });
}

/** What everybody may read: the frozen figures, who agreed to them, and what changed since the edition before. No administration's own rows. */
async function composePublication(tx: Tx, operation: OperationNow, edition: Edition, at: Date): Promise<Prisma.InputJsonObject> {
  const figures = edition.figures as unknown as Figures;
  const previous = edition.previousId ? await tx.edition.findUniqueOrThrow({ where: { id: edition.previousId } }) : null;
  const before = previous ? namedFigures(previous.figures as unknown as Figures) : [];
  return {
    operation: operation.title,
    edition: edition.key,
    number: edition.number,
    status: edition.status,
    cutOffAt: edition.cutOffAt.toISOString(),
    publishedAt: at.toISOString(),
    figures: namedFigures(figures),
    sums: figures.sums.map(({ key, name, unit, quantity, reason }) => ({ key, name, unit, quantity, reason })),
    agreement: await readAgreement(tx, edition),
    previousEdition: previous ? previous.key : null,
    differences: previous ? figureDifferences(before, namedFigures(figures)) : [],
    reasons: edition.reasons as Prisma.InputJsonObject | null,
    sha256: edition.sha256,
  };
}
