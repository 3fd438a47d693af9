import type { Database } from '../client.ts';
import type { Prisma } from '../generated/client.ts';
import { appendEvent } from '../event.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type NewOrganisation = Prisma.OrganisationUncheckedCreateInput & { id: string };
export type NewPerson = Prisma.PersonUncheckedCreateInput & { id: string };

export async function registerOrganisation(
  { prisma }: Database,
  organisation: NewOrganisation,
  actorId: string,
  receipt: Receipt,
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.organisation.create({ data: organisation });
    await appendEvent(tx, {
      type: 'organisation.registered',
      at: new Date(),
      subjectId: organisation.id,
      organisationId: organisation.id,
      actorId,
    });
    await insertReceipt(tx, receipt);
  });
}

export async function registerPerson({ prisma }: Database, person: NewPerson, actorId: string, receipt: Receipt): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.person.create({ data: person });
    await appendEvent(tx, {
      type: 'person.registered',
      at: new Date(),
      subjectId: person.id,
      organisationId: person.organisationId,
      actorId,
    });
    await insertReceipt(tx, receipt);
  });
}
