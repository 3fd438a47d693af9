import { turnOf, type Approval } from '../../domain/approval.ts';
import type { OperationNow } from '../reads/clocks.ts';
import type { Tx } from '../event.ts';
import { queueLetters } from './letter-queue.ts';

/** Writes to everybody whose turn it is in the open step. Approvers without an address find the approval in the console all the same. */
export async function askApprovers(
  tx: Tx,
  { approvalId, operation, subject, state }: { approvalId: string; operation: OperationNow; subject: 'plan' | 'edition'; state: Approval },
): Promise<void> {
  const step = state.steps[state.stepIndex]?.name ?? '';
  const people = await tx.person.findMany({
    where: { id: { in: turnOf(state).map(({ personId }) => personId) }, email: { not: null } },
    include: { organisation: true },
  });
  await queueLetters(
    tx,
    people.map(({ email, organisation }) => ({
      operationId: operation.id,
      batch: `approval/${approvalId}`,
      kind: 'decision-request',
      occasion: `step-${state.stepIndex}`,
      organisationId: organisation.id,
      address: email ?? '',
      language: organisation.language,
      content: { operation: operation.title, subject, step, approvalId },
    })),
  );
}

/** Tells the author, and everybody who had agreed, that a submission came back, and why. */
export async function tellReturn(
  tx: Tx,
  {
    approvalId,
    operation,
    subject,
    state,
    reason,
    by,
  }: { approvalId: string; operation: OperationNow; subject: string; state: Approval; reason: string; by: string },
): Promise<void> {
  const people = await tx.person.findMany({
    where: { id: { in: [state.author.personId, ...state.agreed.map(({ personId }) => personId)] }, email: { not: null } },
    include: { organisation: true },
  });
  await queueLetters(
    tx,
    people.map(({ email, organisation }) => ({
      operationId: operation.id,
      batch: `approval/${approvalId}`,
      kind: 'returned',
      occasion: 'returned',
      organisationId: organisation.id,
      address: email ?? '',
      language: organisation.language,
      content: { operation: operation.title, subject, outcome: state.outcome, reason, by },
    })),
  );
}
