import type { Instant } from '../../domain/clock.ts';
import type { FailureCode } from '../../domain/failure.ts';
import { takesAnswers, type Stage } from '../../domain/operation.ts';
import type { Database } from '../client.ts';
import { queueLetters } from '../decisions/letter-queue.ts';
import { appendEvent, type Tx } from '../event.ts';
import { lockOperation, type OperationNow } from '../reads/clocks.ts';
import { coordinatorMailboxes, officeMailboxes } from '../reads/mailboxes.ts';
import { restrict } from '../restrictions.ts';
import { lockToRestrict } from '../sending.ts';
import { seeAll } from '../sight.ts';
import { cancelUndelivered } from '../undelivered.ts';
import { nudgeFinished } from './nudges.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type Withdrawal = { id: string; operationId: string; organisationId: string; personId: string; reason: string };

/**
 * Lets an administration leave an operation that it takes part in. Nobody asks it for anything any more; what it has reported stays and
 * counts; what it was given as somebody who takes part is called back. Locks the operation, so that no tasking is opened meanwhile that would
 * still ask it.
 */
export async function withdrawParticipation(
  database: Database,
  { id, operationId, organisationId, personId, reason }: Withdrawal,
  realNow: Instant,
  receipt: Receipt,
): Promise<FailureCode | null> {
  const withdrawn = await database.prisma
    .$transaction(async (tx) => {
      await lockToRestrict(tx, operationId);
      const operation = await lockOperation(tx, operationId, realNow);
      if (!takesAnswers(operation.stage as Stage)) return 'operation.not-running';
      const released = await releaseTasks(tx, operation, organisationId, reason);
      const { count } = await tx.participation.updateMany({
        where: { operationId, organisationId, state: 'accepted' },
        data: { state: 'withdrawn', reason, answeredAt: new Date(operation.at) },
      });
      if (count === 0) throw new NotTakingPart();
      await appendEvent(tx, {
        type: 'participation.withdrawn',
        at: new Date(operation.at),
        operationId,
        subjectId: id,
        organisationId,
        actorId: personId,
        data: { reason },
      });
      const at = new Date(operation.at);
      await seeAll(tx);
      await cancelUndelivered(tx, operationId, organisationId);
      await restrict(tx, { operationId, kind: 'membership', recipientId: organisationId, actorId: personId, at });
      await tellWithdrawal(tx, operation, { id, organisationId, reason });
      await insertReceipt(tx, receipt);
      return { released };
    })
    .catch((error: unknown): FailureCode => {
      if (error instanceof NotTakingPart) return 'participation.not-active';
      throw error;
    });
  if (typeof withdrawn === 'string') return withdrawn;
  await nudgeFinished(database, withdrawn.released);
  return null;
}

/** Rolls back what was released for somebody who, once their tasks were locked, turned out to take part no more. */
class NotTakingPart extends Error {}

/** Tasks before the participation, as an answer takes them: the other way round, the two could wait for each other. Answers their taskings. */
async function releaseTasks(tx: Tx, { id: operationId }: OperationNow, organisationId: string, reason: string): Promise<string[]> {
  const open = await tx.$queryRaw<{ id: string; tasking_id: string }[]>`
    select id, tasking_id from task
    where operation_id = ${operationId}::uuid and organisation_id = ${organisationId}::uuid and state in ('open', 'lapsed') and answer is null
    order by id for update`;
  const ids = open.map(({ id }) => id);
  await tx.task.updateMany({ where: { id: { in: ids } }, data: { state: 'withdrawn', withdrawnReason: reason } });
  await tx.extensionRequest.updateMany({ where: { taskId: { in: ids }, state: 'asked' }, data: { state: 'moot' } });
  return open.map(({ tasking_id }) => tasking_id);
}

async function tellWithdrawal(
  tx: Tx,
  operation: OperationNow,
  { id, organisationId, reason }: { id: string; organisationId: string; reason: string },
): Promise<void> {
  const { name } = await tx.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  const told = [...(await coordinatorMailboxes(tx, operation)), ...(await officeMailboxes(tx, operation, organisationId))];
  const batch = `withdrawal/${id}`;
  const content = { operation: operation.title, organisation: name, reason };
  await queueLetters(
    tx,
    told.map((mailbox) => ({ operation, batch, kind: 'participation-withdrawn', occasion: 'withdrawn', ...mailbox, content })),
  );
  await tx.outbox.create({ data: { workflowId: `letters/${batch}/withdrawn`, signal: 'deliver' } });
}
