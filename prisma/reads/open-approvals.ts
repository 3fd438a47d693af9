import { turnOf, type Approval } from '../../domain/approval.ts';
import { operationTime, type Clock } from '../../domain/clock.ts';
import { isoOf } from '../../domain/moment.ts';
import type { Approver } from '../../domain/step.ts';
import { nextRungAt, type Ladder } from '../../domain/tasking.ts';
import type { OpenApproval } from '../../domain/waiting.ts';
import type { Tx } from '../event.ts';
import type { ApprovalStep } from '../generated/client.ts';
import { WITH_PARTNER } from './approval-matters.ts';
import { approversOf } from './approvers.ts';

/** Every step in which something can be decided now, with whose turn it is and when its ladder is climbed next. */
export async function readOpenApprovals(tx: Tx, { id: operationId, clock }: { id: string; clock: Clock }): Promise<OpenApproval[]> {
  const at = operationTime(clock, Date.now());
  const rows = await tx.approval.findMany({
    where: { operationId, outcome: 'waiting' },
    include: WITH_PARTNER,
    orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
  });
  const open: OpenApproval[] = [];
  for (const { id, subject, partner, state } of rows) {
    const approval = state as unknown as Approval;
    const steps = await tx.approvalStep.findMany({ where: { approvalId: id, settledAt: null } });
    for (const { step, approvers } of turnOf(approval, await approversOf(tx, approval, at))) {
      const row = steps.find(({ name }) => name === step.name);
      if (row) open.push({ id, subject, partner: partner?.name ?? null, step: step.name, posts: postsIn(approvers), ...timesOf(row) });
    }
  }
  return open;
}

/**
 * When the ratification of the plan in force failed. Its coordinators answer that with another version, or by stopping the operation, or, where
 * it stands still, by resuming it. A plan that was resumed before its ratification failed is the version that it was moved from.
 */
export async function readUnratified(tx: Tx, operationId: string, planVersion: number | null): Promise<string | null> {
  if (planVersion === null) return null;
  const [failed] = await tx.$queryRaw<{ settled_at: Date }[]>`
    select r.settled_at from approval r
      join plan_version v on v.operation_id = r.operation_id and v.number = ${planVersion}::int
    where r.operation_id = ${operationId}::uuid and r.subject = 'ratification' and r.outcome in ('returned', 'rejected', 'lapsed')
      and r.settled_at >= v.settled_at
      and r.plan_version = (
        select max(a.plan_version) from approval a
          join plan_version p on p.operation_id = a.operation_id and p.number = a.plan_version and p.state in ('approved', 'superseded')
        where a.operation_id = r.operation_id and a.plan_version <= v.number and a.subject in ('plan', 'amendment', 'extension'))`;
  return failed?.settled_at.toISOString() ?? null;
}

export function postsIn(approvers: readonly Approver[]): string[] {
  return [...new Set(approvers.map(({ post }) => post))];
}

/** Since when a step is open, by when it should be decided, and when somebody is told next. */
export function timesOf({ openedAt, deadlineAt, climbedTo, ladder }: ApprovalStep): Pick<OpenApproval, 'since' | 'deadline' | 'nextRung'> {
  const since = openedAt.toISOString();
  if (!deadlineAt || !climbedTo) return { since, deadline: null, nextRung: null };
  const climbing = { deadlineAt: deadlineAt.getTime(), ladder: ladder as unknown as Ladder };
  const next = nextRungAt(climbing, Math.min(climbedTo.getTime(), climbing.deadlineAt - 1));
  return { since, deadline: deadlineAt.toISOString(), nextRung: next === null ? null : isoOf(next) };
}
