import type { SuspendCommand } from '../../domain/command.ts';
import { appendEvent } from '../event.ts';
import type { PrismaClient } from '../generated/client.ts';
import { lockOperation } from '../reads/clocks.ts';
import { wakeSleepers } from '../wake.ts';
import { isRecorded } from './commands.ts';
import { tellParticipants } from './participant-letters.ts';
import { setStage } from './plans.ts';

/** Suspends an operation: what sleeps is woken to find that it has nothing to wait for until the resumption. */
export async function suspendOperation(
  prisma: PrismaClient,
  realNow: number,
  { operationId, reason, commandId, actorId }: SuspendCommand & { operationId: string },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const operation = await lockOperation(tx, operationId, realNow);
    if (await isRecorded(tx, commandId)) return;
    const at = new Date(operation.at);
    await setStage(tx, operationId, 'suspended', at);
    await tx.operation.update({ where: { id: operationId }, data: { suspendedAt: at } });
    await tellParticipants(tx, operation, {
      kind: 'operation-suspended',
      occasion: commandId,
      content: { operation: operation.title, reason },
    });
    await wakeSleepers(tx, operationId);
    await appendEvent(tx, { type: 'operation.suspended', at, operationId, subjectId: operationId, actorId, commandId, data: { reason } });
  });
}
