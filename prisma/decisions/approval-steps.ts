import { openSteps, type Approval, type Outcome } from '../../domain/approval.ts';
import { isoOf } from '../../domain/moment.ts';
import type { Step } from '../../domain/step.ts';
import type { Tx } from '../event.ts';
import type { OperationNow } from '../reads/clocks.ts';

const HOUR_MS = 3_600_000;

type SettledBy = 'quorum' | 'silence' | 'lapse' | 'return' | 'rejection' | 'withdrawal';

const ENDED_BY: Record<Exclude<Outcome, 'waiting'>, SettledBy> = {
  approved: 'quorum',
  returned: 'return',
  rejected: 'rejection',
  lapsed: 'lapse',
  withdrawn: 'withdrawal',
};

/** Steps that are open now and were not before: their deadlines begin to run. */
export async function openRows(tx: Tx, approvalId: string, { at }: OperationNow, steps: readonly Step[]): Promise<void> {
  await tx.approvalStep.createMany({
    skipDuplicates: true,
    data: steps.map(({ name, deadline }) => ({
      approvalId,
      name,
      openedAt: isoOf(at),
      deadlineAt: deadline ? isoOf(at + deadline.hours * HOUR_MS) : null,
      ladder: deadline?.ladder ?? [],
      climbedTo: isoOf(at),
    })),
  });
}

/** Steps that are not open any more, with what ended them. */
export async function settleRows(tx: Tx, approvalId: string, { at }: OperationNow, after: Approval): Promise<void> {
  const open = openSteps(after).map(({ name }) => name);
  const rows = await tx.approvalStep.findMany({ where: { approvalId, settledAt: null, name: { notIn: open } } });
  for (const { name } of rows) {
    const by = after.complete.find(({ step }) => step === name)?.by;
    const settledBy = by === 'silence' ? by : by || after.outcome === 'waiting' ? 'quorum' : ENDED_BY[after.outcome];
    await tx.approvalStep.update({ where: { approvalId_name: { approvalId, name } }, data: { settledAt: isoOf(at), settledBy } });
  }
}

/**
 * Moves the deadlines of every open step by as long as its operation stood still, and what has been climbed with them: no rung is lost and
 * none fires twice. Wakes their approvals.
 */
export async function shiftApprovalSteps(tx: Tx, operationId: string, byMs: number): Promise<void> {
  await tx.$executeRaw`
    with moved as (
      update approval_step s set deadline_at = s.deadline_at + ${byMs} * interval '1 millisecond',
        climbed_to = s.climbed_to + ${byMs} * interval '1 millisecond'
      from approval a
      where a.id = s.approval_id and a.operation_id = ${operationId}::uuid and s.settled_at is null and s.deadline_at is not null
      returning s.approval_id)
    insert into outbox (workflow_id, signal) select distinct 'approval/' || approval_id, 'nudge' from moved`;
}
