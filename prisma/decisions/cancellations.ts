import type { CancelCommand } from '../../domain/command.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { PrismaClient } from '../generated/client.ts';
import { lockOperation, type OperationNow } from '../reads/clocks.ts';
import { wakeApprovals, wakeSleepers } from '../wake.ts';
import { isRecorded } from './commands.ts';
import { endTaskings } from './endings.ts';
import { tellMeetings } from './meetings.ts';
import { tellEverybody } from './participant-letters.ts';
import { setStage } from './plans.ts';
import { beginRetention } from './retention.ts';
import { endSubscriptions } from './subscriptions.ts';

/** Cancels an operation: nobody is asked, decides or publishes any more. Approvals that wait are woken, and end as withdrawn. */
export async function cancelOperation(
  prisma: PrismaClient,
  realNow: number,
  { operationId, reason, commandId, actorId }: CancelCommand & { operationId: string },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const operation = await lockOperation(tx, operationId, realNow);
    if (await isRecorded(tx, commandId)) return;
    const at = new Date(operation.at);
    await setStage(tx, operationId, 'cancelled', at);
    await tx.operation.update({ where: { id: operationId }, data: { suspendedAt: null } });
    const letter = { kind: 'operation-cancelled', occasion: commandId, content: { operation: operation.title, reason } } as const;
    await tellEverybody(tx, operation, letter, actorId);
    await tellMeetings(tx, operation, { meetings: [], sequence: (operation.planVersion ?? 0) + 1, reason });
    await wakeSleepers(tx, operationId);
    await wakeApprovals(tx, operationId);
    await endTaskings(tx, operation, reason, []);
    await returnEditions(tx, operation);
    await beginRetention(tx, operationId);
    await endSubscriptions(tx, { ...operation, stage: 'cancelled' });
    await appendEvent(tx, { type: 'operation.cancelled', at, operationId, subjectId: operationId, actorId, commandId, data: { reason } });
  });
}

async function returnEditions(tx: Tx, { id: operationId, at }: OperationNow): Promise<void> {
  const underWay = await tx.edition.findMany({ where: { operationId, stage: { notIn: ['published', 'returned'] } } });
  for (const { id, key } of underWay) {
    await tx.edition.update({ where: { id }, data: { stage: 'returned', stageSince: new Date(at) } });
    await appendEvent(tx, { type: 'edition.returned', at: new Date(at), operationId, subjectId: id, data: { key } });
  }
}
