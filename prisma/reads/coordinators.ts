import type { Tx } from '../event.ts';

export type Coordinator = { organisationId: string; personId: string; address: string; language: string };

/** Coordinators of the lead organisations who can be written to. */
export async function listCoordinators(tx: Tx, operationId: string): Promise<Coordinator[]> {
  return tx.$queryRaw<Coordinator[]>`
    select p.organisation_id as "organisationId", p.id as "personId", p.email as address, o.language
    from person p join organisation o on o.id = p.organisation_id
    where 'coordinator' = any (p.roles) and p.email is not null
      and o.code in (
        select jsonb_array_elements_text(content -> 'leads') from plan_version
        where operation_id = ${operationId}::uuid and state = 'approved')`;
}
