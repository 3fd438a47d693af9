import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { appendEvent } from '../event.ts';
import { mayStillLeave } from '../decisions/product-cancellations.ts';
import { readOperationNow } from '../reads/clocks.ts';
import { seeAll } from '../sight.ts';

export type DeliveredFile = { sha256: string; size: number; type: string; name: string };

export type Fetching = { deliveryId: string; organisationId: string; personId: string };

/**
 * The file of a delivery, for somebody of the organisation that it is for, who has fetched it from now on; or for somebody who looks on, and has not.
 * To give it out is to send it: what may not leave any more is not given to its recipient, however often it was before.
 */
export async function fetchFile(
  { prisma }: Database,
  { deliveryId, organisationId, personId }: Fetching,
  realNow: number,
): Promise<DeliveredFile | FailureCode> {
  return prisma.$transaction(async (tx): Promise<DeliveredFile | FailureCode> => {
    await seeAll(tx);
    const found = await tx.delivery.findUnique({ where: { id: deliveryId } });
    if (!found) return 'delivery.not-found';
    const isOwn = found.recipientId === organisationId;
    if (isOwn && !(await mayStillLeave(tx, found.productId, realNow))) return 'delivery.withheld';
    const { fileSha256: sha256, fileSize: size, fileType: type, fileName: name } = found;
    if (sha256 === null || size === null || type === null || name === null) return 'delivery.no-file';
    const file = { sha256, size, type, name };
    if (!isOwn) return file;
    const opened = await tx.$queryRaw<{ id: string }[]>`
      update delivery set state = 'opened', opened_at = now(), sent_at = coalesce(sent_at, now())
      where id = ${deliveryId}::uuid and state in ('sent', 'accepted', 'sending') returning id::text`;
    if (opened.length > 0) {
      const { at } = await readOperationNow(tx, found.operationId, realNow);
      await appendEvent(tx, {
        ...{
          type: 'delivery.opened',
          at: new Date(at),
          operationId: found.operationId,
          subjectId: deliveryId,
          organisationId,
          actorId: personId,
        },
        data: { productId: found.productId, channel: found.channel },
      });
    }
    return file;
  });
}
