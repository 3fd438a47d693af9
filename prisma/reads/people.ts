import type { Actor, OrganisationKind, Role, Service } from '../../domain/organisation.ts';
import type { Database } from '../client.ts';

/** Columns of ACTOR. */
export type ActorRow = {
  person_id: string;
  subject: string;
  name: string;
  roles: Role[];
  posts: string[];
  organisation_id: string;
  code: string;
  kind: OrganisationKind;
  service: Service;
};

/** Who a subject is, of `person p` and their `organisation g`. */
export const ACTOR = 'p.id as person_id, p.subject, p.name, p.roles, p.posts, g.id as organisation_id, g.code, g.kind, g.service';

export function actorOf({ person_id, subject, name, roles, posts, organisation_id, code, kind, service }: ActorRow): Actor {
  return { personId: person_id, subject, name, roles, posts, organisation: { id: organisation_id, code, kind, service } };
}

/** Plain SQL, as everything that requests ask first; not remembered between requests, so that a role that is taken away is gone at once. */
export async function findActor({ pool }: Database, subject: string): Promise<Actor | null> {
  const { rows } = await pool.query<ActorRow>({
    name: 'find-actor',
    text: `select ${ACTOR} from person p join organisation g on g.id = p.organisation_id where p.subject = $1`,
    values: [subject],
  });
  return rows[0] ? actorOf(rows[0]) : null;
}

export type PersonView = {
  id: string;
  subject: string;
  name: string;
  email: string | null;
  roles: string[];
  posts: string[];
  organisation: string;
};

export async function listPeople(
  { prisma }: Database,
  {
    organisation,
    subject,
    after,
    limit,
  }: { organisation?: string | undefined; subject?: string | undefined; after: string | null; limit: number },
): Promise<PersonView[]> {
  const people = await prisma.person.findMany({
    where: {
      ...(organisation ? { organisation: { code: organisation } } : {}),
      ...(subject ? { subject } : {}),
      ...(after ? { id: { gt: after } } : {}),
    },
    include: { organisation: { select: { code: true } } },
    orderBy: { id: 'asc' },
    take: limit,
  });
  return people.map(({ organisation: { code }, organisationId: _, ...person }) => ({ ...person, organisation: code }));
}
