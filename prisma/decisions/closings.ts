import { openApproval, type Outcome } from '../../domain/approval.ts';
import { obstacles, openKinds, openSince, type OpenEnds } from '../../domain/closing.ts';
import type { CloseCommand } from '../../domain/command.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { PrismaClient } from '../generated/client.ts';
import { lockOperation, readPlanInForce, type OperationNow } from '../reads/clocks.ts';
import { readOpenEnds } from '../reads/open-ends.ts';
import { wakeSleepers } from '../wake.ts';
import { insertApproval } from './approvals.ts';
import { isRecorded } from './commands.ts';
import { endTaskings } from './endings.ts';
import { tellCoordinators, tellEverybody } from './participant-letters.ts';
import { setStage } from './plans.ts';
import { beginRetention } from './retention.ts';
import { endSubscriptions } from './subscriptions.ts';

/** Closes an operation at once where its plan asks nobody, and otherwise opens the approval of its closing. */
export async function recordClosing(prisma: PrismaClient, realNow: number, closing: CloseCommand & { operationId: string }): Promise<void> {
  const { operationId, approvalId, author, steps, override, openEnds, commandId, actorId } = closing;
  await prisma.$transaction(async (tx) => {
    const operation = await lockOperation(tx, operationId, realNow);
    if (await isRecorded(tx, commandId)) return;
    const at = new Date(operation.at);
    const said = { override, openEnds: [...openEnds] };
    if (approvalId === null) {
      await close(tx, operation, commandId, actorId);
      await appendEvent(tx, { type: 'operation.closed', at, operationId, subjectId: operationId, actorId, commandId, data: said });
      return;
    }
    const state = openApproval(author, steps);
    const why = override === null ? {} : { override: [override, ...openEnds].join(' ') };
    await insertApproval(tx, operation, { approvalId, subject: 'closing', subjectId: operationId, state, ...why });
    await appendEvent(tx, {
      type: 'operation.closing-asked',
      at,
      operationId,
      subjectId: approvalId,
      actorId,
      commandId,
      data: { approvalId, ...said },
    });
  });
}

/**
 * What the outcome of its approval makes of a closing. An operation that was cancelled meanwhile stays so; one of which something else is open
 * by now than what was `known` to those who approved it goes on, and its coordinators are told what.
 */
export async function settleClosing(
  prisma: PrismaClient,
  realNow: number,
  { operationId, approvalId, outcome, known }: { operationId: string; approvalId: string; outcome: Outcome; known: readonly string[] },
): Promise<{ isClosed: boolean }> {
  return prisma.$transaction(async (tx) => {
    const operation = await lockOperation(tx, operationId, realNow);
    const told = await tx.event.findFirst({
      where: { operationId, subjectId: approvalId, type: { in: ['operation.closed', 'operation.closing-refused'] } },
    });
    if (told || operation.stage !== 'running') return { isClosed: told?.type === 'operation.closed' };
    const at = new Date(operation.at);
    const isApproved = outcome === 'approved';
    const left = isApproved ? openSince(await readOpenEnds(tx, operationId, (await readPlanInForce(tx, operationId)).plan), known) : null;
    const openEnds = left ? obstacles(left).map(({ detail }) => detail) : [];
    const isClosed = isApproved && openEnds.length === 0;
    if (isClosed) await close(tx, operation, approvalId, null);
    else if (left) await tellOpen(tx, operation, approvalId, left);
    await appendEvent(tx, {
      type: isClosed ? 'operation.closed' : 'operation.closing-refused',
      at,
      operationId,
      subjectId: approvalId,
      data: { approvalId, outcome, ...(openEnds.length > 0 ? { openEnds } : {}) },
    });
    return { isClosed };
  });
}

/** Those who approved it have done their part: it is for the coordinators to settle what is open, or to close again over that too. */
async function tellOpen(tx: Tx, operation: OperationNow, occasion: string, ends: OpenEnds): Promise<void> {
  const content = { operation: operation.title, openEnds: openKinds(ends) };
  await tellCoordinators(tx, operation, { kind: 'closing-refused', occasion, content });
}

/** Members still confirm what was frozen before, and say what became of their cases; for everything else it is too late. */
async function close(tx: Tx, operation: OperationNow, occasion: string, closedById: string | null): Promise<void> {
  await setStage(tx, operation.id, 'closed', new Date(operation.at));
  await endTaskings(tx, operation, 'The operation was closed.', ['follow-up', 'confirm-figures']);
  await tellEverybody(tx, operation, { kind: 'operation-closed', occasion, content: { operation: operation.title } }, closedById);
  await endSubscriptions(tx, { ...operation, stage: 'closed' });
  await wakeSleepers(tx, operation.id);
  await beginRetention(tx, operation.id);
}
