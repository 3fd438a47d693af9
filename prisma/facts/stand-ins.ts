import type { FailureCode } from '../../domain/failure.ts';
import { closesCycle } from '../../domain/stand-in.ts';
import { appendEvent } from '../event.ts';
import type { Database } from '../client.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type NewStandIn = { id: string; personId: string; standInId: string; reason: string; from: number; until: number; actorId: string };

/** Refused where people would stand in for each other in a circle. One at a time: two that close a circle together are both looked at. */
export async function appointStandIn(
  { prisma }: Database,
  { id, personId, standInId, reason, from, until, actorId }: NewStandIn,
  receipt: Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('stand-ins'))`;
    const open = await tx.standIn.findMany({
      where: { endedAt: null, validFrom: { lt: new Date(until) }, validUntil: { gt: new Date(from) } },
    });
    const known = open.map((row) => ({
      personId: row.personId,
      standInId: row.standInId,
      from: row.validFrom.getTime(),
      until: row.validUntil.getTime(),
    }));
    if (closesCycle(known, { personId, standInId, from, until })) return 'stand-in.cycle';
    await tx.standIn.create({
      data: { id, personId, standInId, reason, validFrom: new Date(from), validUntil: new Date(until), recordedById: actorId },
    });
    const dates = { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
    await appendEvent(tx, {
      type: 'stand-in.appointed',
      at: new Date(),
      subjectId: id,
      actorId,
      data: { personId, standInId, reason, ...dates },
    });
    await insertReceipt(tx, receipt);
    return null;
  });
}

/** From now on nobody is stood in for by this one, whatever its dates say. What was decided under it stands. */
export async function endStandIn(
  { prisma }: Database,
  { id, actorId, at }: { id: string; actorId: string; at: Date },
  receipt: Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    const { count } = await tx.standIn.updateMany({ where: { id, endedAt: null }, data: { endedAt: at } });
    if (count === 0) return 'stand-in.ended';
    await appendEvent(tx, { type: 'stand-in.ended', at, subjectId: id, actorId });
    await insertReceipt(tx, receipt);
    return null;
  });
}
