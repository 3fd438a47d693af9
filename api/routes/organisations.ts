import { v7 } from 'uuid';
import { z } from 'zod';
import { flaw, type Flaw } from '../../domain/failure.ts';
import { LANGUAGES } from '../../domain/language.ts';
import { ORGANISATION_KINDS, SERVICES } from '../../domain/organisation.ts';
import { StatedHandling } from '../../documents/reports/shape.ts';
import { changeOrganisation, registerOrganisation } from '../../prisma/facts/register.ts';
import { findOrganisation, listOrganisations } from '../../prisma/reads/organisations.ts';
import { isZone } from '../moments.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseFlaws, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { versionTag } from '../version-tag.ts';
import { Country, Id } from '../shapes/id.ts';
import { OrganisationCode } from '../shapes/plan.ts';

const WallHour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write an hour such as 22:00.');
const OrganisationChange = z
  .strictObject({
    name: z.string().trim().min(2).max(200),
    kind: z.enum(ORGANISATION_KINDS),
    service: z.enum(SERVICES),
    country: Country.nullable().default(null),
    rilo: OrganisationCode.nullable().default(null),
    email: z.email().max(254).nullable().default(null),
    language: z.enum(LANGUAGES).default('en'),
    zone: z.string().min(1).max(64).nullable().default(null).meta({ description: 'IANA zone: its local time and its night.' }),
    quietFrom: WallHour.nullable().default(null).meta({ description: 'From this hour on only alarms are sent to it.' }),
    quietUntil: WallHour.nullable().default(null),
    handling: StatedHandling.nullable()
      .default(null)
      .meta({ description: 'What holds for all its reports unless it says otherwise of one.' }),
    brands: z
      .array(z.string().trim().min(1).max(200))
      .max(200)
      .default([])
      .meta({ description: "A company's own brands: of other goods it learns nothing." }),
  })
  .meta({ id: 'OrganisationChange' });
const NewOrganisation = z.strictObject({ code: OrganisationCode, ...OrganisationChange.shape }).meta({ id: 'NewOrganisation' });
const Organisation = z.strictObject({ id: Id, ...NewOrganisation.shape }).meta({ id: 'Organisation' });
const OrganisationPath = z.object({ organisationId: Id });

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
      refuseFlaws('request.invalid', hourFlaws(body));
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
    params: OrganisationPath,
    replies: { status: 200, schema: Organisation },
    refuses: ['organisation.not-found'],
    handle: async ({ params }, { database }) => {
      const found = await findOrganisation(database, params.organisationId);
      if (!found) throw new Refusal('organisation.not-found');
      const { version, ...organisation } = found;
      return { body: organisation, etag: versionTag(version) };
    },
  }),
  route({
    method: 'put',
    path: '/organisations/{organisationId}',
    action: 'register.write',
    summary: 'Change what the register says of an organisation; its code stays',
    params: OrganisationPath,
    body: OrganisationChange,
    replies: { status: 200, schema: Organisation },
    refuses: ['organisation.not-found', 'request.stale'],
    handle: async ({ params: { organisationId: id }, body, actor, ifMatch }, { database }) => {
      const found = await findOrganisation(database, id);
      if (!found) throw new Refusal('organisation.not-found');
      if (versionTag(found.version) !== ifMatch) throw new Refusal('request.stale');
      refuseFlaws('request.invalid', hourFlaws(body));
      const changed = await changeOrganisation(database, { id, version: found.version, actorId: actor.personId }, body);
      if (!changed) throw new Refusal('request.stale');
      const { version, ...organisation } = changed;
      return { body: organisation, etag: versionTag(version) };
    },
  }),
];

/** Quiet hours without a zone, or with one end only, would be quiet at no time that anybody could tell. */
function hourFlaws({ zone, quietFrom, quietUntil }: z.output<typeof OrganisationChange>): Flaw[] {
  const isQuiet = quietFrom !== null || quietUntil !== null;
  const fits = quietFrom !== null && quietUntil !== null && quietFrom !== quietUntil && zone !== null;
  return [
    ...(zone !== null && !isZone(zone) ? [flaw('/zone', 'field.zone-unknown')] : []),
    ...(isQuiet && !fits ? [flaw('/quietFrom', 'organisation.quiet-hours')] : []),
  ];
}
