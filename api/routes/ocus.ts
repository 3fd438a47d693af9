import { v7 } from 'uuid';
import { z } from 'zod';
import { flaw } from '../../domain/failure.ts';
import { isSettled } from '../../domain/operation.ts';
import { endStaff, openOcu, staffOcu, type Doing } from '../../prisma/facts/ocus.ts';
import { findStaff, findStaffable, listOcus, listStaff } from '../../prisma/reads/ocus.ts';
import { idsOf } from '../../prisma/reads/organisations.ts';
import type { OperationStanding } from '../../prisma/reads/standing.ts';
import { isZone } from '../moments.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { instantAt } from '../plan-writing.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseFlaws, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutOperation, aboutPart, timeOf } from '../standing.ts';
import { Id, OperationPath } from '../shapes/id.ts';
import { NewOcu, Ocu, Staff } from '../shapes/ocu.ts';
import { MomentShape } from '../shapes/plan.ts';
import { Subject } from '../shapes/subject.ts';
import { readValidity, ValidityFields } from '../shapes/validity.ts';

export const OcuPath = z.object({ ocuId: Id });
export const aboutOcu = aboutPart('ocu', ({ ocuId }: z.output<typeof OcuPath>) => ocuId, 'ocu.not-found');

const StaffPath = z.object({ staffId: Id });
const aboutStaff = aboutPart('staff', ({ staffId }: z.output<typeof StaffPath>) => staffId, 'staff.not-found');

export const OCU_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/ocus',
    action: 'ocu.manage',
    summary: 'Set up a coordination unit; an operation can have several',
    params: OperationPath,
    body: NewOcu,
    about: aboutOperation,
    replies: { status: 201, schema: Ocu },
    refuses: ['ocu.key-taken', 'operation.settled'],
    handle: async ({ body: { host, ...ocu }, actor, found: operation, receipt, realNow }, { database }) => {
      const doing = refuseSettled(operation, actor, realNow);
      const hostId = (await idsOf(database, [host])).get(host);
      refuseFlaws('request.invalid', [
        ...(hostId ? [] : [flaw('/host', 'plan.organisation-unknown')]),
        ...(isZone(ocu.zone) ? [] : [flaw('/zone', 'field.zone-unknown')]),
      ]);
      const id = v7();
      const reply = { status: 201, body: { id, ...ocu, host } };
      refuseIf(await openOcu(database, { id, ...ocu, hostId: hostId ?? '' }, doing, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/ocus',
    action: 'ocu.read',
    summary: 'The coordination units of an operation',
    params: OperationPath,
    query: PageQuery,
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(Ocu) },
    handle: async ({ params: { operationId }, query }, { database }) => {
      const page = readCursor(query, 'id');
      const body = toPage(await listOcus(database, operationId, page), page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'post',
    path: '/ocus/{ocuId}/staff',
    action: 'ocu.manage',
    summary: 'Put somebody on the staff of a coordination unit: for that time they may look into the operation',
    params: OcuPath,
    body: z.strictObject({ person: Subject, ...ValidityFields }).meta({ id: 'NewStaff' }),
    about: aboutOcu,
    replies: { status: 201, schema: Staff },
    refuses: ['ocu.not-found', 'ocu.staffed-before', 'operation.settled'],
    handle: async ({ params: { ocuId }, body, actor, found: operation, receipt, realNow }, { database }) => {
      const doing = refuseSettled(operation, actor, realNow);
      const person = await findStaffable(database, body.person);
      if (!person) throw new Refusal('request.invalid', { flaws: [flaw('/person', 'ocu.person-unknown')] });
      const { from, until } = readValidity(body, doing.at);
      const id = v7();
      const staff = {
        ...{ id, person: { subject: person.subject, name: person.name }, organisation: person.organisation.code },
        ...{ from: from.toISOString(), until: until?.toISOString() ?? null },
      };
      const reply = { status: 201, body: staff };
      const joining = { id, ocuId, personId: person.id, organisationId: person.organisationId, validFrom: from, validUntil: until };
      refuseIf(await staffOcu(database, joining, doing, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/ocus/{ocuId}/staff',
    action: 'ocu.read',
    summary: 'Who is, was or will be staff of a coordination unit, and of which organisation',
    params: OcuPath,
    query: PageQuery,
    about: aboutOcu,
    replies: { status: 200, schema: pageOf(Staff) },
    refuses: ['ocu.not-found'],
    handle: async ({ params: { ocuId }, query }, { database }) => {
      const page = readCursor(query, 'id');
      const body = toPage(await listStaff(database, ocuId, page), page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'post',
    path: '/staff/{staffId}/endings',
    action: 'ocu.manage',
    summary: "End somebody's time as staff; the shifts that they would have after it go off the roster",
    params: StaffPath,
    body: z.strictObject({ at: MomentShape.optional() }).default({}).meta({ id: 'NewStaffEnding', description: 'Now, by default.' }),
    about: aboutStaff,
    replies: { status: 201, schema: Staff },
    refuses: ['staff.not-found', 'contact.ended-before'],
    handle: async ({ params: { staffId }, body, actor, found: operation, receipt, realNow }, { database }) => {
      const doing = doingOf(operation, actor, realNow);
      const staff = await findStaff(database, staffId);
      if (!staff) throw new Refusal('staff.not-found');
      const until = body.at ? instantAt('/at', body.at) : doing.at;
      const reply = (end: Date) => ({ status: 201, body: { ...staff, until: end.toISOString() } });
      const ended = await endStaff(database, { staffId, until }, doing, (end) => receiptOf(receipt, reply(end)));
      if (typeof ended === 'string') throw new Refusal(ended);
      return reply(ended);
    },
  }),
];

/** Who acts in an operation, and at which instant of it. */
export function doingOf(operation: OperationStanding, { personId }: { personId: string }, realNow: number): Doing {
  return { operationId: operation.id, actorId: personId, at: timeOf(operation, realNow) };
}

/** Nobody is put on duty for an operation that is over. */
export function refuseSettled(operation: OperationStanding, actor: { personId: string }, realNow: number): Doing {
  if (isSettled(operation)) throw new Refusal('operation.settled');
  return doingOf(operation, actor, realNow);
}
