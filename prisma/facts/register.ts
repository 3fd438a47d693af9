import type { Instant } from '../../domain/clock.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { StatedHandling } from '../../domain/handling.ts';
import type { Database } from '../client.ts';
import { Prisma, type Organisation, type Person } from '../generated/client.ts';
import { appendEvent } from '../event.ts';
import { lockSendingOf, RELEASING, restrictByRegister } from './register-restrictions.ts';
import { answerMended } from './mended-contacts.ts';
import { nudgeFinished } from './nudges.ts';
import { takeBack } from './lent-people.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type NewOrganisation = Omit<Prisma.OrganisationCreateManyInput, 'handling'> & { id: string; handling: StatedHandling | null };
export type NewPerson = Prisma.PersonCreateManyInput & { id: string };

/** Refused if another has its code. Looking first would not do: two of them can look at the same moment. */
export async function registerOrganisation(
  { prisma }: Database,
  organisation: NewOrganisation,
  actorId: string,
  receipt: Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    const { count } = await tx.organisation.createMany({ data: [storable(organisation)], skipDuplicates: true });
    if (count === 0) return 'organisation.code-taken';
    await appendEvent(tx, {
      type: 'organisation.registered',
      at: new Date(),
      subjectId: organisation.id,
      organisationId: organisation.id,
      actorId,
    });
    await insertReceipt(tx, receipt);
    return null;
  });
}

/** Refused if another has its subject. */
export async function registerPerson(
  { prisma }: Database,
  person: NewPerson,
  actorId: string,
  receipt: Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    const { count } = await tx.person.createMany({ data: [person], skipDuplicates: true });
    if (count === 0) return 'person.subject-taken';
    await appendEvent(tx, {
      type: 'person.registered',
      at: new Date(),
      subjectId: person.id,
      organisationId: person.organisationId,
      actorId,
    });
    await insertReceipt(tx, receipt);
    return null;
  });
}

export type OrganisationChange = Omit<Organisation, 'id' | 'code' | 'version' | 'handling'> & { handling: StatedHandling | null };
export type PersonChange = Pick<Person, 'name' | 'email' | 'roles' | 'posts' | 'unitId'>;

/**
 * Writes what the register says of an organisation, if nobody has changed it since. The event names the fields that changed. A new address
 * answers the requests for one.
 */
export async function changeOrganisation(
  database: Database,
  { id, version, actorId }: Changing,
  change: OrganisationChange,
): Promise<Organisation | null> {
  const changed = await database.prisma.$transaction(async (tx) => {
    const known = await tx.organisation.findUniqueOrThrow({ where: { id } });
    const release = changedFields<object>(known, change).filter((field) => RELEASING.includes(field));
    const restricted = release.length > 0 ? await lockSendingOf(tx, id) : [];
    const before = await tx.organisation.findUniqueOrThrow({ where: { id } });
    const { count } = await tx.organisation.updateMany({
      where: { id, version },
      data: { ...storable(change), version: { increment: 1 } },
    });
    if (count === 0) return null;
    const fields = changedFields<object>(before, change);
    await restrictByRegister(tx, restricted, { organisationId: id, actorId, isOwner: release.includes('handling') });
    await appendEvent(tx, { type: 'organisation.changed', at: new Date(), subjectId: id, organisationId: id, actorId, data: { fields } });
    const isMended = change.email !== null && change.email !== before.email;
    const answered = isMended ? await answerMended(tx, { organisationId: id, before: before.email, actorId }) : [];
    return { row: { ...before, ...change, version: version + 1 } as Organisation, answered };
  });
  await nudgeFinished(database, changed?.answered ?? []);
  return changed && changed.row;
}

/** The same for a person. Whoever leaves a unit speaks no more for the services that only the unit lent them to. */
export async function changePerson(
  database: Database,
  { id, version, actorId }: Changing,
  change: PersonChange,
  realNow: Instant,
): Promise<Person | null> {
  const changed = await database.prisma.$transaction(async (tx) => {
    const before = await tx.person.findUniqueOrThrow({ where: { id } });
    const { count } = await tx.person.updateMany({ where: { id, version }, data: { ...change, version: { increment: 1 } } });
    if (count === 0) return null;
    const fields = changedFields(before, change);
    const { organisationId } = before;
    await appendEvent(tx, { type: 'person.changed', at: new Date(), subjectId: id, organisationId, actorId, data: { fields } });
    if (change.unitId !== before.unitId) await takeBack(tx, [id], actorId, realNow);
    const isMended = change.email !== null && change.email !== before.email;
    const answered = isMended ? await answerMended(tx, { organisationId, before: before.email, actorId }) : [];
    return { row: { ...before, ...change, version: version + 1 }, answered };
  });
  await nudgeFinished(database, changed?.answered ?? []);
  return changed && changed.row;
}

/** The database's null, and not the word of JSON. */
function storable<Row extends { handling: StatedHandling | null }>({ handling, ...row }: Row) {
  return { ...row, handling: handling === null ? Prisma.DbNull : { ...handling } };
}

/** What is changed, in the version that its author has read, and by whom. */
export type Changing = { id: string; version: number; actorId: string };

function changedFields<Row extends object>(before: Row, change: Partial<Row>): string[] {
  const names = Object.keys(change) as (keyof Row & string)[];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(change[name]));
}
