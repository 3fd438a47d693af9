import { endOf, isValidAt, type Validity } from '../../domain/contact.ts';
import type { Instant } from '../../domain/clock.ts';
import type { FailureCode } from '../../domain/failure.ts';
import { instantOf, type Moment } from '../../domain/moment.ts';
import { refuseShift } from '../../domain/roster.ts';
import type { Database } from '../client.ts';
import { appendEvent, type EventRow, type Tx } from '../event.ts';
import type { OcuStaff } from '../generated/client.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

/** Who does it, at which instant of the operation. */
export type Doing = { operationId: string; actorId: string; at: Instant };

export type NewOcu = { id: string; key: string; name: string; kind: string; hostId: string; location: string | null; zone: string };

/** Sets up a coordination unit. Refused if the operation has one of its key. */
export async function openOcu({ prisma }: Database, ocu: NewOcu, doing: Doing, receipt: Receipt): Promise<FailureCode | null> {
  const { operationId, actorId, at } = doing;
  return prisma.$transaction(async (tx) => {
    const row = { ...ocu, operationId, createdById: actorId, createdAt: new Date(at) };
    const { count } = await tx.ocu.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) return 'ocu.key-taken';
    const data = { key: ocu.key, name: ocu.name, kind: ocu.kind };
    await appendEvent(tx, { ...told(doing), type: 'ocu.opened', subjectId: ocu.id, organisationId: ocu.hostId, data });
    await insertReceipt(tx, receipt);
    return null;
  });
}

export type NewStaff = { id: string; ocuId: string; personId: string; organisationId: string; validFrom: Date; validUntil: Date | null };

export async function staffOcu({ prisma }: Database, staff: NewStaff, doing: Doing, receipt: Receipt): Promise<FailureCode | null> {
  const { ocuId, personId, organisationId } = staff;
  return prisma.$transaction(async (tx) => {
    await lockPerson(tx, personId);
    const terms = (await tx.ocuStaff.findMany({ where: { ocuId, personId } })).map(termOf);
    if (terms.some((term) => overlaps(term, termOf(staff)))) return 'ocu.staffed-before';
    await tx.ocuStaff.create({ data: { ...staff, recordedById: doing.actorId } });
    await appendEvent(tx, { ...told(doing), type: 'ocu.staffed', subjectId: ocuId, organisationId, data: { person: personId } });
    await insertReceipt(tx, receipt);
    return null;
  });
}

/** Ends somebody's time as staff, and takes the shifts that they would have after it off the roster. Answers when it ends. */
export async function endStaff(
  { prisma }: Database,
  { staffId, until }: { staffId: string; until: Instant },
  doing: Doing,
  receiptFor: (end: Date) => Receipt,
): Promise<FailureCode | Date> {
  return prisma.$transaction(async (tx) => {
    const { personId } = await tx.ocuStaff.findUniqueOrThrow({ where: { id: staffId } });
    await lockPerson(tx, personId);
    const staff = await tx.ocuStaff.findUniqueOrThrow({ where: { id: staffId } });
    const end = endOf(termOf(staff), until);
    if (end === null) return 'contact.ended-before';
    const validUntil = new Date(end);
    const { ocuId, organisationId, validFrom } = staff;
    await tx.ocuStaff.update({ where: { id: staffId }, data: { validUntil } });
    const { count: shifts } = await tx.ocuShift.updateMany({
      where: { ocuId, personId, withdrawnAt: null, startsAt: { gte: validFrom }, endsAt: { gt: validUntil } },
      data: { withdrawnAt: new Date(doing.at) },
    });
    const data = { person: personId, until: validUntil.toISOString(), shiftsWithdrawn: shifts };
    await appendEvent(tx, { ...told(doing), type: 'ocu.left', subjectId: ocuId, organisationId, data });
    await insertReceipt(tx, receiptFor(validUntil));
    return validUntil;
  });
}

