import { askedOf } from '../../domain/asked.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { Moment } from '../../domain/moment.ts';
import type { Database } from '../client.ts';
import { queueLetters } from '../decisions/letter-queue.ts';
import { appendEvent } from '../event.ts';
import { coordinatorMailboxes } from '../reads/mailboxes.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type ExtensionRequest = {
  id: string;
  taskId: string;
  operation: { id: string; title: string; at: number };
  organisationId: string;
  organisationName: string;
  until: Moment;
  reason: string;
  personId: string;
};

/** Appends what an addressee asks for, tells the coordinators, and leaves word that their letters wait. One request of a task is open at a time. */
export async function appendExtensionRequest(
  { prisma }: Database,
  request: ExtensionRequest,
  receipt: Receipt,
): Promise<FailureCode | null> {
  const { id, taskId, operation, organisationId, until, reason, personId } = request;
  const at = new Date(operation.at);
  return prisma.$transaction(async (tx) => {
    const [task] = await tx.$queryRaw<{ tasking_id: string; state: string }[]>`
      select tasking_id, state from task where id = ${taskId}::uuid for update`;
    if (task?.state !== 'open') return 'task.not-open';
    if ((await tx.extensionRequest.count({ where: { taskId, state: 'asked' } })) > 0) return 'extension.asked-before';
    const data = { id, taskId, operationId: operation.id, organisationId, until: { ...until }, untilAt: until.at, reason };
    await tx.extensionRequest.create({ data: { ...data, askedById: personId, askedAt: at } });
    const batch = `tasking/${task.tasking_id}`;
    const tasking = await tx.tasking.findUniqueOrThrow({ where: { id: task.tasking_id } });
    const content = {
      operation: operation.title,
      organisation: request.organisationName,
      ...askedOf(tasking),
      deadline: { ...until },
      reason,
    };
    const coordinators = await coordinatorMailboxes(tx, operation);
    await queueLetters(
      tx,
      coordinators.map((coordinator) => ({
        ...{ ...coordinator, operation, batch, kind: 'extension-asked', occasion: `extension-${id}` },
        content: { ...content, requestId: id },
      })),
    );
    await tx.outbox.create({ data: { workflowId: `letters/${batch}/extension-${id}`, signal: 'deliver' } });
    await appendEvent(tx, {
      ...{ type: 'extension.asked', at, operationId: operation.id, subjectId: id, organisationId, actorId: personId },
      data: { taskId, until: { ...until }, reason },
    });
    await insertReceipt(tx, receipt);
    return null;
  });
}
