import type { SuspensionCause } from '../../domain/suspension.ts';
import { appendEvent } from '../event.ts';
import type { PrismaClient } from '../generated/client.ts';
import { lockOperation } from '../reads/clocks.ts';
import { wakeSleepers } from '../wake.ts';
import { isRecorded } from './commands.ts';
import { tellEverybody } from './participant-letters.ts';
import { setStage } from './plans.ts';

/** Suspends an operation: what sleeps is woken to find that it has nothing to wait for until the resumption. */
export async function suspendOperation(
  prisma: PrismaClient,
  realNow: number,
  { operationId, commandId, ...cause }: SuspensionCause & { operationId: string; commandId: string },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const operation = await lockOperation(tx, operationId, realNow);
    if (await isRecorded(tx, commandId)) return;
    const at = new Date(operation.at);
    await setStage(tx, operationId, 'suspended', at);
    await tx.operation.update({ where: { id: operationId }, data: { suspendedAt: at } });
    const isUnratified = 'unratified' in cause;
    const because = isUnratified ? { isUnratified } : { reason: cause.reason };
    const letter = { kind: 'operation-suspended', occasion: commandId, content: { operation: operation.title, ...because } } as const;
    await tellEverybody(tx, operation, letter, isUnratified ? null : cause.actorId);
    await wakeSleepers(tx, operationId);
    await appendEvent(tx, {
      type: 'operation.suspended',
      at,
      operationId,
      subjectId: operationId,
      commandId,
      ...(isUnratified ? { data: { unratifiedPlan: cause.unratified } } : { actorId: cause.actorId, data: { reason: cause.reason } }),
    });
  });
}
