import { KINDS_AFTER_THE_END, type TaskingKind } from '../../domain/tasking.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { lockTasks } from './taskings.ts';

/**
 * Ends every open tasking of an operation but those of the kinds that it still waits for: what nobody has answered is withdrawn, and who asked
 * for more time needs no answer.
 */
export async function endTaskings(
  tx: Tx,
  { id: operationId, at: now }: OperationNow,
  reason: string,
  except: readonly TaskingKind[],
): Promise<void> {
  const at = new Date(now);
  const open = await tx.tasking.findMany({ where: { operationId, endedAt: null, kind: { notIn: [...except, ...KINDS_AFTER_THE_END] } } });
  const ids = open.map(({ id }) => id);
  await lockTasks(tx, ids);
  await tx.task.updateMany({ where: { taskingId: { in: ids }, state: 'open' }, data: { state: 'withdrawn', withdrawnReason: reason } });
  await tx.$executeRaw`
    update extension_request set state = 'moot' where state = 'asked' and task_id in (select id from task where tasking_id = any (${ids}::uuid[]))`;
  await tx.tasking.updateMany({ where: { id: { in: ids } }, data: { endedAt: at, nextRungAt: null, withdrawnReason: reason } });
  await tx.outbox.createMany({ data: ids.map((id) => ({ workflowId: `tasking/${id}`, signal: 'nudge' })) });
  for (const { id, kind, key } of open)
    await appendEvent(tx, { type: 'tasking.ended', at, operationId, subjectId: id, data: { kind, key, reason } });
}
