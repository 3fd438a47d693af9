import { v7 } from 'uuid';
import { z } from 'zod';
import { flaw } from '../../domain/failure.ts';
import { ROLES } from '../../domain/organisation.ts';
import { registerPerson } from '../../prisma/facts/register.ts';
import { listOrganisations } from '../../prisma/reads/organisations.ts';
import { listPeople } from '../../prisma/reads/people.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { Id } from '../shapes/id.ts';
import { OrganisationCode } from '../shapes/plan.ts';

const NewPerson = z
  .strictObject({
    subject: z.string().min(1).max(255).meta({ description: '`sub` of the identity provider.' }),
    name: z.string().trim().min(1).max(200),
    email: z.email().max(254).nullable().default(null),
    organisation: OrganisationCode,
    roles: z.array(z.enum(ROLES)).max(10).default([]),
    posts: z.array(z.string().min(1).max(80)).max(20).default([]),
  })
  .meta({ id: 'NewPerson' });
const Person = z.strictObject({ id: Id, ...NewPerson.shape }).meta({ id: 'Person' });

export const PEOPLE_ROUTES = [
  route({
    method: 'post',
    path: '/people',
    action: 'register.write',
    summary: 'Register a person of an organisation',
    body: NewPerson,
    replies: { status: 201, schema: Person },
    refuses: ['person.subject-taken'],
    handle: async ({ body: { organisation: code, ...person }, actor, receipt }, { database }) => {
      const id = v7();
      const reply = { status: 201, body: { id, ...person, organisation: code } };
      const [organisation] = await listOrganisations(database, { code, after: null, limit: 1 });
      if (!organisation) throw new Refusal('request.invalid', { flaws: [flaw('/organisation', 'plan.organisation-unknown')] });
      const newcomer = { id, ...person, organisationId: organisation.id };
      refuseIf(await registerPerson(database, newcomer, actor.personId, receiptOf(receipt, reply)));
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
      const body = toPage(await listPeople(database, { ...query, ...page }), page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'get',
    path: '/people/me',
    action: 'register.read',
    summary: 'Who I am here: my organisation, roles and posts',
    replies: {
      status: 200,
      schema: z.object({
        id: Id,
        subject: z.string(),
        name: z.string(),
        organisation: z.string(),
        roles: z.array(z.string()),
        posts: z.array(z.string()),
      }),
    },
    handle: async ({ actor: { personId, subject, name, organisation, roles, posts } }) => ({
      body: { id: personId, subject, name, organisation: organisation.code, roles, posts },
    }),
  }),
];
