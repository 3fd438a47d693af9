import { v7 } from 'uuid';
import { z } from 'zod';
import { flaw } from '../../domain/failure.ts';
import { UNIT_KINDS } from '../../domain/unit.ts';
import { registerUnit } from '../../prisma/facts/units.ts';
import { idsOf } from '../../prisma/reads/organisations.ts';
import { listUnits } from '../../prisma/reads/units.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { receiptOf } from '../receipt.ts';
import { refuseFlaws, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { Country, Id } from '../shapes/id.ts';
import { OrganisationCode } from '../shapes/plan.ts';

const NewUnit = z
  .strictObject({
    code: OrganisationCode,
    name: z.string().trim().min(2).max(200),
    kind: z.enum(UNIT_KINDS),
    country: Country.nullable().default(null),
    organisations: z.array(OrganisationCode).min(1).max(10).meta({ description: 'The services that it belongs to.' }),
  })
  .meta({ id: 'NewUnit', description: 'A joint unit. Its people act for one of its services at a time, see the header Acting-For.' });
const Unit = z.strictObject({ id: Id, ...NewUnit.shape }).meta({ id: 'Unit' });

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
      const ids = await idsOf(database, organisations);
      refuseFlaws(
        'request.invalid',
        organisations.flatMap((code, i) => {
          if (!ids.has(code)) return [flaw(`/organisations/${i}`, 'plan.organisation-unknown')];
          return organisations.indexOf(code) < i ? [flaw(`/organisations/${i}`, 'plan.key-twice')] : [];
        }),
      );
      const id = v7();
      const reply = { status: 201, body: { id, ...unit, organisations: organisations.toSorted() } };
      refuseIf(await registerUnit(database, { id, ...unit }, [...ids.values()], actor.personId, receiptOf(receipt, reply)));
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
];
