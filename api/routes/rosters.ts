import { v7 } from 'uuid';
import { z } from 'zod';
import { LAST_INSTANT } from '../../domain/clock.ts';
import { flaw, type Flaw } from '../../domain/failure.ts';
import { instantOf, type Moment } from '../../domain/moment.ts';
import { coverage, LONGEST_SHIFT_MS, LONGEST_WINDOW_MS, type Interval } from '../../domain/roster.ts';
import { appendHandover, planShift, withdrawShift } from '../../prisma/facts/ocus.ts';
import { findOcu, findShift, findStaffable, isStaffAt, listHandovers, listShifts } from '../../prisma/reads/ocus.ts';
import { isInReach, momentAt } from '../moments.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { instantAt } from '../plan-writing.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseFlaws, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutPart, timeOf } from '../standing.ts';
import { Id } from '../shapes/id.ts';
import { Handover, Roster, Shift } from '../shapes/ocu.ts';
import { MomentShape } from '../shapes/plan.ts';
import { Subject } from '../shapes/subject.ts';
import { aboutOcu, doingOf, OcuPath, refuseSettled } from './ocus.ts';

const ShiftPath = z.object({ shiftId: Id });
const aboutShift = aboutPart('shift', ({ shiftId }: z.output<typeof ShiftPath>) => shiftId, 'shift.not-found');
const Edge = z.iso.datetime({ offset: true });

const WEEK_MS = 7 * 86_400_000;

