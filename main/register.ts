import type { Database } from '../prisma/client.ts';
import { appendFounders } from '../prisma/facts/founders.ts';
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
  zone: 'Europe/Brussels',
};

/**
 * Sees to it that somebody is in the register who can register everybody else. Who and what is there already stays as it is.
 */
export async function foundRegister(database: Database, founders: Founders): Promise<void> {
  const { organisations, people } = withAdministrator(founders);
  await appendFounders(database, {
    organisations,
    people: people.map(({ about: _, roles, posts, ...person }) => ({ ...person, roles: [...roles], posts: [...posts] })),
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
