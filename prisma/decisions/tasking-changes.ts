import type { ChangeCommand } from '../../domain/command.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { TaskingChange } from '../../domain/tasking-change.ts';
import type { Tx } from '../event.ts';
import type { PrismaClient, Tasking } from '../generated/client.ts';
import { lockOperation, type OperationNow } from '../reads/clocks.ts';
import { isRecorded } from './commands.ts';
import { decideExtension } from './extension-decisions.ts';
import { reassign } from './reassignments.ts';
import { setNextLook } from './rungs.ts';
import { addAddressees, moveDeadline, withdrawTasks } from './tasking-scope.ts';
import { lockTasks } from './taskings.ts';

/** One change of a tasking that is under way, and who wants it. */
export type Changing = { operation: OperationNow; tasking: Tasking; command: { commandId: string; actorId: string }; at: Date };

/**
 * Records a change with its rows, its event and its letters, and sets the tasking's next look anew; or says why the rows, as they are now,
 * do not take it. Nothing is written then.
 */
export async function changeTasking(
  prisma: PrismaClient,
  realNow: number,
  { taskingId, commandId, actorId, change }: ChangeCommand & { taskingId: string },
): Promise<{ refusal: FailureCode | null }> {
  return prisma.$transaction(async (tx) => {
    const { operationId } = await tx.tasking.findUniqueOrThrow({ where: { id: taskingId } });
    const operation = await lockOperation(tx, operationId, realNow);
    if (await isRecorded(tx, commandId)) return { refusal: null };
    await lockTasks(tx, [taskingId]);
    const tasking = await tx.tasking.findUniqueOrThrow({ where: { id: taskingId } });
    if (tasking.endedAt) return { refusal: 'tasking.ended' };
    const refusal = await apply(tx, { operation, tasking, command: { commandId, actorId }, at: new Date(operation.at) }, change);
    if (!refusal) await setNextLook(tx, operation, [taskingId]);
    return { refusal };
  });
}

async function apply(tx: Tx, changing: Changing, change: TaskingChange): Promise<FailureCode | null> {
  switch (change.kind) {
    case 'withdraw':
      return withdrawTasks(tx, changing, change);
    case 'add':
      return addAddressees(tx, changing, change);
    case 'move':
      return moveDeadline(tx, changing, change);
    case 'reassign':
      return reassign(tx, changing, change);
    case 'decide-extension':
      return decideExtension(tx, changing, change);
  }
}
