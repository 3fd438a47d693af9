import { v7 } from 'uuid';
import { openSteps, type Approval, type Decision, type Ending } from '../../domain/approval.ts';
import type { Command } from '../../domain/command.ts';
import type { Subject } from '../../domain/letter.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { aboutPartner, WITH_PARTNER, type Partnered } from '../reads/approval-matters.ts';
import { approversOf } from '../reads/approvers.ts';
import { lockOperation, type OperationNow } from '../reads/clocks.ts';
import { nameOf, namesOf } from '../reads/names.ts';
import { askApprovers, coordinatorsOf, tellApproval, tellReturn } from './approval-letters.ts';
import { openRows, settleRows } from './approval-steps.ts';
import { isRecorded } from './commands.ts';

export type NewApproval = {
  approvalId: string;
  subject: Subject;
  /** What is decided on: a plan version, an edition, or the operation itself. */
  subjectId: string;
  planVersion?: number;
  editionId?: string;
  /** Whom a release is about. */
  partner?: { id: string; name: string };
  state: Approval;
  fast?: { legalBasis: string; reason: string };
  /** Why an operation may be closed although something is open, and what is. */
  override?: string;
  /** The approval that was returned before this one, and how many fields differ from what was returned. */
  previous?: { id: string; changes: number };
};

/** What the workflow of an approval starts with. */
export type ApprovalStart = { approvalId: string } & Pick<Approval, 'author' | 'steps'>;

export function startOf({ id, state }: { id: string; state: unknown }): ApprovalStart {
  const { author, steps } = state as Approval;
  return { approvalId: id, author, steps };
}

/** Opens an approval: its row, its first steps with their deadlines, and the letters to whoever can decide them. */
export async function insertApproval(
  tx: Tx,
  operation: OperationNow,
  { approvalId, state, fast, override, previous, partner, ...approval }: NewApproval,
): Promise<void> {
  const at = new Date(operation.at);
  await tx.approval.create({
    data: {
      ...approval,
      id: approvalId,
      operationId: operation.id,
      authorId: state.author.personId,
      steps: asJson(state.steps),
      state: asJson(state),
      outcome: state.outcome,
      openedAt: at,
      stepSince: at,
      ...(fast ? { isFast: true, ...fast } : {}),
      ...(override === undefined ? {} : { reason: override }),
      ...(previous ? { previousId: previous.id } : {}),
      ...(partner ? { partnerId: partner.id } : {}),
    },
  });
  const steps = openSteps(state);
  await openRows(tx, approvalId, operation, steps);
  const approvers = await approversOf(tx, state, operation.at);
  await askApprovers(tx, { id: approvalId, operation }, { state, approvers, steps, ...(previous ? { changes: previous.changes } : {}) });
}

export type Spoken = { step: string; post: string; standsFor: string | null };

/** Records one decision, and what the approval has become by it: `after` is the workflow's state with the decision folded in. */
export async function recordDecision(
  prisma: PrismaClient,
  realNow: number,
  {
    approvalId,
    decision,
    place: { step, post, standsFor },
    after,
    commandId,
    actorId,
  }: Command & { approvalId: string; decision: Decision; place: Spoken; after: Approval },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const { operationId } = await tx.approval.findUniqueOrThrow({ where: { id: approvalId } });
    const operation = await lockOperation(tx, operationId, realNow);
    if (await isRecorded(tx, commandId)) return;
    const at = new Date(operation.at);
    const { personId, kind } = decision;
    const reason = decision.kind === 'approve' ? null : decision.reason;
    await tx.approvalDecision.create({ data: { id: v7(), approvalId, personId, post, step, kind, reason, at, standInForId: standsFor } });
    const moved = await moveApproval(tx, operation, approvalId, after);
    const { subject } = moved;
    const by = nameOf(await namesOf(tx, [personId, standsFor]), { personId, standsFor });
    if (after.outcome === 'returned' || after.outcome === 'rejected') {
      const others = subject === 'ratification' ? await coordinatorsOf(tx, operationId) : []; // they decide what follows
      await tellReturn(
        tx,
        { id: approvalId, operation },
        { state: after, because: { reason: reason ?? '', by: `${by} (${post})` }, others },
      );
    }
    if (after.outcome === 'approved') await tellApproval(tx, { id: approvalId, operation }, { state: after, decidedById: personId });
    await appendEvent(tx, {
      type: 'approval.decided',
      at,
      operationId: operation.id,
      subjectId: approvalId,
      actorId,
      commandId,
      ...aboutPartner(moved),
      data: { subject, decision: kind, post, step, by, outcome: after.outcome, ...(reason === null ? {} : { reason }) },
    });
  });
}

const ENDINGS = { consent: 'approval.consented', lapse: 'approval.lapsed', withdraw: 'approval.withdrawn' } as const;

export async function recordEnding(
  prisma: PrismaClient,
  realNow: number,
  { approvalId, ending: { step, kind }, after }: { approvalId: string; ending: Ending; after: Approval },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const { operationId } = await tx.approval.findUniqueOrThrow({ where: { id: approvalId } });
    const operation = await lockOperation(tx, operationId, realNow);
    const commandId = `${approvalId}/${kind}/${step ?? ''}`;
    if (await isRecorded(tx, commandId)) return;
    const moved = await moveApproval(tx, operation, approvalId, after);
    if (after.outcome === 'lapsed') {
      const others = await coordinatorsOf(tx, operationId);
      const row = await tx.approvalStep.findUniqueOrThrow({ where: { approvalId_name: { approvalId, name: step ?? '' } } });
      const lapsed = { step: row.name, deadline: (row.deadlineAt ?? row.openedAt).toISOString() };
      await tellReturn(tx, { id: approvalId, operation }, { state: after, because: lapsed, others });
    }
    if (after.outcome === 'approved') await tellApproval(tx, { id: approvalId, operation }, { state: after, decidedById: null });
    await appendEvent(tx, {
      type: ENDINGS[kind],
      at: new Date(operation.at),
      operationId,
      subjectId: approvalId,
      commandId,
      ...aboutPartner(moved),
      data: { subject: moved.subject, ...(step === null ? {} : { step }), outcome: after.outcome },
    });
  });
}

/** Writes what an approval has become: closes the rows of steps that are done, opens those of the next, and asks whoever decides them. */
async function moveApproval(tx: Tx, operation: OperationNow, id: string, after: Approval): Promise<Partnered> {
  const at = new Date(operation.at);
  const row = await tx.approval.findUniqueOrThrow({ where: { id }, include: WITH_PARTNER }); // only now: it may have changed before the lock
  const before = openSteps(row.state as unknown as Approval).map(({ name }) => name);
  const opened = openSteps(after).filter(({ name }) => !before.includes(name));
  await tx.approval.update({
    where: { id },
    data: {
      state: asJson(after),
      outcome: after.outcome,
      ...(opened.length > 0 ? { stepSince: at } : {}),
      ...(after.outcome === 'waiting' ? {} : { settledAt: at }),
    },
  });
  if (opened.length > 0 || after.outcome !== 'waiting' || openSteps(after).length < before.length)
    await settleRows(tx, id, operation, after);
  if (opened.length > 0) {
    await openRows(tx, id, operation, opened);
    const approvers = await approversOf(tx, after, operation.at);
    await askApprovers(tx, { id, operation }, { state: after, approvers, steps: opened });
  }
  return row;
}

function asJson(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
