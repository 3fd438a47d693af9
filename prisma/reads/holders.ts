import type { Instant } from '../../domain/clock.ts';
import type { Relation } from '../../domain/permission.ts';
import type { Database } from '../client.ts';

/**
 * Somebody whom a task of this organisation could be handed to: of it, or of a unit that belongs to it, who answers or reports there or has been
 * named for it; and what they are to it at this instant, as far as it answers tasks. Null where there is nobody such.
 */
export async function findHeir(
  { pool }: Database,
  { subject, organisation, operationId, at }: { subject: string; organisation: string; operationId: string; at: Instant },
): Promise<{ id: string; relations: Relation[] } | null> {
  const { rows } = await pool.query<{ id: string; relations: Relation[] }>({
    name: 'find-heir',
    text: `
      select p.id, speaks_as(p.id, $3, o.id, $4) as relations
      from person p join organisation o on o.code = $2
      where p.subject = $1 and (p.roles && array['contact', 'reporter'] or exists (select from contact c where c.person_id = p.id and c.organisation_id = o.id))
        and belongs_to(p.id, o.id)`,
    values: [subject, organisation, operationId, new Date(at)],
  });
  return rows[0] ?? null;
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

/** The organisations that somebody may answer for: their own, and those of their joint unit. */
export async function findServices({ pool }: Database, personId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'find-services',
    text: `
      select p.organisation_id as id from person p where p.id = $1
      union select u.organisation_id from person p join unit_organisation u on u.unit_id = p.unit_id where p.id = $1`,
    values: [personId],
  });
  return rows.map(({ id }) => id);
}
