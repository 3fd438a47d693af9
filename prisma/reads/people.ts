import type { FailureCode } from '../../domain/failure.ts';
import type { Actor, OrganisationKind, Role, Service } from '../../domain/organisation.ts';
import { onBehalf } from '../../domain/unit.ts';
import type { Database } from '../client.ts';
import type { Person } from '../generated/client.ts';

/** The subject of a token, and the code of the organisation that they act for; null for their own. */
export type Asker = { subject: string; actingFor: string | null };

/** Columns of ACTOR. `organisation_id` is null where the asker is nothing in the organisation that they want to act for. */
export type ActorRow = {
  person_id: string;
  subject: string;
  name: string;
  roles: Role[];
  posts: string[];
  organisation_id: string | null;
  code: string;
  kind: OrganisationKind;
  service: Service;
  is_own: boolean;
};

/** Who a subject is, of `person p` and the `organisation g` that they act for. */
export const ACTOR = `
  p.id as person_id, p.subject, p.name, p.roles, p.posts, g.id as organisation_id, g.code, g.kind, g.service, g.id = p.organisation_id as is_own`;

/** The organisation that `person p` acts for: their own, or the one that is asked for where their unit belongs to it. */
export const ACTING = {
  own: 'join organisation g on g.id = p.organisation_id',
  asked: (code: string): string => `
    left join organisation g on g.code = ${code} and (g.id = p.organisation_id
      or exists (select from unit_organisation u where u.unit_id = p.unit_id and u.organisation_id = g.id))`,
};

/** Who asks; or why nobody does, where the register does not know them, or not in that organisation. */
export function actorOf(row: ActorRow | undefined): Actor | FailureCode {
  if (!row) return 'person.unknown';
  const { person_id, subject, name, organisation_id, code, kind, service, is_own, ...held } = row;
  if (organisation_id === null) return 'person.not-of-organisation';
  const { roles, posts } = onBehalf(held, is_own);
  return { personId: person_id, subject, name, roles, posts, organisation: { id: organisation_id, code, kind, service } };
}

/** Plain SQL, as everything that requests ask first; not remembered between requests, so that a role that is taken away is gone at once. */
export async function findActor({ pool }: Database, { subject, actingFor }: Asker): Promise<Actor | FailureCode> {
  const { rows } = await pool.query<ActorRow>({
    name: actingFor === null ? 'find-actor' : 'find-actor-acting',
    text: `select ${ACTOR} from person p ${actingFor === null ? ACTING.own : ACTING.asked('$2')} where p.subject = $1`,
    values: actingFor === null ? [subject] : [subject, actingFor],
  });
  return actorOf(rows[0]);
}

export type PersonView = {
  id: string;
  subject: string;
  name: string;
  email: string | null;
  roles: string[];
  posts: string[];
  organisation: string;
  /** Code of the joint unit that they belong to. */
  unit: string | null;
};

export type PeopleFilter = {
  organisation?: string | undefined;
  subject?: string | undefined;
  /** Everybody who can act for this organisation, among them people of its joint units. */
  actingForId?: string | undefined;
};

const NAMES = { organisation: { select: { code: true } }, unit: { select: { code: true } } };
type Named = Person & { organisation: { code: string }; unit: { code: string } | null };

export async function listPeople(
  { prisma }: Database,
  { organisation, subject, actingForId }: PeopleFilter,
  { after, limit }: { after: string | null; limit: number },
): Promise<PersonView[]> {
  const people = await prisma.person.findMany({
    where: {
      ...(organisation ? { organisation: { code: organisation } } : {}),
      ...(subject ? { subject } : {}),
      ...(actingForId
        ? { OR: [{ organisationId: actingForId }, { unit: { organisations: { some: { organisationId: actingForId } } } }] }
        : {}),
      ...(after ? { id: { gt: after } } : {}),
    },
    include: NAMES,
    orderBy: { id: 'asc' },
    take: limit,
  });
  return people.map(viewOf);
}

export type FoundPerson = { view: PersonView; organisationId: string; version: number };

export async function findPerson({ prisma }: Database, id: string): Promise<FoundPerson | null> {
  const person = await prisma.person.findUnique({ where: { id }, include: NAMES });
  return person && { view: viewOf(person), organisationId: person.organisationId, version: person.version };
}

function viewOf({ id, subject, name, email, roles, posts, organisation, unit }: Named): PersonView {
  return { id, subject, name, email, roles, posts, organisation: organisation.code, unit: unit?.code ?? null };
}