export type NewShift = { id: string; ocuId: string; personId: string; starts: Moment; ends: Moment };

/** Puts a shift on the roster. The times of drills are their own: only shifts of the same drill, or of real operations, exclude each other. */
export async function planShift({ prisma }: Database, shift: NewShift, doing: Doing, receipt: Receipt): Promise<FailureCode | null> {
  const { id, ocuId, personId, starts, ends } = shift;
  return prisma.$transaction(async (tx) => {
    await lockPerson(tx, personId);
    const terms = (await tx.ocuStaff.findMany({ where: { ocuId, personId } })).map(termOf);
    const others = await tx.$queryRaw<{ starts_at: Date; ends_at: Date }[]>`
      select s.starts_at, s.ends_at from ocu_shift s
        join ocu u on u.id = s.ocu_id
        join operation o on o.id = u.operation_id
      where s.person_id = ${personId}::uuid and s.withdrawn_at is null and (o.id = ${doing.operationId}::uuid
        or not o.is_drill and not (select is_drill from operation where id = ${doing.operationId}::uuid))`;
    const refused = refuseShift(
      { from: instantOf(starts), until: instantOf(ends) },
      terms,
      others.map(({ starts_at, ends_at }) => ({ from: starts_at.getTime(), until: ends_at.getTime() })),
    );
    if (refused) return refused;
    const moments = { starts: { ...starts }, startsAt: starts.at, ends: { ...ends }, endsAt: ends.at };
    await tx.ocuShift.create({ data: { id, ocuId, personId, ...moments, recordedById: doing.actorId } });
    const data = { person: personId, starts: { ...starts }, ends: { ...ends } };
    await appendEvent(tx, { ...told(doing), type: 'shift.planned', subjectId: id, data });
    await insertReceipt(tx, receipt);
    return null;
  });
}

export async function withdrawShift({ prisma }: Database, shiftId: string, doing: Doing, receipt: Receipt): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    const { count } = await tx.ocuShift.updateMany({
      where: { id: shiftId, withdrawnAt: null },
      data: { withdrawnAt: new Date(doing.at) },
    });
    if (count === 0) return 'shift.withdrawn-before';
    await appendEvent(tx, { ...told(doing), type: 'shift.withdrawn', subjectId: shiftId });
    await insertReceipt(tx, receipt);
    return null;
  });
}

export type NewHandover = { id: string; ocuId: string; toId: string | null; summary: string; openItems: readonly string[] };

/** Appends to the handover log. What was written there stays as it is. */
export async function appendHandover({ prisma }: Database, handover: NewHandover, doing: Doing, receipt: Receipt): Promise<void> {
  const { id, ocuId, toId, summary, openItems } = handover;
  await prisma.$transaction(async (tx) => {
    await tx.ocuHandover.create({
      data: { id, ocuId, fromId: doing.actorId, toId, summary, openItems: [...openItems], saidAt: new Date(doing.at) },
    });
    await appendEvent(tx, {
      ...told(doing),
      type: 'ocu.handed-over',
      subjectId: ocuId,
      data: { handover: id, openItems: openItems.length },
    });
    await insertReceipt(tx, receipt);
  });
}

/** Two who plan for one person at the same moment come one after the other. */
async function lockPerson(tx: Tx, personId: string): Promise<void> {
  await tx.$queryRaw`select from person where id = ${personId}::uuid for no key update`;
}

function told({ operationId, actorId, at }: Doing): Pick<EventRow, 'operationId' | 'actorId' | 'at'> {
  return { operationId, actorId, at: new Date(at) };
}

function termOf({ validFrom, validUntil }: Pick<OcuStaff, 'validFrom' | 'validUntil'>): Validity {
  return { from: validFrom.getTime(), until: validUntil?.getTime() ?? null };
}

function overlaps(one: Validity, other: Validity): boolean {
  return isValidAt(one, other.from) || isValidAt(other, one.from);
}
