import type { Actor, OrganisationKind, Role, Service } from '../../domain/organisation.ts';
import type { Database } from '../client.ts';

type Row = {
  id: string;
  subject: string;
  name: string;
  roles: Role[];
  posts: string[];
  organisation_id: string;
  code: string;
  kind: OrganisationKind;
  service: Service;
};

/** Asked for by every request, hence plain SQL; not remembered between requests, so that a role that is taken away is gone at once. */
export async function findActor({ pool }: Database, subject: string): Promise<Actor | null> {
  const { rows } = await pool.query<Row>({
    name: 'find-actor',
    text: `
      select p.id, p.subject, p.name, p.roles, p.posts, o.id as organisation_id, o.code, o.kind, o.service
      from person p join organisation o on o.id = p.organisation_id where p.subject = $1`,
    values: [subject],
  });
  const row = rows[0];
  if (!row) return null;
  const { id, name, roles, posts, organisation_id, code, kind, service } = row;
  return { personId: id, subject, name, roles, posts, organisation: { id: organisation_id, code, kind, service } };
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
