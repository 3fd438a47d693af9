import { v7 } from 'uuid';
import { z } from 'zod';
import { flaw } from '../../domain/failure.ts';
import type { Actor } from '../../domain/organisation.ts';
import { isoOf } from '../../domain/moment.ts';
import { appointStandIn, endStandIn } from '../../prisma/facts/stand-ins.ts';
import { findActor } from '../../prisma/reads/people.ts';
import { listStandIns, type StandInRow } from '../../prisma/reads/stand-ins.ts';
import type { Database } from '../../prisma/client.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { instantAt } from '../plan-writing.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { Id, Instant } from '../shapes/id.ts';
import { MomentShape } from '../shapes/plan.ts';
import { Subject } from '../shapes/subject.ts';

const StandIn = z
  .strictObject({
    id: Id,
    person: z.string(),
    standIn: z.string(),
    says: z.string().meta({ description: 'As people write it: who decides for whom.' }),
    reason: z.string(),
    from: Instant,
    until: Instant,
    recordedBy: z.string(),
    endedAt: Instant.nullable(),
  })
  .meta({ id: 'StandIn' });

export const STAND_IN_ROUTES = [
  route({
    method: 'post',
    path: '/stand-ins',
    action: 'stand-in.appoint',
    summary: 'Appoint somebody who decides for me while I am away; for somebody else, as their coordinator or an administrator',
    body: z
      .strictObject({
        standIn: Subject.meta({ description: '`sub` of the person who stands in.' }),
        for: Subject.optional().meta({ description: '`sub` of the absent person; the caller by default.' }),
        from: MomentShape,
        until: MomentShape,
        reason: z.string().trim().min(1).max(2_000),
      })
      .meta({ id: 'NewStandIn', description: 'In an operation, its own time counts: a drill has that of its clock.' }),
    replies: { status: 201, schema: StandIn },
    refuses: ['stand-in.cycle'],
    handle: async ({ body, actor, receipt }, { database }) => {
      const absent = body.for === undefined ? actor : await personAt(database, '/for', body.for);
      const standIn = await personAt(database, '/standIn', body.standIn);
      if (!mayAppoint(actor, absent.personId, absent.organisation.id)) throw new Refusal('permission.denied');
      if (standIn.personId === absent.personId) throw unfit('/standIn', 'Nobody stands in for themselves. Name somebody else.');
      const [from, until] = [instantAt('/from', body.from), instantAt('/until', body.until)];
      if (until <= from) throw unfit('/until', 'This must lie after the beginning.');
      const id = v7();
      const dates = { from: isoOf(from), until: isoOf(until) };
      const says = { person: absent.name, standIn: standIn.name, says: `${standIn.name} for ${absent.name}` };
      const view = { id, ...says, reason: body.reason, ...dates, recordedBy: actor.name, endedAt: null };
      const reply = { status: 201, body: view, location: `/stand-ins` };
      const appointed = { id, personId: absent.personId, standInId: standIn.personId, reason: body.reason, from, until };
      refuseIf(await appointStandIn(database, { ...appointed, actorId: actor.personId }, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/stand-ins',
    action: 'stand-in.list',
    summary: 'Who stands in for whom: everybody for coordinators, auditors and administrators, otherwise mine',
    query: PageQuery,
    replies: { status: 200, schema: pageOf(StandIn) },
    handle: async ({ query, actor }, { database }) => {
      const page = readCursor(query, 'id');
      const { items, next } = toPage(
        await listStandIns(database, seesAll(actor) ? {} : { people: [actor.personId] }, page),
        page,
        ({ id }) => id,
      );
      return { body: { items: items.map(viewOf), next }, next };
    },
  }),
  route({
    method: 'post',
    path: '/stand-ins/{standInId}/endings',
    action: 'stand-in.end',
    summary: 'End a stand-in before its time',
    params: z.object({ standInId: Id }),
    body: z.strictObject({}).default({}),
    replies: { status: 201, schema: StandIn },
    refuses: ['stand-in.not-found', 'stand-in.ended'],
    handle: async ({ params: { standInId }, actor, receipt, realNow }, { database }) => {
      const [row] = await listStandIns(database, { id: standInId }, { after: null, limit: 1 });
      const isOwn = row?.personId === actor.personId || row?.standInId === actor.personId;
      if (!row || !(isOwn || seesAll(actor))) throw new Refusal('stand-in.not-found');
      if (!isOwn && !mayAppoint(actor, row.personId, row.organisationId)) throw new Refusal('permission.denied');
      const reply = { status: 201, body: { ...viewOf(row), endedAt: isoOf(realNow) } };
      refuseIf(await endStandIn(database, { id: standInId, actorId: actor.personId, at: new Date(realNow) }, receiptOf(receipt, reply)));
      return reply;
    },
  }),
];

/** Everybody for themselves; for an absent person a coordinator of the same organisation, or an administrator. */
function mayAppoint({ personId, roles, organisation }: Actor, absentId: string, organisationId: string): boolean {
  const isColleague = roles.includes('coordinator') && organisation.id === organisationId;
  return personId === absentId || roles.includes('administrator') || isColleague;
}

function seesAll({ roles }: Actor): boolean {
  return (['coordinator', 'auditor', 'administrator'] as const).some((role) => roles.includes(role));
}

async function personAt(database: Database, pointer: string, subject: string): Promise<Actor> {
  const person = await findActor(database, { subject, actingFor: null });
  if (typeof person === 'string') throw unfit(pointer, 'Nobody in the register has this subject.');
  return person;
}

function unfit(pointer: string, detail: string): Refusal {
  return new Refusal('request.invalid', { flaws: [{ ...flaw(pointer, 'field.invalid'), detail }] });
}

function viewOf({ personId: _person, standInId: _standIn, organisationId: _organisation, ...view }: StandInRow) {
  return view;
}
