import { v7 } from 'uuid';
import type { Database } from '../prisma/client.ts';
import type { SampleOrganisation, SamplePerson } from './embedded/people.ts';

export type Founders = { organisations: readonly SampleOrganisation[]; people: readonly SamplePerson[]; administrator: string };

/** Where an administrator belongs who is not among the people given. */
const OFFICE: SampleOrganisation = {
  code: 'concert-office',
  name: 'Concert office',
  kind: 'international-organisation',
  service: 'other',
  country: null,
  rilo: null,
  email: 'office@concert.example',
  language: 'en',
};

/** Any number, the same in every process. */
const ADVISORY_LOCK = 403_427_692;

/**
 * Sees to it that somebody is in the register who can register everybody else. Who and what is there already stays as it is:
 * every start may call this, several at once too.
 */
export async function foundRegister({ prisma }: Database, founders: Founders): Promise<void> {
  const { organisations, people } = withAdministrator(founders);
  await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(${ADVISORY_LOCK})`; // a second start waits here, and finds everything there
    const known = new Map((await tx.organisation.findMany({ select: { id: true, code: true } })).map(({ code, id }) => [code, id]));
    const newcomers = organisations.filter(({ code }) => !known.has(code)).map((organisation) => ({ id: v7(), ...organisation }));
    for (const { code, id } of newcomers) known.set(code, id);

    const registered = new Set((await tx.person.findMany({ select: { subject: true } })).map(({ subject }) => subject));
    const joining = people
      .filter(({ subject }) => !registered.has(subject))
      .map(({ subject, name, email, organisation, roles, posts }) => {
        return { id: v7(), subject, name, email, roles: [...roles], posts: [...posts], organisationId: known.get(organisation) ?? '' };
      });

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

function withAdministrator({ organisations, people, administrator }: Founders): Omit<Founders, 'administrator'> {
  if (people.some(({ subject }) => subject === administrator)) return { organisations, people };
  const person: SamplePerson = {
    subject: administrator,
    name: administrator,
    email: OFFICE.email,
    organisation: OFFICE.code,
    roles: ['administrator'],
    posts: [],
    about: 'the administrator of the settings',
  };
  return { organisations: [...organisations, OFFICE], people: [...people, person] };
}
