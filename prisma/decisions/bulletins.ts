import type { BulletinContent, BulletinKind } from '../../domain/bulletin.ts';
import type { ReleaseCommand } from '../../domain/command.ts';
import type { FailureCode } from '../../domain/failure.ts';
import { refuseIn, type Stage } from '../../domain/operation.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { Bulletin, PrismaClient } from '../generated/client.ts';
import { readReach } from '../reads/bulletins.ts';
import { lockOperation, readPlanInForce, type OperationNow } from '../reads/clocks.ts';
import { seeAll } from '../sight.ts';
import { isRecorded } from './commands.ts';
import { openReceipt } from './receipt-taskings.ts';

export type Released = { refusal: FailureCode | null; taskingIds: string[] };

/** Releases a bulletin: it gets its number, and its recipients are those whom its audience means at this moment. Products are made afterwards. */
export async function releaseBulletin(
  prisma: PrismaClient,
  realNow: number,
  { bulletinId, version, checked, commandId, actorId }: ReleaseCommand & { bulletinId: string },
): Promise<Released> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const { operationId } = await tx.bulletin.findUniqueOrThrow({ where: { id: bulletinId } });
    const operation = await lockOperation(tx, operationId, realNow);
    const bulletin = await tx.bulletin.findUniqueOrThrow({ where: { id: bulletinId } });
    if (await isRecorded(tx, commandId)) return { refusal: null, taskingIds: bulletin.receiptTaskingId ? [bulletin.receiptTaskingId] : [] };
    const unfit = refuseIn(operation.stage as Stage, 'release');
    if (unfit) return refused(unfit);
    if (bulletin.state !== 'draft') return refused('bulletin.released');
    if (bulletin.version !== version) return refused('bulletin.changed');
    const at = new Date(operation.at);
    const { plan } = await readPlanInForce(tx, operationId);
    if (plan.bulletins?.fourEyes && bulletin.authorId === actorId) return refused('bulletin.own-work');
    const content = bulletin.content as unknown as BulletinContent;
    const { recipients, refused: closed } = await readReach(tx, operationId, content, plan, at);
    if (closed.length > 0 || recipients.length === 0) return refused('bulletin.recipients-refused');
    const number = (await tx.bulletin.count({ where: { operationId, kind: bulletin.kind, state: 'released' } })) + 1;
    const ids = recipients.map(({ id }) => id);
    const taskingId = await askForReceipts(tx, operation, { bulletin, content, number, ids });
    await tx.bulletin.update({
      where: { id: bulletinId },
      data: { state: 'released', number, releasedById: actorId, releasedAt: at, recipientIds: ids, receiptTaskingId: taskingId },
    });
    await appendEvent(tx, {
      ...{ type: 'bulletin.released', at, operationId, subjectId: bulletinId, commandId, actorId },
      data: { kind: bulletin.kind, number, recipients: recipients.map(({ code }) => code), ...(checked === null ? {} : { checked }) },
    });
    return { refusal: null, taskingIds: taskingId ? [taskingId] : [] };
  });
}

function refused(refusal: FailureCode): Released {
  return { refusal, taskingIds: [] };
}

type ToAcknowledge = { bulletin: Bulletin; content: BulletinContent; number: number; ids: readonly string[] };

async function askForReceipts(tx: Tx, operation: OperationNow, { bulletin, content, number, ids }: ToAcknowledge): Promise<string | null> {
  const { title, acknowledgeBy: deadline } = content;
  if (deadline === null) return null;
  const key = `bulletin/${bulletin.id}`;
  const isUrgent = (bulletin.kind as BulletinKind) === 'alert';
  return openReceipt(tx, operation, { key, title: `${title} (${number})`, aboutId: bulletin.id, deadline, addressees: ids, isUrgent });
}
