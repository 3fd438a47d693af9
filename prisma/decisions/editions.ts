import type { FreezeCommand } from '../../domain/command.ts';
import { editionRule, ownFigures } from '../../domain/edition.ts';
import type { Instant } from '../../domain/clock.ts';
import type { EditionKnown } from '../../domain/edition-document.ts';
import { instantOf } from '../../domain/moment.ts';
import type { EditionRule, Plan } from '../../domain/plan.ts';
import { keepCaseSet } from '../case-set.ts';
import { appendEvent, type Tx } from '../event.ts';
import { freezeUntil } from '../frozen.ts';
import type { PrismaClient } from '../generated/client.ts';
import { lockOperation, readPlanInForce, type OperationNow } from '../reads/clocks.ts';
import { loadOwnFigures } from '../reads/figures.ts';
import { framed, readReasons } from '../reads/difference-reasons.ts';
import { countEdition, readKnown, readStrandsKnown } from '../reads/frozen-editions.ts';
import { seeAll } from '../sight.ts';
import { isRecorded } from './commands.ts';
import { openTasking } from './taskings.ts';

type Freezing = { rule: EditionRule; plan: Plan; planVersion: number; strands: EditionKnown['strands'] };
type Order = { operationId: string; editionId: string; commandId: string; actorId: string };

/** Freezes the figures of an edition of the plan at its cut-off and asks everybody who reported to confirm theirs. */
export function freezeEdition(
  prisma: PrismaClient,
  realNow: number,
  { key, ...order }: FreezeCommand & { operationId: string },
): Promise<{ taskingId: string }> {
  return freezeBy(prisma, realNow, order, (plan) => plannedRule(plan, key), null);
}

/** The same for one that corrects a published edition, whose rule its unlocking has agreed. */
export function freezeCorrection(
  prisma: PrismaClient,
  realNow: number,
  { rule, correctsId, ...order }: Order & { rule: EditionRule; correctsId: string },
): Promise<{ taskingId: string }> {
  return freezeBy(prisma, realNow, order, () => rule, correctsId);
}

async function freezeBy(
  prisma: PrismaClient,
  realNow: number,
  { operationId, editionId, commandId, actorId }: Order,
  ruleIn: (plan: Plan) => EditionRule,
  correctsId: string | null,
): Promise<{ taskingId: string }> {
  const freezing = await prisma.$transaction((tx) => prepare(tx, operationId, ruleIn, realNow));
  const { rule, strands, planVersion } = freezing;
  await freezeUntil(prisma, operationId, new Date(rule.cutOff.at));
  for (const [strand, { cutOffAt }] of Object.entries(strands)) await freezeUntil(prisma, strand, new Date(cutOffAt));
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const operation = await lockOperation(tx, operationId, realNow);
    if (await isRecorded(tx, commandId)) {
      const { taskingId } = await tx.edition.findUniqueOrThrow({ where: { id: editionId } });
      return { taskingId: taskingId ?? '' };
    }
    const { number: inForce } = await readPlanInForce(tx, operationId);
    if (inForce !== planVersion) throw new Error('Another plan has come into force meanwhile: this is tried again.');
    return { taskingId: await freeze(tx, operation, freezing, { editionId, correctsId, commandId, actorId }) };
  });
}

/** What is waited for before anything is counted follows from the plan; what is counted by it is told where it was not changed meanwhile. */
async function prepare(tx: Tx, operationId: string, ruleIn: (plan: Plan) => EditionRule, realNow: Instant): Promise<Freezing> {
  const { plan, number: planVersion } = await readPlanInForce(tx, operationId);
  const rule = ruleIn(plan);
  return { rule, plan, planVersion, strands: await readStrandsKnown(tx, plan, instantOf(rule.cutOff), realNow) };
}

async function freeze(
  tx: Tx,
  operation: OperationNow,
  { rule, plan, planVersion, strands }: Freezing,
  { editionId, correctsId, ...command }: { editionId: string; correctsId: string | null; commandId: string; actorId: string },
): Promise<string> {
  const { id: operationId } = operation;
  const { key } = rule;
  const known = await readKnown(tx, operationId, strands);
  const last = await tx.edition.findFirst({ where: { operationId }, orderBy: { number: 'desc' } });
  const before = correctsId === null ? { operationId, stage: { not: 'returned' } } : { id: correctsId };
  const previous = await tx.edition.findFirst({ where: before, orderBy: { number: 'desc' } });
  const number = (last?.number ?? 0) + 1;
  const counting = { operationId, plan, planVersion, edition: { key, number }, rule, known };
  let caseSetId: string | null = null;
  const { figures, reporters, text, sha256 } = await countEdition(tx, counting, async (cases) => {
    const { id, ...set } = await keepCaseSet(tx, operationId, cases);
    caseSetId = id;
    return set;
  });
  const at = new Date(operation.at);
  const now = { caseSetId, rule, known };
  const reasons = previous ? await readReasons(tx, operationId, framed(previous), now) : null;
  await tx.edition.create({
    data: {
      ...{ id: editionId, operationId, key, number, status: rule.status, stage: 'confirming', stageSince: at, planVersion },
      ...{ cutOffAt: rule.cutOff.at, embargoAt: rule.embargo.at, rule, figures, previousId: previous?.id ?? null },
      ...{
        document: text,
        sha256,
        caseSetId,
        known,
        ...(reasons ? { reasons } : {}),
        correctsId,
        frozenById: command.actorId,
        frozenAt: at,
      },
    },
  });
  const { cases, seizures } = figures;
  await appendEvent(tx, {
    ...{ type: 'edition.frozen', at, operationId, subjectId: editionId, ...command },
    data: { key, number, cutOff: rule.cutOff.at, cases, seizures, sha256 },
  });
  const taskingId = await askToConfirm(tx, operation, plan, rule, { editionId, number, reporters });
  await tx.edition.update({ where: { id: editionId }, data: { taskingId } });
  return taskingId;
}

/** The API has refused an edition that the plan does not have. */
function plannedRule(plan: Plan, key: string): EditionRule {
  const rule = editionRule(plan, key);
  if (!rule) throw new Error(`The plan in force has no edition '${key}'; the API refuses that before.`);
  return rule;
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
