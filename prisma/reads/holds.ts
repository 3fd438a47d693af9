import type { Database } from '../client.ts';
import { queryAs, type Sight } from '../sight.ts';

export type HoldItem = {
  id: string;
  operationId: string;
  /** Whose records are held; null: everybody's. */
  organisation: string | null;
  caseId: string | null;
  reason: string;
  until: string | null;
  placedFor: string;
  placedBy: string;
  placedAt: string;
  liftedBy: string | null;
  liftedAt: string | null;
  liftReason: string | null;
};

type Row = Omit<HoldItem, 'until' | 'placedAt' | 'liftedAt'> & { until: Date | null; placedAt: Date; liftedAt: Date | null };

/** Newest first, also those that have been lifted. */
export async function listHolds(
  { pool }: Database,
  sight: Sight,
  operationId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<HoldItem[]> {
  const { rows } = await queryAs<Row>(pool, sight, {
    name: 'list-holds',
    text: `
      select h.id, h.operation_id as "operationId", o.code as organisation, h.case_id as "caseId", h.reason, h.until_at as until,
        f.code as "placedFor", p.name as "placedBy", h.placed_at as "placedAt", l.name as "liftedBy", h.lifted_at as "liftedAt",
        h.lift_reason as "liftReason"
      from hold h join organisation f on f.id = h.placed_for_id join person p on p.id = h.placed_by_id
        left join organisation o on o.id = h.organisation_id left join person l on l.id = h.lifted_by_id
      where h.operation_id = $1 and ($2::uuid is null or h.id < $2) order by h.id desc limit $3`,
    values: [operationId, after, limit],
  });
  return rows.map(({ until, placedAt, liftedAt, ...row }) => ({
    ...row,
    until: until?.toISOString() ?? null,
    placedAt: placedAt.toISOString(),
    liftedAt: liftedAt?.toISOString() ?? null,
  }));
}

/** The administration of this code that is, or was, invited to the operation. */
export async function findMember({ pool }: Database, operationId: string, code: string): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'find-member',
    text: 'select o.id from organisation o join participation p on p.organisation_id = o.id where p.operation_id = $1 and o.code = $2',
    values: [operationId, code],
  });
  return rows[0]?.id ?? null;
}

/** Whose a case of the operation is, purged or not. */
export async function findCaseOwner(
  { pool }: Database,
  sight: Sight,
  operationId: string,
  caseId: string,
): Promise<{ id: string; code: string } | null> {
  const { rows } = await queryAs<{ id: string; code: string }>(pool, sight, {
    name: 'find-case-owner',
    text: `
      select o.id, o.code from case_report c join organisation o on o.id = c.organisation_id
      where c.operation_id = $1 and c.id = $2`,
    values: [operationId, caseId],
  });
  return rows[0] ?? null;
}
