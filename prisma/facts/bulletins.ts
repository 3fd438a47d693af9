import type { BulletinContent, BulletinKind } from '../../domain/bulletin.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { appendEvent } from '../event.ts';
import type { Prisma } from '../generated/client.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type WrittenBulletin = {
  id: string;
  operationId: string;
  kind: BulletinKind;
  content: BulletinContent;
  organisationId: string;
  personId: string;
  at: Date;
};

/** Begins a draft of a newsletter or an alert. It changes nothing, and reaches nobody, until it is released. */
export async function appendBulletin({ prisma }: Database, written: WrittenBulletin, receipt: Receipt): Promise<void> {
  const { id, operationId, kind, content, personId, at } = written;
  await prisma.$transaction(async (tx) => {
    await tx.bulletin.create({ data: { id, operationId, kind, content: asJson(content), authorId: personId, writtenAt: at } });
    await appendEvent(tx, eventOf(written, 1));
    await insertReceipt(tx, receipt);
  });
}

/** Writes a draft over. Whoever does is its author from now on: four eyes are those of somebody else than who wrote what is released. */
export async function rewriteBulletin({ prisma }: Database, written: WrittenBulletin & { version: number }): Promise<FailureCode | null> {
  const { id, content, personId, at, version } = written;
  return prisma.$transaction(async (tx) => {
    const { count } = await tx.bulletin.updateMany({
      where: { id, version, state: 'draft' },
      data: { content: asJson(content), authorId: personId, writtenAt: at, version: { increment: 1 } },
    });
    if (count === 0) return 'request.stale';
    await appendEvent(tx, eventOf(written, version + 1));
    return null;
  });
}

function eventOf({ id, operationId, kind, organisationId, personId, at }: WrittenBulletin, version: number) {
  const about = { operationId, subjectId: id, organisationId, actorId: personId };
  return { ...about, type: 'bulletin.written', at, data: { kind, version } } as const;
}

function asJson(content: BulletinContent): Prisma.InputJsonObject {
  return content;
}
