import { askedOf } from '../../domain/asked.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { Moment } from '../../domain/moment.ts';
import type { ChangeOf } from '../../domain/tasking-change.ts';
import { appendEvent, type Tx } from '../event.ts';
import { queueTaskLetters } from './letter-queue.ts';
import { moveTasks } from './moves.ts';
import type { Changing } from './tasking-changes.ts';

/** Grants more time, as it was asked for or another moment, or refuses it. The ladder of that one task follows. */
export async function decideExtension(
  tx: Tx,
  { operation, tasking, command, at }: Changing,
  { requestId, outcome, until, reason }: ChangeOf<'decide-extension'>,
): Promise<FailureCode | null> {
  const request = await tx.extensionRequest.findUniqueOrThrow({ where: { id: requestId } });
  const task = await tx.task.findUniqueOrThrow({ where: { id: request.taskId } });
  if (request.state !== 'asked' || task.state === 'withdrawn' || task.answer !== null) return 'extension.settled';
  const deadline = until ?? (request.until as Moment);
  await tx.extensionRequest.update({
    where: { id: requestId },
    data: { state: outcome, decidedById: command.actorId, decidedAt: at, decisionReason: reason },
  });
  if (outcome === 'granted') await moveTasks(tx, operation, [{ taskId: request.taskId, deadline }]);
  await queueTaskLetters(tx, {
    ...{ operation, taskingId: tasking.id, taskIds: [request.taskId], kind: 'extension-decided', occasion: `decided-${requestId}` },
    states: ['open', 'lapsed'],
    content: { operation: operation.title, ...askedOf(tasking), outcome, reason: reason ?? '' },
  });
  await appendEvent(tx, {
    ...{
      type: 'extension.decided',
      at,
      operationId: operation.id,
      subjectId: requestId,
      organisationId: request.organisationId,
      ...command,
    },
    data: { taskId: request.taskId, outcome, ...(outcome === 'granted' ? { until: { ...deadline } } : {}), ...(reason ? { reason } : {}) },
  });
  return null;
}
