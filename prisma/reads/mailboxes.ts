import type { Tx } from '../event.ts';
import { Prisma } from '../generated/client.ts';
import type { OperationNow } from './clocks.ts';

export type Mailbox = { organisationId: string; personId: string | null; address: string; language: string };

/** The coordinators of the lead organisations, by the plan in force or, before there is one, by its latest version. */
export async function coordinatorMailboxes(tx: Tx, { id }: Pick<OperationNow, 'id'>): Promise<(Mailbox & { personId: string })[]> {
  return tx.$queryRaw<(Mailbox & { personId: string })[]>`
    select c.* from (select ${id}::uuid as id) this cross join lateral (${Prisma.raw(coordinatorsOf('this.id'))}) c`;
}

/** The same of the operation with this id, an expression in SQL, for letters that are written in one statement with what they tell. */
export function coordinatorsOf(operationId: string): string {
  return `
    select o.id as "organisationId", p.id as "personId", p.email as address, o.language
    from person p join organisation o on o.id = p.organisation_id
    where 'coordinator' = any (p.roles) and p.email is not null
      and o.code in (
        select jsonb_array_elements_text(content -> 'leads') from (
          select content from plan_version where operation_id = ${operationId} order by (state = 'approved') desc, number desc limit 1) plan)`;
}

/** The people of these partners (codes) with that role; of one that has none, its own mailbox. */
export async function partnerMailboxes(tx: Tx, codes: readonly string[]): Promise<Mailbox[]> {
  const partners = await tx.organisation.findMany({
    where: { code: { in: [...codes] } },
    include: { people: { where: { roles: { has: 'partner' }, email: { not: null } } } },
  });
  return partners.flatMap(({ id: organisationId, email, language, people }) => {
    const reached =
      people.length > 0 ? people.map((person) => ({ personId: person.id, email: person.email })) : [{ personId: null, email }];
    return reached.flatMap((each) => (each.email ? [{ organisationId, language, personId: each.personId, address: each.email }] : []));
  });
}

/** Who speaks for the organisations whose participation is in one of these states. */
export async function participantMailboxes(tx: Tx, operation: OperationNow, states: readonly string[]): Promise<Mailbox[]> {
  return tx.$queryRaw<Mailbox[]>`
    select o.id as "organisationId", a.person_id as "personId", a.address, o.language
    from participation p
      join organisation o on o.id = p.organisation_id
      cross join lateral letter_addresses(p.operation_id, o.id, ${new Date(operation.at)}::timestamptz, '{holder}') a
    where p.operation_id = ${operation.id}::uuid and p.state = any (${[...states]}) order by o.code`;
}

/** The regional offices of all who take part. */
export async function regionalMailboxes(tx: Tx, operation: OperationNow): Promise<Mailbox[]> {
  return tx.$queryRaw<Mailbox[]>`
    select o.id as "organisationId", a.person_id as "personId", a.address, o.language
    from organisation o
      cross join lateral letter_addresses(${operation.id}::uuid, o.id, ${new Date(operation.at)}::timestamptz, '{holder}') a
    where o.code in (select rilo from participation where operation_id = ${operation.id}::uuid and state = 'accepted') order by o.code`;
}

/** The regional office that follows this organisation in the operation. */
export async function officeMailboxes(tx: Tx, operation: OperationNow, organisationId: string): Promise<Mailbox[]> {
  return tx.$queryRaw<Mailbox[]>`
    select o.id as "organisationId", a.person_id as "personId", a.address, o.language
    from participation p
      join organisation o on o.code = p.rilo
      cross join lateral letter_addresses(p.operation_id, o.id, ${new Date(operation.at)}::timestamptz, '{holder}') a
    where p.operation_id = ${operation.id}::uuid and p.organisation_id = ${organisationId}::uuid`;
}

/** Who speaks for this organisation in the operation. */
export async function ownMailboxes(tx: Tx, { id, at }: { id: string; at: number }, organisationId: string): Promise<Mailbox[]> {
  return tx.$queryRaw<Mailbox[]>`
    select o.id as "organisationId", a.person_id as "personId", a.address, o.language
    from organisation o cross join lateral letter_addresses(${id}::uuid, o.id, ${new Date(at)}::timestamptz, '{holder}') a
    where o.id = ${organisationId}::uuid`;
}

/** The coordination units: of each who is on duty; where nobody is, all its staff; where it has none, its host. */
export async function unitMailboxes(tx: Tx, operation: OperationNow): Promise<Mailbox[]> {
  const at = new Date(operation.at);
  return tx.$queryRaw<Mailbox[]>`
    with unit_of as (
      select id, host_id from ocu where operation_id = ${operation.id}::uuid
    ), duty as (
      select s.ocu_id, s.person_id from ocu_shift s join unit_of u on u.id = s.ocu_id
      where s.withdrawn_at is null and s.starts_at <= ${at}::timestamptz and s.ends_at > ${at}::timestamptz
    ), staff as (
      select s.ocu_id, s.person_id from ocu_staff s join unit_of u on u.id = s.ocu_id
      where s.valid_from <= ${at}::timestamptz and (s.valid_until is null or s.valid_until > ${at}::timestamptz)
    ), reached as (
      select d.ocu_id, p.id, p.email, 1 as choice from duty d join person p on p.id = d.person_id where p.email is not null
      union all
      select s.ocu_id, p.id, p.email, 2 from staff s join person p on p.id = s.person_id where p.email is not null
      union all
      select u.id, a.person_id, a.address, 3
      from unit_of u cross join lateral letter_addresses(${operation.id}::uuid, u.host_id, ${at}::timestamptz, '{holder}') a
    )
    select distinct on (r.email) o.id as "organisationId", r.id as "personId", r.email as address, o.language
    from reached r
      join unit_of u on u.id = r.ocu_id
      left join person p on p.id = r.id
      join organisation o on o.id = coalesce(p.organisation_id, u.host_id)
    where r.choice = (select min(choice) from reached best where best.ocu_id = r.ocu_id)
    order by r.email`;
}
