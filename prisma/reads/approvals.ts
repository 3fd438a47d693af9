import { turnOf, type Approval } from '../../domain/approval.ts';
import { operationTime, type Clock } from '../../domain/clock.ts';
import { differences, type Change } from '../../domain/difference.ts';
import type { Step } from '../../domain/step.ts';
import type { Database } from '../client.ts';
import type { Tx } from '../event.ts';
import type { ApprovalStep, Prisma } from '../generated/client.ts';
import { approversOf } from './approvers.ts';
import { nameOf, namesOf } from './names.ts';
import { postsIn, timesOf } from './open-approvals.ts';

export type StepView = Pick<Step, 'name' | 'posts' | 'quorum'> & {
  isParallel: boolean;
  veto: readonly string[];
  /** `ahead` has not been opened yet. Otherwise what ended it, `kept` where a return left it standing. */
  state: string;
  since: string | null;
  deadline: string | null;
  /** What becomes of the step when its deadline passes. */
  then: 'lapse' | 'consent' | null;
  agreed: string[];
  /** Who can decide it now, as people write it: a stand-in as "A for B". */
  turn: { post: string; by: string }[];
};

export type ApprovalView = {
  id: string;
  operationId: string;
  subject: string;
  planVersion: number | null;
  editionId: string | null;
  /** Code of the partner to whom a release would pass the publication on. */
  partner: string | null;
  outcome: string;
  fastTrack: { legalBasis: string; reason: string } | null;
  /** Why an operation is to be closed although something is open, and what. */
  override: string | null;
  openedAt: string;
  settledAt: string | null;
  /** Name of the open step, of several the first; null once settled. */
  step: string | null;
  stepSince: string;
  steps: StepView[];
  /** Posts whose holders can decide now. */
  turn: string[];
  decisions: { post: string; step: string; decision: string; by: string; reason: string | null; at: string }[];
  previousId: string | null;
  /** What differs from the version that was returned before; nothing where none was. */
  differences: Change[];
};

const WITH_DECISIONS = {
  decisions: { orderBy: { at: 'asc' as const } },
  operation: { select: { clock: true } },
  partner: { select: { code: true } },
};
type Row = Prisma.ApprovalGetPayload<{ include: typeof WITH_DECISIONS }>;

/** Without their differences, which are as long as plans; each approval shows its own. */
export async function listApprovals({ prisma }: Database, operationId: string, outcome?: string): Promise<ApprovalView[]> {
  const rows = await prisma.approval.findMany({
    where: { operationId, ...(outcome ? { outcome } : {}) },
    include: WITH_DECISIONS,
    orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
  });
  const views: ApprovalView[] = [];
  for (const row of rows) views.push(await viewOf(prisma, row));
  return views;
}

export async function findApproval({ prisma }: Database, id: string): Promise<ApprovalView | null> {
  const row = await prisma.approval.findUnique({ where: { id }, include: WITH_DECISIONS });
  if (!row) return null;
  const [view, changes] = await Promise.all([viewOf(prisma, row), differencesOf(prisma, row)]);
  return { ...view, differences: changes };
}

async function viewOf(tx: Tx, row: Row): Promise<ApprovalView> {
  const state = row.state as unknown as Approval;
  const isWaiting = row.outcome === 'waiting';
  const at = operationTime(row.operation.clock as Clock, Date.now());
  const [rows, approvers] = await Promise.all([
    tx.approvalStep.findMany({ where: { approvalId: row.id } }),
    isWaiting ? approversOf(tx, state, at) : [],
  ]);
  const turns = turnOf(state, approvers);
  const speakers = [...row.decisions.map(speakerOf), ...turns.flatMap((turn) => turn.approvers)];
  const names = await namesOf(
    tx,
    speakers.flatMap(({ personId, standsFor }) => [personId, standsFor]),
  );
  return {
    id: row.id,
    operationId: row.operationId,
    subject: row.subject,
    planVersion: row.planVersion,
    editionId: row.editionId,
    partner: row.partner?.code ?? null,
    outcome: row.outcome,
    fastTrack: row.isFast ? { legalBasis: row.legalBasis ?? '', reason: row.reason ?? '' } : null,
    override: row.subject === 'closing' ? row.reason : null,
    openedAt: row.openedAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    step: turns[0]?.step.name ?? null,
    stepSince: row.stepSince.toISOString(),
    steps: state.steps.map((step) => {
      const open = turns.find((turn) => turn.step.name === step.name)?.approvers ?? [];
      const turn = open.map((approver) => ({ post: approver.post, by: nameOf(names, approver) }));
      return {
        ...stepOf(
          state,
          step,
          rows.find(({ name }) => name === step.name),
        ),
        turn,
      };
    }),
    turn: [...new Set(turns.flatMap((turn) => postsIn(turn.approvers)))],
    decisions: row.decisions.map((decision) => ({
      post: decision.post,
      step: decision.step,
      decision: decision.kind,
      by: nameOf(names, speakerOf(decision)),
      reason: decision.reason,
      at: decision.at.toISOString(),
    })),
    previousId: row.previousId,
    differences: [],
  };
}

function stepOf({ complete, voices }: Approval, step: Step, row: ApprovalStep | undefined): Omit<StepView, 'turn'> {
  const isKept = complete.some((done) => done.step === step.name && done.by === 'kept');
  const { since, deadline } = row ? timesOf(row) : { since: null, deadline: null };
  return {
    name: step.name,
    posts: step.posts,
    quorum: step.quorum,
    isParallel: step.isParallel ?? false,
    veto: step.veto ?? [],
    state: isKept ? 'kept' : row ? (row.settledBy ?? 'open') : 'ahead',
    since,
    deadline,
    then: step.deadline?.then ?? null,
    agreed: voices.filter((voice) => voice.step === step.name && voice.kind === 'approve').map(({ post }) => post),
  };
}

function speakerOf({ personId, standInForId }: { personId: string; standInForId: string | null }) {
  return { personId, standsFor: standInForId };
}

async function differencesOf(tx: Tx, { operationId, planVersion, previousId }: Row): Promise<Change[]> {
  if (previousId === null || planVersion === null) return [];
  const previous = await tx.approval.findUniqueOrThrow({ where: { id: previousId } });
  const numbers = { in: [previous.planVersion ?? 0, planVersion] };
  const [before, after] = await tx.planVersion.findMany({ where: { operationId, number: numbers }, orderBy: { number: 'asc' } });
  return before && after ? differences(before.content, after.content) : [];
}

/** An approval as its workflow knows it, and what a submission after it may keep of it. */
export async function readApprovalState({ prisma }: Database, id: string): Promise<Approval | null> {
  const row = await prisma.approval.findUnique({ where: { id }, select: { state: true } });
  return row && (row.state as unknown as Approval);
}

/** The approval by which this version of a plan came back to its author. */
export async function findReturned(
  { prisma }: Database,
  operationId: string,
  planVersion: number,
): Promise<{ id: string; state: Approval } | null> {
  const row = await prisma.approval.findFirst({
    where: { operationId, planVersion, outcome: { in: ['returned', 'lapsed'] }, subject: { not: 'ratification' } },
  });
  return row && { id: row.id, state: row.state as unknown as Approval };
}
