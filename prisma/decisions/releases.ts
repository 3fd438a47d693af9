import { v7 } from 'uuid';
import { openApproval, type Outcome } from '../../domain/approval.ts';
import { stepsOf } from '../../domain/step.ts';
import { appendEvent } from '../event.ts';
import type { PrismaClient } from '../generated/client.ts';
import { lockEdition, readPlanInForce } from '../reads/clocks.ts';
import { insertApproval, startOf, type ApprovalStart } from './approvals.ts';
import { isRecorded } from './commands.ts';
import { passOn } from './partner-letters.ts';

/**
 * Opens one approval for each recipient of a published edition, all at once, by the chain of the plan in force and in the order of its list;
 * none where the plan asks nobody. Whoever froze the edition is their author. A later plan changes neither who gets it nor who decides.
 */
export async function openReleases(prisma: PrismaClient, realNow: number, { editionId }: { editionId: string }): Promise<ApprovalStart[]> {
  return prisma.$transaction(async (tx) => {
    const { edition, operation } = await lockEdition(tx, editionId, realNow);
    const known = await tx.approval.findMany({ where: { editionId, subject: 'release' }, orderBy: { id: 'asc' } });
    if (known.length > 0) return known.map(startOf);

    const { plan } = await readPlanInForce(tx, operation.id);
    const rules = plan.chains?.release ?? [];
    if (rules.length === 0) return [];
    const { recipients } = plan.publication;
    const partners = await tx.organisation.findMany({ where: { code: { in: [...recipients] } } });
    const { id, posts } = await tx.person.findUniqueOrThrow({ where: { id: edition.frozenById } });
    const state = openApproval({ personId: id, posts }, stepsOf(rules, plan.leads));
    const starts: ApprovalStart[] = [];
    for (const partner of partners.toSorted((a, b) => recipients.indexOf(a.code) - recipients.indexOf(b.code))) {
      const approvalId = v7();
      await insertApproval(tx, operation, { approvalId, subject: 'release', subjectId: editionId, editionId, partner, state });
      starts.push({ approvalId, author: state.author, steps: state.steps });
    }
    return starts;
  });
}

/** Passes a published edition on to one partner, or not, as those decided who release it to that one. */
export async function settleRelease(
  prisma: PrismaClient,
  realNow: number,
  { editionId, approvalId, outcome }: { editionId: string; approvalId: string; outcome: Outcome },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const { edition, operation } = await lockEdition(tx, editionId, realNow);
    const commandId = `${approvalId}/release`;
    if (await isRecorded(tx, commandId)) return;
    const { partner } = await tx.approval.findUniqueOrThrow({ where: { id: approvalId }, include: { partner: true } });
    if (!partner) throw new Error(`The approval ${approvalId} releases to nobody.`);
    const { id: publicationId } = await tx.publication.findUniqueOrThrow({ where: { editionId } });
    const isReleased = outcome === 'approved';
    if (isReleased) await passOn(tx, operation, edition, { publicationId, partners: [partner.code] });
    await appendEvent(tx, {
      type: isReleased ? 'edition.released' : 'edition.withheld',
      at: new Date(operation.at),
      operationId: operation.id,
      subjectId: editionId,
      organisationId: partner.id,
      commandId,
      data: { key: edition.key, outcome, approvalId },
    });
  });
}
