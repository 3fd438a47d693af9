import { v7 } from 'uuid';
import type { Database } from '../client.ts';
import type { Prisma } from '../generated/client.ts';

export type FoundingOrganisation = Omit<Prisma.OrganisationCreateManyInput, 'id'>;
/** `organisation` by its code. */
export type FoundingPerson = Omit<Prisma.PersonCreateManyInput, 'id' | 'organisationId'> & { organisation: string };

/** Any number, the same in every process. */
const ADVISORY_LOCK = 403_427_692;

/**
 * Registers those whom no administrator could register, because there is none yet. Who and what is there already stays as it is: every
 * start may call this, several at once too.
 */
export async function appendFounders(
  { prisma }: Database,
  { organisations, people }: { organisations: readonly FoundingOrganisation[]; people: readonly FoundingPerson[] },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(${ADVISORY_LOCK})`; // a second start waits here, and finds everything there
    const known = new Map((await tx.organisation.findMany({ select: { id: true, code: true } })).map(({ code, id }) => [code, id]));
    const newcomers = organisations.filter(({ code }) => !known.has(code)).map((organisation) => ({ id: v7(), ...organisation }));
    for (const { code, id } of newcomers) known.set(code, id);

    const registered = new Set((await tx.person.findMany({ select: { subject: true } })).map(({ subject }) => subject));
    const joining = people
      .filter(({ subject }) => !registered.has(subject))
      .map(({ organisation, ...person }) => ({ id: v7(), ...person, organisationId: known.get(organisation) ?? '' }));

    await tx.organisation.createMany({ data: newcomers });
    await tx.person.createMany({ data: joining });
    const at = new Date();
    await tx.event.createMany({
      data: [
        ...newcomers.map(({ id }) => ({ type: 'organisation.registered', at, subjectId: id, organisationId: id, data: {} })),
        ...joining.map(({ id, organisationId }) => ({ type: 'person.registered', at, subjectId: id, organisationId, data: {} })),
      ],
    });
  });
}
