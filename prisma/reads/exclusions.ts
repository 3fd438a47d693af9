import type { Database } from '../client.ts';
import { queryAs, type Sight } from '../sight.ts';

/** A time during which a case did, or does, not count; without an end where it still does not. */
export type ExclusionItem = {
  id: string;
  reason: string;
  excludedBy: string;
  excludedAt: string;
  inclusionReason: string | null;
  includedBy: string | null;
  includedAt: string | null;
};

type Row = Omit<ExclusionItem, 'excludedAt' | 'includedAt'> & { excludedAt: Date; includedAt: Date | null };

/** Oldest first. */
export async function listExclusions({ pool }: Database, sight: Sight, caseId: string): Promise<ExclusionItem[]> {
  const { rows } = await queryAs<Row>(pool, sight, {
    name: 'list-exclusions',
    text: `
      select x.id, x.reason, by.name as "excludedBy", x.excluded_at as "excludedAt", x.inclusion_reason as "inclusionReason",
        back.name as "includedBy", x.included_at as "includedAt"
      from case_exclusion x join person by on by.id = x.excluded_by_id left join person back on back.id = x.included_by_id
      where x.case_id = $1 order by x.excluded_at, x.id`,
    values: [caseId],
  });
  return rows.map(({ excludedAt, includedAt, ...row }) => ({
    ...row,
    excludedAt: excludedAt.toISOString(),
    includedAt: includedAt?.toISOString() ?? null,
  }));
}
