import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import type { Prisma } from '../generated/client.ts';
import { appendEvent } from '../event.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type NewOrganisation = Prisma.OrganisationCreateManyInput & { id: string };
export type NewPerson = Prisma.PersonCreateManyInput & { id: string };

/** Refused if another has its code. Looking first would not do: two of them can look at the same moment. */
export async function registerOrganisation(
  { prisma }: Database,
  organisation: NewOrganisation,
  actorId: string,
  receipt: Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    const { count } = await tx.organisation.createMany({ data: [organisation], skipDuplicates: true });
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
