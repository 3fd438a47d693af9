import { v7 } from 'uuid';
import { z } from 'zod';
import { LANGUAGES, ORGANISATION_KINDS, SERVICES } from '../../domain/organisation.ts';
import { registerOrganisation } from '../../prisma/facts/register.ts';
import { findOrganisation, listOrganisations } from '../../prisma/reads/organisations.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { Id } from '../shapes/id.ts';
import { OrganisationCode } from '../shapes/plan.ts';

const NewOrganisation = z
  .strictObject({
    code: OrganisationCode,
    name: z.string().trim().min(2).max(200),
    kind: z.enum(ORGANISATION_KINDS),
    service: z.enum(SERVICES),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'Write the ISO 3166-1 alpha-2 code of a country.')
      .nullable()
      .default(null),
    rilo: OrganisationCode.nullable().default(null),
    email: z.email().max(254).nullable().default(null),
    language: z.enum(LANGUAGES).default('en'),
  })
  .meta({ id: 'NewOrganisation' });
const Organisation = z.strictObject({ id: Id, ...NewOrganisation.shape }).meta({ id: 'Organisation' });

export const ORGANISATION_ROUTES = [
  route({
    method: 'post',
    path: '/organisations',
    action: 'register.write',
    summary: 'Register an organisation',
    body: NewOrganisation,
    replies: { status: 201, schema: Organisation },
    refuses: ['organisation.code-taken'],
    handle: async ({ body, actor, receipt }, { database }) => {
      const organisation = { id: v7(), ...body };
      const reply = { status: 201, body: organisation, location: `/organisations/${organisation.id}` };
      refuseIf(await registerOrganisation(database, organisation, actor.personId, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/organisations',
    action: 'register.read',
    summary: 'Organisations of the register',
    query: PageQuery.extend({ code: z.string().max(63).optional(), kind: z.enum(ORGANISATION_KINDS).optional() }),
    replies: { status: 200, schema: pageOf(Organisation) },
    handle: async ({ query }, { database }) => {
      const page = readCursor(query, 'id');
      const body = toPage(await listOrganisations(database, { ...query, ...page }), page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'get',
    path: '/organisations/{organisationId}',
    action: 'register.read',
    summary: 'One organisation',
    params: z.object({ organisationId: Id }),
    replies: { status: 200, schema: Organisation },
    refuses: ['organisation.not-found'],
    handle: async ({ params }, { database }) => {
      const organisation = await findOrganisation(database, params.organisationId);
      if (!organisation) throw new Refusal('organisation.not-found');
      return { body: organisation };
    },
  }),
];