export const ROSTER_ROUTES = [
  route({
    method: 'post',
    path: '/ocus/{ocuId}/shifts',
    action: 'ocu.manage',
    summary: 'Put a shift on the roster of a coordination unit, in the wall time of whoever serves it',
    params: OcuPath,
    body: z.strictObject({ person: Subject, starts: MomentShape, ends: MomentShape }).meta({ id: 'NewShift' }),
    about: aboutOcu,
    replies: { status: 201, schema: Shift },
    refuses: ['ocu.not-found', 'shift.not-staff', 'shift.overlap', 'operation.settled'],
    handle: async ({ params: { ocuId }, body, actor, found: operation, receipt, realNow }, { database }) => {
      const doing = refuseSettled(operation, actor, realNow);
      const [starts, ends] = [momentIn('/starts', body.starts), momentIn('/ends', body.ends)];
      const person = await findStaffable(database, body.person);
      refuseFlaws('request.invalid', [...(person ? [] : [flaw('/person', 'ocu.person-unknown')]), ...shiftFlaws(starts, ends)]);
      const id = v7();
      const shift = {
        id,
        person: { subject: body.person, name: person?.name ?? '' },
        organisation: person?.organisation.code ?? '',
        starts,
        ends,
      };
      const reply = { status: 201, body: shift };
      refuseIf(await planShift(database, { id, ocuId, personId: person?.id ?? '', starts, ends }, doing, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'post',
    path: '/shifts/{shiftId}/withdrawals',
    action: 'ocu.manage',
    summary: 'Take a shift off the roster',
    params: ShiftPath,
    body: z.strictObject({}).default({}),
    about: aboutShift,
    replies: { status: 201, schema: Shift },
    refuses: ['shift.not-found', 'shift.withdrawn-before'],
    handle: async ({ params: { shiftId }, actor, found: operation, receipt, realNow }, { database }) => {
      const reply = { status: 201, body: await findShift(database, shiftId) };
      refuseIf(await withdrawShift(database, shiftId, doingOf(operation, actor, realNow), receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/ocus/{ocuId}/roster',
    action: 'ocu.read',
    summary: 'The roster of a coordination unit: shifts in their order, who is on duty now, and when nobody is',
    params: OcuPath,
    query: z.strictObject({
      from: Edge.optional().meta({ description: "The operation's present time, by default." }),
      until: Edge.optional().meta({ description: 'A week later, by default.' }),
    }),
    about: aboutOcu,
    replies: { status: 200, schema: Roster },
    refuses: ['ocu.not-found'],
    handle: async ({ params: { ocuId }, query, found: operation, realNow }, { database }) => {
      const ocu = await findOcu(database, ocuId);
      if (!ocu) throw new Refusal('ocu.not-found');
      const now = timeOf(operation, realNow);
      const window = windowOf(query, now);
      const shifts = await listShifts(database, ocuId, window);
      const duty = await listShifts(database, ocuId, { from: now, until: now + 1 });
      const partOf = ({ from, until }: Interval) => ({ from: momentAt(from, ocu.zone), until: momentAt(until, ocu.zone) });
      return {
        body: {
          ...{ ocu: ocu.key, zone: ocu.zone, ...partOf(window) },
          shifts: shifts.map((shift) => ({ ...shift, here: partOf(intervalOf(shift)) })),
          onDuty: duty.map(({ person }) => person),
          gaps: coverage(window, shifts.map(intervalOf)).gaps.map(partOf),
        },
      };
    },
  }),
  route({
    method: 'post',
    path: '/ocus/{ocuId}/handovers',
    action: 'handover.write',
    summary: 'Hand the unit over to the next shift: what happened, and what is open. Nothing in the log is changed later',
    params: OcuPath,
    body: z
      .strictObject({
        to: Subject.nullable().default(null),
        summary: z.string().trim().min(1).max(10_000),
        openItems: z.array(z.string().trim().min(1).max(1_000)).max(50).default([]),
      })
      .meta({ id: 'NewHandover' }),
    about: aboutOcu,
    replies: { status: 201, schema: Handover },
    refuses: ['ocu.not-found', 'ocu.not-staff'],
    handle: async ({ params: { ocuId }, body, actor, found: operation, receipt, realNow }, { database }) => {
      if (!operation.ocus.includes(ocuId)) throw new Refusal('ocu.not-staff');
      const doing = doingOf(operation, actor, realNow);
      const to = body.to === null ? null : await findStaffable(database, body.to);
      const isStaff = to !== null && (await isStaffAt(database, ocuId, to.id, doing.at));
      if (body.to !== null && !isStaff) throw new Refusal('request.invalid', { flaws: [flaw('/to', 'ocu.person-not-staff')] });
      const { summary, openItems } = body;
      const handover = {
        id: v7(),
        from: { subject: actor.subject, name: actor.name },
        to: to && { subject: to.subject, name: to.name },
        ...{ summary, openItems, saidAt: new Date(doing.at).toISOString() },
      };
      const reply = { status: 201, body: handover };
      const said = { id: handover.id, ocuId, toId: to?.id ?? null, summary, openItems };
      await appendHandover(database, said, doing, receiptOf(receipt, reply));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/ocus/{ocuId}/handovers',
    action: 'handover.read',
    summary: 'The handover log of a coordination unit, newest first',
    params: OcuPath,
    query: PageQuery,
    about: aboutOcu,
    replies: { status: 200, schema: pageOf(Handover) },
    refuses: ['ocu.not-found'],
    handle: async ({ params: { ocuId }, query }, { database }) => {
      const page = readCursor(query, 'id');
      const body = toPage(await listHandovers(database, ocuId, page), page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
];

function momentIn(pointer: string, { wall, zone }: Omit<Moment, 'at'>): Moment {
  return { wall, zone, at: new Date(instantAt(pointer, { wall, zone })).toISOString() };
}

function shiftFlaws(starts: Moment, ends: Moment): Flaw[] {
  const lasts = instantOf(ends) - instantOf(starts);
  if (lasts <= 0) return [flaw('/ends', 'plan.dates-reversed')];
  return lasts > LONGEST_SHIFT_MS ? [flaw('/ends', 'shift.too-long')] : [];
}

function windowOf({ from: since, until: end }: { from?: string | undefined; until?: string | undefined }, now: number): Interval {
  const from = since === undefined ? Math.min(now, LAST_INSTANT - WEEK_MS) : edgeIn('/from', since);
  const until = end === undefined ? Math.min(from + WEEK_MS, LAST_INSTANT) : edgeIn('/until', end);
  if (until <= from) throw new Refusal('request.invalid', { flaws: [flaw('/until', 'plan.dates-reversed')] });
  if (until - from > LONGEST_WINDOW_MS) throw new Refusal('request.invalid', { flaws: [flaw('/until', 'roster.too-long')] });
  return { from, until };
}

function edgeIn(pointer: string, text: string): number {
  const at = Date.parse(text);
  if (!isInReach(at)) throw new Refusal('request.invalid', { flaws: [flaw(pointer, 'field.moment-unknown')] });
  return at;
}

function intervalOf({ starts, ends }: { starts: Moment; ends: Moment }): Interval {
  return { from: instantOf(starts), until: instantOf(ends) };
}
