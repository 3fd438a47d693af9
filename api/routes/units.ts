import { v7 } from 'uuid';
import { z } from 'zod';
import { flaw, type Flaw } from '../../domain/failure.ts';
import { UNIT_KINDS } from '../../domain/unit.ts';
import type { Database } from '../../prisma/client.ts';
import { changeUnit, registerUnit } from '../../prisma/facts/units.ts';
import { idsOf } from '../../prisma/reads/organisations.ts';
import { listUnits, readUnit } from '../../prisma/reads/units.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseFlaws, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { versionTag } from '../version-tag.ts';
import { Country, Id } from '../shapes/id.ts';
import { OrganisationCode } from '../shapes/plan.ts';

const UnitChange = z
  .strictObject({
    name: z.string().trim().min(2).max(200),
    kind: z.enum(UNIT_KINDS),
    country: Country.nullable().default(null),
    organisations: z.array(OrganisationCode).min(1).max(10).meta({ description: 'The services that it belongs to.' }),
  })
  .meta({ id: 'UnitChange' });
const NewUnit = z
  .strictObject({ code: OrganisationCode, ...UnitChange.shape })
  .meta({ id: 'NewUnit', description: 'A joint unit. Its people act for one of its services at a time, see the header Acting-For.' });
const Unit = z.strictObject({ id: Id, ...NewUnit.shape }).meta({ id: 'Unit' });
const UnitPath = z.object({ unitId: Id });

export const UNIT_ROUTES = [
  route({
    method: 'post',
    path: '/units',
    action: 'register.write',
    summary: 'Register a unit of one or several organisations',
    body: NewUnit,
    replies: { status: 201, schema: Unit },
    refuses: ['unit.code-taken'],
    handle: async ({ body: { organisations, ...unit }, actor, receipt }, { database }) => {
      const organisationIds = await readServices(database, organisations);
      const id = v7();
      const reply = { status: 201, body: { id, ...unit, organisations: organisations.toSorted() }, location: `/units/${id}` };
      refuseIf(await registerUnit(database, { id, ...unit }, organisationIds, actor.personId, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/units',
    action: 'register.read',
    summary: 'Units of the register, and the organisations that they belong to',
    query: PageQuery.extend({ organisation: z.string().max(63).optional() }),
    replies: { status: 200, schema: pageOf(Unit) },
    handle: async ({ query }, { database }) => {
      const page = readCursor(query, 'id');
      const body = toPage(await listUnits(database, { ...query, ...page }), page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'get',
    path: '/units/{unitId}',
    action: 'register.read',
    summary: 'One unit',
    params: UnitPath,
    replies: { status: 200, schema: Unit },
    refuses: ['unit.not-found'],
    handle: async ({ params }, { database }) => {
      const found = await readUnit(database, params.unitId);
      if (!found) throw new Refusal('unit.not-found');
      return { body: found.view, etag: versionTag(found.version) };
    },
  }),
  route({
    method: 'put',
    path: '/units/{unitId}',
    action: 'register.write',
    summary:
      'Change a unit, and the services that it belongs to: of one that it loses its people act for it no more, from the next request on',
    params: UnitPath,
    body: UnitChange,
    replies: { status: 200, schema: Unit },
    refuses: ['unit.not-found', 'unit.people-left', 'request.stale'],
    handle: async ({ params: { unitId: id }, body: { organisations, ...change }, actor, ifMatch, realNow }, { database }) => {
      const found = await readUnit(database, id);
      if (!found) throw new Refusal('unit.not-found');
      if (versionTag(found.version) !== ifMatch) throw new Refusal('request.stale');
      const organisationIds = await readServices(database, organisations);
      const changing = { id, version: found.version, actorId: actor.personId };
      const changed = await changeUnit(database, changing, { ...change, organisationIds }, realNow);
      if (changed === null) throw new Refusal('request.stale');
      if ('left' in changed) throw new Refusal('unit.people-left', { flaws: changed.left.slice(0, MOST_NAMED).map(leftFlaw) });
      return { body: { ...found.view, ...change, organisations: organisations.toSorted() }, etag: versionTag(changed.version) };
    },
  }),
];

/** Of those who have to leave a unit first, so many are named. */
const MOST_NAMED = 100;

/** Ids of the services of a unit: each registered, none twice. */
async function readServices(database: Database, organisations: readonly string[]): Promise<string[]> {
  const ids = await idsOf(database, organisations);
  refuseFlaws(
    'request.invalid',
    organisations.flatMap((code, i) => {
      if (!ids.has(code)) return [flaw(`/organisations/${i}`, 'plan.organisation-unknown')];
      return organisations.indexOf(code) < i ? [flaw(`/organisations/${i}`, 'plan.key-twice')] : [];
    }),
  );
  return [...ids.values()];
}

function leftFlaw(subject: string): Flaw {
  const told = flaw('/organisations', 'unit.person-left');
  return { ...told, detail: `${told.detail} It is ${subject}.` };
}
