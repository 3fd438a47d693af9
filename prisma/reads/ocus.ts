import type { Instant } from '../../domain/clock.ts';
import type { Moment } from '../../domain/moment.ts';
import type { Interval } from '../../domain/roster.ts';
import type { Database } from '../client.ts';

export type OcuView = { id: string; key: string; name: string; kind: string; host: string; location: string | null; zone: string };

type Page = { after: string | null; limit: number };

const OCU = 'u.id, u.key, u.name, u.kind, o.code as host, u.location, u.zone from ocu u join organisation o on o.id = u.host_id';

export async function listOcus({ pool }: Database, operationId: string, { after, limit }: Page): Promise<OcuView[]> {
  const { rows } = await pool.query<OcuView>({
    name: 'list-ocus',
    text: `select ${OCU} where u.operation_id = $1 and ($2::uuid is null or u.id > $2) order by u.id limit $3`,
    values: [operationId, after, limit],
  });
  return rows;
}

export async function findOcu({ pool }: Database, id: string): Promise<OcuView | null> {
  const { rows } = await pool.query<OcuView>({ name: 'find-ocu', text: `select ${OCU} where u.id = $1`, values: [id] });
  return rows[0] ?? null;
}

export type StaffView = {
  id: string;
  person: { subject: string; name: string };
  organisation: string;
  from: string;
  until: string | null;
};

type StaffRow = { id: string; subject: string; name: string; organisation: string; valid_from: Date; valid_until: Date | null };

/** Everybody who is, was or will be staff. */
export async function listStaff({ pool }: Database, ocuId: string, { after, limit }: Page): Promise<StaffView[]> {
  const { rows } = await pool.query<StaffRow>({
    name: 'list-staff',
    text: `${STAFF} where s.ocu_id = $1 and ($2::uuid is null or s.id > $2) order by s.id limit $3`,
    values: [ocuId, after, limit],
  });
  return rows.map(staffOf);
}

export async function findStaff({ pool }: Database, id: string): Promise<StaffView | null> {
  const { rows } = await pool.query<StaffRow>({ name: 'find-staff', text: `${STAFF} where s.id = $1`, values: [id] });
  return rows[0] ? staffOf(rows[0]) : null;
}

export async function isStaffAt({ prisma }: Database, ocuId: string, personId: string, at: Instant): Promise<boolean> {
  const valid = { validFrom: { lte: new Date(at) }, OR: [{ validUntil: null }, { validUntil: { gt: new Date(at) } }] };
  return (await prisma.ocuStaff.count({ where: { ocuId, personId, ...valid } })) > 0;
}

const STAFF = `
  select s.id, p.subject, p.name, o.code as organisation, s.valid_from, s.valid_until
  from ocu_staff s join person p on p.id = s.person_id join organisation o on o.id = s.organisation_id`;

export type ShiftView = { id: string; person: { subject: string; name: string }; organisation: string; starts: Moment; ends: Moment };

type ShiftRow = { id: string; subject: string; name: string; organisation: string; starts: Moment; ends: Moment };

/** Shifts of a unit that lie in a window, or reach into it, in their order. */
export async function listShifts({ pool }: Database, ocuId: string, { from, until }: Interval): Promise<ShiftView[]> {
  const { rows } = await pool.query<ShiftRow>({
    name: 'list-shifts',
    text: `${SHIFT}
      where s.ocu_id = $1 and s.withdrawn_at is null and s.starts_at < $3 and s.ends_at > $2
      order by s.starts_at, s.ends_at, s.id`,
    values: [ocuId, new Date(from), new Date(until)],
  });
  return rows.map(shiftOf);
}

export async function findShift({ pool }: Database, id: string): Promise<ShiftView | null> {
  const { rows } = await pool.query<ShiftRow>({ name: 'find-shift', text: `${SHIFT} where s.id = $1`, values: [id] });
  return rows[0] ? shiftOf(rows[0]) : null;
}

const SHIFT = `
  select s.id, p.subject, p.name, o.code as organisation, s.starts, s.ends
  from ocu_shift s join person p on p.id = s.person_id join organisation o on o.id = p.organisation_id`;

export type HandoverView = {
  id: string;
  from: { subject: string; name: string };
  to: { subject: string; name: string } | null;
  summary: string;
  openItems: string[];
  saidAt: string;
};

type HandoverRow = Pick<HandoverView, 'id' | 'summary' | 'openItems'> & {
  from_subject: string;
  from_name: string;
  to_subject: string | null;
  to_name: string;
  said_at: Date;
};

/** The handover log, the newest first. */
export async function listHandovers({ pool }: Database, ocuId: string, { after, limit }: Page): Promise<HandoverView[]> {
  const { rows } = await pool.query<HandoverRow>({
    name: 'list-handovers',
    text: `
      select h.id, f.subject as from_subject, f.name as from_name, t.subject as to_subject, t.name as to_name, h.summary,
        h.open_items as "openItems", h.said_at
      from ocu_handover h join person f on f.id = h.from_id left join person t on t.id = h.to_id
      where h.ocu_id = $1 and ($2::uuid is null or h.id < $2) order by h.id desc limit $3`,
    values: [ocuId, after, limit],
  });
  return rows.map(({ id, from_subject, from_name, to_subject, to_name, summary, openItems, said_at }) => ({
    id,
    from: { subject: from_subject, name: from_name },
    to: to_subject === null ? null : { subject: to_subject, name: to_name },
    summary,
    openItems,
    saidAt: said_at.toISOString(),
  }));
}

/** Somebody of the register, by subject. */
export async function findStaffable({ prisma }: Database, subject: string) {
  return prisma.person.findUnique({ where: { subject }, include: { organisation: { select: { code: true } } } });
}

function staffOf({ id, subject, name, organisation, valid_from, valid_until }: StaffRow): StaffView {
  return { id, person: { subject, name }, organisation, from: valid_from.toISOString(), until: valid_until?.toISOString() ?? null };
}

function shiftOf({ id, subject, name, organisation, starts, ends }: ShiftRow): ShiftView {
  return { id, person: { subject, name }, organisation, starts, ends };
}
