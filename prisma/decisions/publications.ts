import { v7 } from 'uuid';
import type { Outcome } from '../../domain/approval.ts';
import { realWait } from '../../domain/clock.ts';
import { figureDifferences, namedFigures, type EditionStage } from '../../domain/edition.ts';
import type { EditionRule, Plan } from '../../domain/plan.ts';
import type { Figures } from '../../domain/statistics.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { Edition, Prisma, PrismaClient } from '../generated/client.ts';
import { readAgreement } from '../reads/agreements.ts';
import { lockEdition, readPlanInForce, type OperationNow } from '../reads/clocks.ts';
import { isRecorded } from './commands.ts';
import { queueLetters } from './letter-queue.ts';

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
      data: { key: edition.key, publicationId },
    });
    const { plan } = await readPlanInForce(tx, operation.id);
    if (!plan.chains?.release?.length) await writeToPartners(tx, operation, edition, plan, publicationId);
    return { stage: 'published', waitMs: null };
  });
}

/** Sends a published edition on to the partners, or not, as those decided who release it. Anybody can read the publication all the same. */
export async function settleRelease(
  prisma: PrismaClient,
  realNow: number,
  { editionId, outcome }: { editionId: string; outcome: Outcome },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const { edition, operation } = await lockEdition(tx, editionId, realNow);
    const commandId = `${editionId}/release`;
    if (await isRecorded(tx, commandId)) return;
    const plan = await readReleasedPlan(tx, operation.id, editionId);
    const { id: publicationId } = await tx.publication.findUniqueOrThrow({ where: { editionId } });
    if (outcome === 'approved') await writeToPartners(tx, operation, edition, plan, publicationId);
    await appendEvent(tx, {
      type: outcome === 'approved' ? 'edition.released' : 'edition.withheld',
      at: new Date(operation.at),
      operationId: operation.id,
      subjectId: editionId,
      commandId,
      data: { key: edition.key, recipients: [...plan.publication.recipients] },
    });
  });
}

/** The plan whose recipients those saw who decided on the release. */
async function readReleasedPlan(tx: Tx, operationId: string, editionId: string): Promise<Plan> {
  const { planVersion } = await tx.approval.findFirstOrThrow({ where: { editionId, subject: 'release' } });
  const number = planVersion ?? 0;
  const { content } = await tx.planVersion.findUniqueOrThrow({ where: { operationId_number: { operationId, number } } });
  return content as unknown as Plan;
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
  };
}

async function writeToPartners(tx: Tx, operation: OperationNow, edition: Edition, plan: Plan, publicationId: string): Promise<void> {
  const recipients = await tx.organisation.findMany({
    where: { code: { in: [...plan.publication.recipients] } },
    include: { people: { where: { roles: { has: 'partner' }, email: { not: null } } } },
  });
  await queueLetters(
    tx,
    recipients.flatMap(({ id, email, language, people }) => {
      const addresses = people.length > 0 ? people.map((person) => person.email) : [email];
      return addresses.flatMap((address) =>
        address
          ? [
              {
                operation,
                batch: `edition/${edition.id}`,
                kind: 'edition-published',
                occasion: 'published',
                organisationId: id,
                address,
                language,
                content: {
                  operation: operation.title,
                  edition: edition.key,
                  status: edition.status,
                  cutOff: (edition.rule as unknown as EditionRule).cutOff,
                  publicationId,
                  figures: namedFigures(edition.figures as unknown as Figures),
                },
              },
            ]
          : [],
      );
    }),
  );
}
