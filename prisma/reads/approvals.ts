import { turnOf, type Approval } from '../../domain/approval.ts';
import type { Database } from '../client.ts';
import type { Prisma } from '../generated/client.ts';

export type ApprovalView = {
  id: string;
  operationId: string;
  subject: string;
  planVersion: number | null;
  editionId: string | null;
  outcome: string;
  openedAt: string;
  settledAt: string | null;
  /** Name of the open step; null once settled. */
  step: string | null;
  stepSince: string;
  steps: { name: string; posts: string[]; quorum: Approval['steps'][number]['quorum']; agreed: string[] }[];
  /** Posts whose holders can decide now. */
  turn: string[];
  decisions: { post: string; step: string; decision: string; reason: string | null; at: string }[];
};

const WITH_DECISIONS = { decisions: { orderBy: { at: 'asc' as const } } };

export async function listApprovals({ prisma }: Database, operationId: string, outcome?: string): Promise<ApprovalView[]> {
  const rows = await prisma.approval.findMany({
    where: { operationId, ...(outcome ? { outcome } : {}) },
    include: WITH_DECISIONS,
    orderBy: { openedAt: 'asc' },
  });
  return rows.map(viewOf);
}

export async function findApproval({ prisma }: Database, id: string): Promise<ApprovalView | null> {
  const row = await prisma.approval.findUnique({ where: { id }, include: WITH_DECISIONS });
  return row && viewOf(row);
}

function viewOf(row: Prisma.ApprovalGetPayload<{ include: { decisions: true } }>): ApprovalView {
  const state = row.state as unknown as Approval;
  return {
    id: row.id,
    operationId: row.operationId,
    subject: row.subject,
    planVersion: row.planVersion,
    editionId: row.editionId,
    outcome: row.outcome,
    openedAt: row.openedAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    step: row.outcome === 'waiting' ? (state.steps[state.stepIndex]?.name ?? null) : null,
    stepSince: row.stepSince.toISOString(),
    steps: state.steps.map(({ name, approvers, quorum }) => ({
      name,
      posts: [...new Set(approvers.map(({ post }) => post))],
      quorum,
      agreed: state.agreed.filter(({ step }) => step === name).map(({ post }) => post),
    })),
    turn: [...new Set(turnOf(state).map(({ post }) => post))],
    decisions: row.decisions.map(({ post, step, kind, reason, at }) => ({ post, step, decision: kind, reason, at: at.toISOString() })),
  };
}
