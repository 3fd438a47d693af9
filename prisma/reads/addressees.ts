import type { Addressees } from '../../domain/addressees.ts';
import type { Database } from '../client.ts';
import type { Tx } from '../event.ts';
import { seeAll } from '../sight.ts';

/** `isInvited` tells whether it has to do with the operation: as an invitee, or as one of those who lead it. */
export type Addressee = { id: string; code: string; zone: string | null; isInvited: boolean };

/** Whom a tasking would ask just now, and which codes of a list nobody has registered. */
export async function findAddressees(
  { prisma }: Database,
  operationId: string,
  addressees: Addressees,
): Promise<{ found: Addressee[]; unknown: string[] }> {
  const found = await prisma.$transaction(async (tx) => {
    await seeAll(tx);
    return resolveAddressees(tx, operationId, addressees);
  });
  const unknown = addressees.list?.filter((code) => !found.some((addressee) => addressee.code === code)) ?? [];
  return { found, unknown };
}

/** Sees all, since whoever reported is asked: call it where that has been said. */
export async function resolveAddressees(tx: Tx, operationId: string, addressees: Addressees): Promise<Addressee[]> {
  if (addressees.list) {
    return tx.$queryRaw<Addressee[]>`
      select o.id, o.code, o.zone, (p.organisation_id is not null or lead.code is not null) as "isInvited"
      from organisation o
        left join participation p on p.operation_id = ${operationId}::uuid and p.organisation_id = o.id
        left join (
          select jsonb_array_elements_text(content -> 'leads') as code from plan_version
          where operation_id = ${operationId}::uuid and state = 'approved') lead on lead.code = o.code
      where o.code = any (${[...addressees.list]}) order by o.code`;
  }
  const { rule, rilo = null, phase = null } = addressees;
  return tx.$queryRaw<Addressee[]>`
    select o.id, o.code, o.zone, true as "isInvited"
    from participation p join organisation o on o.id = p.organisation_id
    where p.operation_id = ${operationId}::uuid
      and (${rilo}::text is null or p.rilo = ${rilo})
      and case ${rule}
        when 'accepted' then p.state = 'accepted' and (${phase}::text is null or p.joins = ${phase})
        when 'rilo' then p.state = 'accepted' and (${phase}::text is null or p.joins = ${phase})
        when 'silent' then p.state = 'silent' and (${phase}::text is null or p.joins = ${phase})
        when 'reported' then exists (
          select from case_report c join seizure s on s.case_id = c.id and s.version = c.version
          where c.operation_id = p.operation_id and c.organisation_id = p.organisation_id and (${phase}::text is null or s.phase = ${phase}))
          or exists (
            select from declared_count d
            where d.operation_id = p.operation_id and d.organisation_id = p.organisation_id and (${phase}::text is null or d.phase = ${phase})
              and d.measure in ('cases', 'seizures', 'quantity') and d.amount > 0)
      end
    order by o.code`;
}
