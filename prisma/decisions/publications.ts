import { v7 } from 'uuid';
import { realWait } from '../../domain/clock.ts';
import { figureDifferences, namedFigures } from '../../domain/edition.ts';
import type { EditionRule, Plan } from '../../domain/plan.ts';
import type { Figures } from '../../domain/statistics.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { Edition, Prisma, PrismaClient } from '../generated/client.ts';
import { readAgreement } from '../reads/agreements.ts';
import { lockEdition, readPlanInForce, type OperationNow } from '../reads/clocks.ts';
import { queueLetters } from './letter-queue.ts';

/** Publishes a signed edition once its embargo has ended, or says how long to wait for that, in real milliseconds. */
export async function publishEdition(
  prisma: PrismaClient,
  realNow: number,
  { editionId }: { editionId: string },
): Promise<{ isPublished: boolean; waitMs: number | null }> {
  return prisma.$transaction(async (tx) => {
    const { edition, operation } = await lockEdition(tx, editionId, realNow);
    if (edition.stage === 'published') return { isPublished: true, waitMs: null };
    const waitMs = realWait(operation.clock, edition.embargoAt.getTime(), realNow);
    if (waitMs !== 0) return { isPublished: false, waitMs };

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
    await writeToPartners(tx, operation, edition, plan, publicationId);
    return { isPublished: true, waitMs: null };
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
                operationId: operation.id,
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
