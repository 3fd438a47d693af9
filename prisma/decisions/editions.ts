import type { FreezeCommand } from '../../domain/command.ts';
import { editionRule, ownFigures } from '../../domain/edition.ts';
import type { EditionRule, Plan } from '../../domain/plan.ts';
import { appendEvent, type Tx } from '../event.ts';
import { freezeUntil } from '../frozen.ts';
import type { PrismaClient } from '../generated/client.ts';
import { lockOperation, readPlanInForce, type OperationNow } from '../reads/clocks.ts';
import { loadFigures, loadOwnFigures } from '../reads/figures.ts';
import { seeAll } from '../sight.ts';
import { isRecorded } from './commands.ts';
import { openTasking } from './taskings.ts';

/** Freezes the figures of an edition at its cut-off and asks everybody who reported to confirm theirs. */
export async function freezeEdition(
  prisma: PrismaClient,
  realNow: number,
  { operationId, editionId, key, commandId, actorId }: FreezeCommand & { operationId: string },
): Promise<{ taskingId: string }> {
  const { rule: planned } = await prisma.$transaction((tx) => ruleInForce(tx, operationId, key));
  await freezeUntil(prisma, operationId, new Date(planned.cutOff.at));
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const operation = await lockOperation(tx, operationId, realNow);
    const { plan, number: planVersion, rule } = await ruleInForce(tx, operationId, key);
    if (await isRecorded(tx, commandId)) {
      const { taskingId } = await tx.edition.findUniqueOrThrow({ where: { id: editionId } });
      return { taskingId: taskingId ?? '' };
    }
    const { figures, reporters } = await loadFigures(tx, plan, { operationId, phases: rule.phases, cutOff: new Date(rule.cutOff.at) });
    const last = await tx.edition.findFirst({ where: { operationId }, orderBy: { number: 'desc' } });
    const previous = await tx.edition.findFirst({ where: { operationId, stage: { not: 'returned' } }, orderBy: { number: 'desc' } });
    const number = (last?.number ?? 0) + 1;
    const at = new Date(operation.at);
    await tx.edition.create({
      data: {
        id: editionId,
        operationId,
        key,
        number,
        status: rule.status,
        stage: 'confirming',
        stageSince: at,
        planVersion,
        cutOffAt: rule.cutOff.at,
        embargoAt: rule.embargo.at,
        rule,
        figures,
        previousId: previous?.id ?? null,
        frozenById: actorId,
        frozenAt: at,
      },
    });
    const { cases, seizures } = figures;
    await appendEvent(tx, {
      type: 'edition.frozen',
      at,
      operationId,
      subjectId: editionId,
      actorId,
      commandId,
      data: { key, number, cutOff: rule.cutOff.at, cases, seizures },
    });
    const taskingId = await askToConfirm(tx, operation, plan, rule, { editionId, number, reporters });
    await tx.edition.update({ where: { id: editionId }, data: { taskingId } });
    return { taskingId };
  });
}

/** The plan in force, and its rule for an edition. The API has refused one that it does not have. */
async function ruleInForce(tx: Tx, operationId: string, key: string): Promise<{ plan: Plan; number: number; rule: EditionRule }> {
  const inForce = await readPlanInForce(tx, operationId);
  const rule = editionRule(inForce.plan, key);
  if (!rule) throw new Error(`The plan in force has no edition '${key}'; the API refuses that before.`);
  return { ...inForce, rule };
}

async function askToConfirm(
  tx: Tx,
  operation: OperationNow,
  plan: Plan,
  { key, phases, cutOff, confirmBy }: EditionRule,
  { editionId, number, reporters }: { editionId: string; number: number; reporters: readonly string[] },
): Promise<string> {
  const { silence, ladder, late = 'taken' } = plan.publication;
  const own = await loadOwnFigures(tx, { operationId: operation.id, phases, cutOff: new Date(cutOff.at) });
  const each = Object.fromEntries(own.map(({ organisationId, ...figures }) => [organisationId, { figures: ownFigures(figures) }]));
  return openTasking(tx, operation, {
    kind: 'confirm-figures',
    key: `${key}/${number}`,
    title: `Confirm your figures in the edition ${key}`,
    deadline: confirmBy,
    ladder,
    silence,
    late,
    addressees: reporters,
    letter: {
      kind: 'confirm-request',
      content: { operation: operation.title, edition: key, deadline: { ...confirmBy }, silence, editionId },
      each,
    },
  });
}
