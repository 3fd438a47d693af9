import type { LaunchCommand } from '../../domain/command.ts';
import { appendEvent } from '../event.ts';
import type { PrismaClient } from '../generated/client.ts';
import { lockOperation, readPlanInForce } from '../reads/clocks.ts';
import { isRecorded } from './commands.ts';
import { invite } from './invitations.ts';
import { setStage } from './plans.ts';

/** Launches an approved operation: everybody whom the plan names is invited in the same transaction. */
export async function launchOperation(
  prisma: PrismaClient,
  realNow: number,
  { operationId, commandId, actorId }: LaunchCommand & { operationId: string },
): Promise<{ taskingIds: string[] }> {
  return prisma.$transaction(async (tx) => {
    const operation = await lockOperation(tx, operationId, realNow);
    const { plan, number } = await readPlanInForce(tx, operationId);
    if (!(await isRecorded(tx, commandId))) {
      const at = new Date(operation.at);
      await setStage(tx, operationId, 'running', at);
      await appendEvent(tx, {
        type: 'operation.launched',
        at,
        operationId,
        subjectId: operationId,
        actorId,
        commandId,
        data: { planVersion: number },
      });
    }
    return { taskingIds: await invite(tx, operation, plan, 'launch') };
  });
}
