import type { PurgeRule } from '../../domain/retention.ts';
import type { Database } from '../client.ts';
import { EVERYTHING, queryAs, type Sight } from '../sight.ts';

/** What a purged record leaves: the hash of what it said, by which rule and decision it went, and when. */
export type Tombstone = { sha256: string; rule: PurgeRule; purgedAt: string; purgeId: string };

const iso = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Of a case `c`, as JSON; null where it has not been purged. */
export const TOMBSTONE = `
    select jsonb_build_object('sha256', g.sha256, 'rule', g.rule, 'purgedAt', ${iso('g.purged_at')}, 'purgeId', g.purge_id)
    from tombstone g where g.record_id = c.id and g.purged_at is not null`;

export type BuriedCase = {
  id: string;
  operationId: string;
  organisation: string;
  version: number;
  reportedAt: string;
  tombstone: Tombstone;
};

/** A case that has been purged. */
export async function findTombstone({ pool }: Database, sight: Sight, caseId: string): Promise<BuriedCase | null> {
  const { rows } = await queryAs<BuriedCase>(pool, sight, {
    name: 'find-tombstone',
    text: `
      select c.id, c.operation_id as "operationId", o.code as organisation, c.version, ${iso('c.reported_at')} as "reportedAt", g.tombstone
      from case_report c join organisation o on o.id = c.organisation_id cross join lateral (${TOMBSTONE}) as g (tombstone) where c.id = $1`,
    values: [caseId],
  });
  return rows[0] ?? null;
}

/** How many of the cases that went into figures have been purged, and since when: so many cannot be counted again. */
export type PurgedInputs = { cases: number; since: string; until: string };

/** Of the cases that had been received by the cut-off; null where none has been purged. */
export async function findPurgedInputs(
  { pool }: Database,
  { operationId, cutOffAt }: { operationId: string; cutOffAt: Date },
): Promise<PurgedInputs | null> {
  const { rows } = await queryAs<PurgedInputs>(pool, EVERYTHING, {
    name: 'find-purged-inputs',
    text: `
      select count(*)::int as cases, ${iso('min(g.purged_at)')} as since, ${iso('max(g.purged_at)')} as until
      from tombstone g join case_report c on c.id = g.record_id
      where g.operation_id = $1 and g.kind = 'case' and g.purged_at is not null and c.reported_at <= $2`,
    values: [operationId, cutOffAt],
  });
  const [row] = rows;
  return row && row.cases > 0 ? row : null;
}
