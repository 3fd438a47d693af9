import type { Instant } from '../../domain/clock.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { appendEvent } from '../event.ts';
import { takeBack } from './lent-people.ts';
import { insertReceipt, type Receipt } from './receipts.ts';
import type { Changing } from './register.ts';

export type NewUnit = { id: string; code: string; name: string; kind: string; country: string | null };

/** Refused if another has its code. Looking first would not do: two of them can look at the same moment. */
export async function registerUnit(
  { prisma }: Database,
  unit: NewUnit,
  organisationIds: readonly string[],
  actorId: string,
  receipt: Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    const { count } = await tx.unit.createMany({ data: [unit], skipDuplicates: true });
    if (count === 0) return 'unit.code-taken';
    await tx.unitOrganisation.createMany({ data: organisationIds.map((organisationId) => ({ unitId: unit.id, organisationId })) });
    await appendEvent(tx, { type: 'unit.registered', at: new Date(), subjectId: unit.id, actorId, data: { code: unit.code } });
    await insertReceipt(tx, receipt);
    return null;
  });
}

export type UnitChange = Omit<NewUnit, 'id' | 'code'>;

/**
 * Writes what the register says of a unit, if nobody has changed it since; null where somebody has. Refused while people of a service that it
 * would lose belong to it: answers their subjects. Whoever else it lent to that service acts for it no more.
 */
export async function changeUnit(
  { prisma }: Database,
  { id, version, actorId }: Changing,
  { organisationIds, ...change }: UnitChange & { organisationIds: readonly string[] },
  realNow: Instant,
): Promise<{ version: number } | { left: string[] } | null> {
  return prisma.$transaction(async (tx) => {
    await tx.$queryRaw`select from unit where id = ${id}::uuid for update`; // whoever is being registered in it now waits, or is seen below
    const before = await tx.unit.findUniqueOrThrow({ where: { id }, include: { people: { orderBy: { subject: 'asc' } } } });
    if (before.version !== version) return null;
    const left = before.people.filter(({ organisationId }) => !organisationIds.includes(organisationId));
    if (left.length > 0) return { left: left.map(({ subject }) => subject) };

    await tx.unit.update({ where: { id }, data: { ...change, version: { increment: 1 } } });
    await tx.unitOrganisation.deleteMany({ where: { unitId: id, organisationId: { notIn: [...organisationIds] } } });
    await tx.unitOrganisation.createMany({
      data: organisationIds.map((organisationId) => ({ unitId: id, organisationId })),
      skipDuplicates: true,
    });
    const services = await tx.organisation.findMany({ where: { id: { in: [...organisationIds] } }, orderBy: { code: 'asc' } });
    const data = { ...change, organisations: services.map(({ code }) => code) };
    await appendEvent(tx, { type: 'unit.changed', at: new Date(), subjectId: id, actorId, data });
    const people = before.people.map((person) => person.id);
    await takeBack(tx, people, actorId, realNow);
    return { version: version + 1 };
  });
}
