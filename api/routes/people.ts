import { v7 } from 'uuid';
import { z } from 'zod';
import { flaw, type Flaw } from '../../domain/failure.ts';
import { ROLES } from '../../domain/organisation.ts';
import { changePerson, registerPerson } from '../../prisma/facts/register.ts';
import { idsOf } from '../../prisma/reads/organisations.ts';
import { findPerson, listPeople, type FoundPerson } from '../../prisma/reads/people.ts';
import { findUnit, organisationsOf } from '../../prisma/reads/units.ts';
import type { Database } from '../../prisma/client.ts';
import type { Dependencies } from '../dependencies.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseFlaws, refuseIf } from '../refusal.ts';
import { route, type Standing } from '../route.ts';
import { versionTag } from '../version-tag.ts';
import { aboutOrganisation, standingTo, type About } from '../standing.ts';
import { Id } from '../shapes/id.ts';
import { OrganisationCode } from '../shapes/plan.ts';

const PersonChange = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    email: z.email().max(254).nullable().default(null),
    unit: OrganisationCode.nullable().default(null).meta({ description: 'Code of the joint unit that the person belongs to.' }),
    roles: z.array(z.enum(ROLES)).max(10).default([]),
    posts: z.array(z.string().min(1).max(80)).max(20).default([]),
  })
  .meta({ id: 'PersonChange' });
const NewPerson = z
  .strictObject({
    subject: z.string().min(1).max(255).meta({ description: '`sub` of the identity provider.' }),
    organisation: OrganisationCode,
    ...PersonChange.shape,
  })
  .meta({ id: 'NewPerson' });
const Person = z.strictObject({ id: Id, ...NewPerson.shape }).meta({ id: 'Person' });
const PersonPath = z.object({ personId: Id });

export const PEOPLE_ROUTES = [
  route({
    method: 'post',
    path: '/people',
    action: 'register.write',
    summary: 'Register a person of an organisation',
    body: NewPerson,
    replies: { status: 201, schema: Person },
    refuses: ['person.subject-taken'],
    handle: async ({ body: { organisation: code, unit, ...person }, actor, receipt }, { database }) => {
      const id = v7();
      const organisationId = (await idsOf(database, [code])).get(code);
      if (!organisationId) throw new Refusal('request.invalid', { flaws: [flaw('/organisation', 'plan.organisation-unknown')] });
      const { unitId, flaws } = await readUnit(database, unit, code);
      refuseFlaws('request.invalid', flaws);
      const reply = { status: 201, body: { id, ...person, organisation: code, unit }, location: `/people/${id}` };
      refuseIf(await registerPerson(database, { id, ...person, organisationId, unitId }, actor.personId, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/people',
    action: 'register.write',
    summary: 'People of the register',
    query: PageQuery.extend({ organisation: z.string().max(63).optional(), subject: z.string().max(255).optional() }),
    replies: { status: 200, schema: pageOf(Person) },
    handle: async ({ query }, { database }) => {
      const page = readCursor(query, 'id');
      const body = toPage(await listPeople(database, query, page), page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'get',
    path: '/organisations/{organisationId}/people',
    action: 'person.read',
    summary: 'Who can act for an organisation: its own people, and those of the units that belong to it',
    params: z.object({ organisationId: Id }),
    query: PageQuery,
    about: aboutOrganisation,
    replies: { status: 200, schema: pageOf(Person) },
    refuses: ['organisation.not-found'],
    handle: async ({ params: { organisationId }, query }, { database }) => {
      const page = readCursor(query, 'id');
      const body = toPage(await listPeople(database, { actingForId: organisationId }, page), page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'get',
    path: '/people/me',
    action: 'register.read',
    summary: 'Who I am here: my organisation, those that I can act for, my roles and posts',
    replies: {
      status: 200,
      schema: z.object({
        id: Id,
        subject: z.string(),
        name: z.string(),
        organisation: z.string(),
        actsFor: z.array(z.string()),
        roles: z.array(z.string()),
        posts: z.array(z.string()),
      }),
    },
    handle: async ({ actor: { personId, subject, name, organisation, roles, posts } }, { database }) => {
      const actsFor = await organisationsOf(database, personId);
      return { body: { id: personId, subject, name, organisation: organisation.code, actsFor, roles, posts } };
    },
  }),
  route({
    method: 'get',
    path: '/people/{personId}',
    action: 'person.read',
    summary: 'One person of the register, for administrators and contacts of the own organisation',
    params: PersonPath,
    about: aboutPerson,
    replies: { status: 200, schema: Person },
    refuses: ['person.not-found'],
    handle: async ({ found: { view, version } }) => ({ body: view, etag: versionTag(version) }),
  }),
  route({
    method: 'put',
    path: '/people/{personId}',
    action: 'person.change',
    summary: 'Change what the register says of a person; contacts change the address of their own people',
    params: PersonPath,
    body: PersonChange,
    about: aboutPerson,
    replies: { status: 200, schema: Person },
    refuses: ['person.not-found', 'person.only-address', 'request.stale'],
    handle: async ({ params: { personId: id }, body, actor, found, relations, ifMatch, realNow }, { database }) => {
      if (versionTag(found.version) !== ifMatch) throw new Refusal('request.stale');
      if (!relations.includes('administrator') && !isSame(found.view, body)) throw new Refusal('person.only-address');
      const { unit, ...change } = body;
      const { unitId, flaws } = await readUnit(database, unit, found.view.organisation);
      refuseFlaws('request.invalid', flaws);
      const changing = { id, version: found.version, actorId: actor.personId };
      const changed = await changePerson(database, changing, { ...change, unitId }, realNow);
      if (!changed) throw new Refusal('request.stale');
      return { body: { ...found.view, ...body }, etag: versionTag(changed.version) };
    },
  }),
];

async function aboutPerson(
  { params: { personId }, ...asker }: About<{ personId: string }>,
  deps: Dependencies,
): Promise<Standing<FoundPerson>> {
  const found = await findPerson(deps.database, personId);
  const standing = await standingTo(asker, found?.organisationId ?? null, 'person.not-found', deps);
  return { ...standing, found: found as FoundPerson };
}

/** A person belongs to a unit of their own organisation. */
async function readUnit(database: Database, code: string | null, organisation: string): Promise<{ unitId: string | null; flaws: Flaw[] }> {
  const unit = code === null ? null : await findUnit(database, code);
  const isUnfit = code !== null && !unit?.organisations.includes(organisation);
  return { unitId: unit?.id ?? null, flaws: isUnfit ? [flaw('/unit', 'person.unit-unfit')] : [] };
}

/** Nothing but the address differs. */
function isSame({ name, unit, roles, posts }: FoundPerson['view'], change: z.output<typeof PersonChange>): boolean {
  const told = (lists: { name: string; unit: string | null; roles: readonly string[]; posts: readonly string[] }): string =>
    JSON.stringify([lists.name, lists.unit, lists.roles.toSorted(), lists.posts.toSorted()]);
  return told({ name, unit, roles, posts }) === told(change);
}
