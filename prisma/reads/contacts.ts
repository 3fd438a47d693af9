import type { Clock } from '../../domain/clock.ts';
import type { Actor } from '../../domain/organisation.ts';
import type { Database } from '../client.ts';
import type { Sight } from '../sight.ts';

/** An organisation as somebody stands to it who would look at its contacts, or manage them. */
export type OrganisationStanding = {
  id: string;
  code: string;
  rilo: string | null;
  /** Operations whose national contact point the actor is: `all`, or the ids of some. */
  pointOf: 'all' | readonly string[];
};

export async function findOrganisationStanding({ pool }: Database, { personId }: Actor, id: string): Promise<OrganisationStanding | null> {
  const { rows } = await pool.query<Omit<OrganisationStanding, 'pointOf'> & { points: (string | null)[] }>({
    name: 'organisation-standing',
    text: `
      select g.id, g.code, g.rilo, array (
        select c.operation_id from contact c left join operation o on o.id = c.operation_id
          cross join lateral (select coalesce(operation_time(o.clock, now()), now()) as at) moment
        where c.organisation_id = g.id and c.person_id = $2 and c.role = 'national-contact-point'
          and c.valid_from <= moment.at and (c.valid_until is null or c.valid_until > moment.at)) as points
      from organisation g where g.id = $1`,
    values: [id, personId],
  });
  const [row] = rows;
  if (!row) return null;
  const { points, ...organisation } = row;
  return { ...organisation, pointOf: points.includes(null) ? 'all' : points.filter((point) => point !== null) };
}

export type ContactView = {
  id: string;
  organisation: string;
  operation: string | null;
  role: string;
  rank: string;
  person: { subject: string; name: string };
  /** The person has an address. Letters to whoever has none go to the others, or to the mailbox of the organisation. */
  isReachable: boolean;
  from: string;
  until: string | null;
};

export type ContactFilter = {
  id?: string;
  organisationId?: string;
  /** Contacts for this operation, among them those for all. */
  operationId?: string;
  /** Only of those who are invited to this operation, as far as they lie in this sight. */
  within?: { operationId: string; sight: Sight };
  role?: string | undefined;
  validAt?: Date | undefined;
};

export async function listContacts(
  { prisma }: Database,
  { id, organisationId, operationId, within, role, validAt }: ContactFilter,
  { after, limit }: { after: string | null; limit: number },
): Promise<ContactView[]> {
  const invited = within && (await invitedTo({ prisma }, within));
  const contacts = await prisma.contact.findMany({
    where: {
      ...(organisationId ? { organisationId } : {}),
      ...(invited ? { organisationId: { in: invited } } : {}),
      ...(role ? { role } : {}),
      AND: [
        ...(id ? [{ id }] : []),
        ...(after ? [{ id: { gt: after } }] : []),
        ...(operationId ? [{ OR: [{ operationId: null }, { operationId }] }] : []),
        ...(validAt ? [{ validFrom: { lte: validAt } }, { OR: [{ validUntil: null }, { validUntil: { gt: validAt } }] }] : []),
      ],
    },
    include: { person: { select: { subject: true, name: true, email: true } }, organisation: { select: { code: true } } },
    orderBy: { id: 'asc' },
    take: limit,
  });
  return contacts.map((contact) => ({
    id: contact.id,
    organisation: contact.organisation.code,
    operation: contact.operationId,
    role: contact.role,
    rank: contact.rank,
    person: { subject: contact.person.subject, name: contact.person.name },
    isReachable: contact.person.email !== null,
    from: contact.validFrom.toISOString(),
    until: contact.validUntil?.toISOString() ?? null,
  }));
}

/** Whose contact this is; null where there is no such contact. */
export async function ownerOfContact({ prisma }: Database, id: string): Promise<string | null> {
  const contact = await prisma.contact.findUnique({ where: { id }, select: { organisationId: true } });
  return contact?.organisationId ?? null;
}

/** The operation's clock, where the organisation is invited to it; null where it is not, or where there is no such operation. */
export async function findInvitedOperation({ prisma }: Database, operationId: string, organisationId: string) {
  const row = await prisma.participation.findUnique({
    where: { operationId_organisationId: { operationId, organisationId } },
    include: { operation: { select: { clock: true } } },
  });
  return row && { clock: row.operation.clock as Clock };
}

/** Somebody who can speak for an organisation: one of its own people, or of a unit that belongs to it. */
export async function findEligible({ prisma }: Database, subject: string, organisationId: string) {
  const person = await prisma.person.findUnique({ where: { subject } });
  if (!person) return null;
  if (person.organisationId === organisationId) return person;
  if (person.unitId === null) return null;
  const belongs = await prisma.unitOrganisation.findUnique({
    where: { unitId_organisationId: { unitId: person.unitId, organisationId } },
  });
  return belongs && person;
}

async function invitedTo({ prisma }: Pick<Database, 'prisma'>, { operationId, sight }: { operationId: string; sight: Sight }) {
  const seen = 'all' in sight ? {} : { organisationId: { in: [...sight.organisations] } };
  const rows = await prisma.participation.findMany({ where: { operationId, ...seen }, select: { organisationId: true } });
  return rows.map(({ organisationId }) => organisationId);
}
