import type { Database } from '../client.ts';

/** May this person be handed a task of this organisation: are they of it, or of a unit that belongs to it, and do they answer or report there? */
export async function speaksFor({ pool }: Database, personId: string, organisation: string): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'speaks-for',
    text: `
      select from person p join organisation o on o.code = $2
      where p.id = $1 and (p.roles && array['contact', 'reporter'] or exists (select from contact c where c.person_id = p.id and c.organisation_id = o.id))
        and (p.organisation_id = o.id or exists (select from unit_organisation u where u.unit_id = p.unit_id and u.organisation_id = o.id))`,
    values: [personId, organisation],
  });
  return rowCount === 1;
}

/** The id of another organisation of the same country, and whether it is invited to the operation; null where it is not of that country. */
export async function findSister(
  { pool }: Database,
  { operationId, organisation, other }: { operationId: string; organisation: string; other: string },
): Promise<{ id: string; isInvited: boolean } | null> {
  const { rows } = await pool.query<{ id: string; isInvited: boolean }>({
    name: 'find-sister',
    text: `
      select b.id, exists (select from participation p where p.operation_id = $1 and p.organisation_id = b.id) as "isInvited"
      from organisation a join organisation b on b.country = a.country and b.id <> a.id
      where a.code = $2 and b.code = $3`,
    values: [operationId, organisation, other],
  });
  return rows[0] ?? null;
}

/** The organisations that somebody may answer for, their own and those of their joint unit, and as what: by role, or by nomination. */
export async function findEntitlement({ pool }: Database, personId: string): Promise<{ organisationIds: string[]; roles: string[] }> {
  const { rows } = await pool.query<{ organisationIds: string[]; roles: string[] }>({
    name: 'find-entitlement',
    text: `
      select array (select p.organisation_id union select u.organisation_id from unit_organisation u where u.unit_id = p.unit_id) as "organisationIds",
        p.roles || array (
          select distinct case c.role when 'national-contact-point' then 'contact' else c.role end from contact c
          where c.person_id = p.id and c.valid_from <= now() and (c.valid_until is null or c.valid_until > now())) as roles
      from person p where p.id = $1`,
    values: [personId],
  });
  return rows[0] ?? { organisationIds: [], roles: [] };
}
