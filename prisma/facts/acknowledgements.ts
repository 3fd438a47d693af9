import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { Delivery } from '../generated/client.ts';
import { seeAll } from '../sight.ts';
import { nudgeFinished } from './nudges.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type Acknowledgement = { deliveryId: string; organisationId: string; personId: string; sha256: string; at: Date };

/** States in which something has reached its recipient, as far as the recipient says so. */
const ARRIVED = ['sending', 'sent', 'accepted', 'opened'];

/**
 * The recipient says what it received, by the hash of its content or of the file. One that was never sent is no receipt: it is refused, and stands in the
 * ledger. A receipt answers the tasking by which it was asked for.
 */
export async function acknowledgeDelivery(database: Database, given: Acknowledgement, receipt: Receipt): Promise<FailureCode | null> {
  const settled = await database.prisma.$transaction(async (tx) => {
    await seeAll(tx);
    await tx.$executeRaw`select from delivery where id = ${given.deliveryId}::uuid for update`;
    const delivery = await tx.delivery.findUnique({ where: { id: given.deliveryId } });
    if (!delivery || delivery.recipientId !== given.organisationId) return { refusal: 'delivery.not-found' as const, answered: [] };
    const product = await tx.product.findUniqueOrThrow({ where: { id: delivery.productId } });
    if (given.sha256 !== product.sha256 && given.sha256 !== delivery.fileSha256) {
      await tell(tx, delivery, given, 'delivery.receipt-refused');
      return { refusal: 'delivery.receipt-unfit' as const, answered: [] };
    }
    if (delivery.state === 'acknowledged') return { refusal: 'delivery.acknowledged-before' as const, answered: [] };
    if (!ARRIVED.includes(delivery.state)) return { refusal: 'delivery.not-sent' as const, answered: [] };
    await tx.$executeRaw`
      update delivery set state = 'acknowledged', acknowledged_at = now(), lease_until = null, next_attempt_at = null where id = ${delivery.id}::uuid`;
    await tell(tx, delivery, given, 'delivery.acknowledged');
    const answered = product.receiptTaskingId ? await answer(tx, product.receiptTaskingId, given) : [];
    await insertReceipt(tx, receipt);
    return { refusal: null, answered };
  });
  await nudgeFinished(database, settled.answered);
  return settled.refusal;
}

async function tell(
  tx: Tx,
  { id, operationId, productId, channel }: Delivery,
  { organisationId, personId, sha256, at }: Acknowledgement,
  type: 'delivery.acknowledged' | 'delivery.receipt-refused',
): Promise<void> {
  const about = { operationId, subjectId: id, organisationId, actorId: personId };
  await appendEvent(tx, { ...about, type, at, data: { productId, channel, sha256 } });
}

async function answer(tx: Tx, taskingId: string, { organisationId, personId, at }: Acknowledgement): Promise<string[]> {
  const answered = await tx.$queryRaw<{ tasking_id: string }[]>`
    with answered as (
      update task set state = 'answered', answer = 'done', answered_by_id = ${personId}::uuid, answered_at = ${at}::timestamptz,
        late = ${at}::timestamptz >= deadline_at
      where tasking_id = ${taskingId}::uuid and organisation_id = ${organisationId}::uuid and state in ('open', 'lapsed') and answer is null
      returning id, tasking_id, operation_id, organisation_id, late
    ), told as (
      insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
      select a.operation_id, 'task.answered', a.id, a.organisation_id, ${personId}::uuid, ${at}::timestamptz,
        jsonb_build_object('kind', k.kind, 'key', k.key, 'answer', 'done', 'late', a.late)
      from answered a join tasking k on k.id = a.tasking_id
    )
    select tasking_id::text from answered`;
  return answered.map(({ tasking_id }) => tasking_id);
}
