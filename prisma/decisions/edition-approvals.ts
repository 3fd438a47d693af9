import { v7 } from 'uuid';
import { openApproval, type Outcome } from '../../domain/approval.ts';
import type { Plan, StepRule } from '../../domain/plan.ts';
import { stepsOf } from '../../domain/step.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { Edition, PrismaClient } from '../generated/client.ts';
import { lockEdition, readPlanInForce, type OperationNow } from '../reads/clocks.ts';
import { insertApproval, startOf, type ApprovalStart } from './approvals.ts';

/** What is decided on an edition before it is published: its figures, then that they are. */
export type EditionSubject = 'edition' | 'publication';

const CHAINS: Record<EditionSubject, (plan: Plan) => readonly StepRule[]> = {
  edition: ({ publication }) => publication.signOff,
  publication: ({ chains }) => chains?.publication ?? [],
};

/** Opens an approval of an edition by the chain of the plan in force; null where the plan asks nobody. Whoever froze it is its author. */
export async function openEditionApproval(
  prisma: PrismaClient,
  realNow: number,
  { editionId, subject }: { editionId: string; subject: EditionSubject },
): Promise<ApprovalStart | null> {
  return prisma.$transaction(async (tx) => {
    const { edition, operation } = await lockEdition(tx, editionId, realNow);
    if (edition.stage === 'returned') return null; // its operation was cancelled
    const known = await tx.approval.findFirst({ where: { editionId, subject } });
    if (known) return startOf(known);

    const { plan } = await readPlanInForce(tx, operation.id);
    const rules = CHAINS[subject](plan);
    if (rules.length === 0) return null;
    const author = await tx.person.findUniqueOrThrow({ where: { id: edition.frozenById } });
    const state = openApproval({ personId: author.id, posts: author.posts }, stepsOf(rules, plan.leads));
    const approvalId = v7();
    await insertApproval(tx, operation, { approvalId, subject, subjectId: editionId, editionId, state });
    if (subject === 'edition') await beginSignOff(tx, operation, edition, approvalId);
    return { approvalId, author: state.author, steps: state.steps };
  });
}

/** The members have confirmed, disputed, or let the deadline pass: the leads are asked now. */
async function beginSignOff(tx: Tx, operation: OperationNow, edition: Edition, approvalId: string): Promise<void> {
  const at = new Date(operation.at);
  await tx.edition.update({ where: { id: edition.id }, data: { approvalId, stage: 'signing-off', stageSince: at } });
  const answers = await tx.task.groupBy({ by: ['answer'], where: { taskingId: edition.taskingId ?? '' }, _count: true });
  await appendEvent(tx, {
    type: 'edition.confirmed',
    at,
    operationId: operation.id,
    subjectId: edition.id,
    data: Object.fromEntries(answers.map(({ answer, _count }) => [answer ?? 'silent', _count])),
  });
}

/** What the sign-off, and the approval of the publication where the plan asks for one, make of an edition. */
export async function settleSignOff(
  prisma: PrismaClient,
  realNow: number,
  { editionId, outcome }: { editionId: string; outcome: Outcome },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const { edition, operation } = await lockEdition(tx, editionId, realNow);
    if (edition.stage !== 'signing-off') return;
    const at = new Date(operation.at);
    const isSigned = outcome === 'approved';
    await tx.edition.update({ where: { id: editionId }, data: { stage: isSigned ? 'embargoed' : 'returned', stageSince: at } });
    await appendEvent(tx, {
      type: isSigned ? 'edition.signed' : 'edition.returned',
      at,
      operationId: operation.id,
      subjectId: editionId,
      data: { key: edition.key },
    });
  });
}
