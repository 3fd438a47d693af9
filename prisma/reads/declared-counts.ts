import type { DeclaredCount } from '../../domain/declared-count.ts';
import type { Database } from '../client.ts';
import { queryAs, type Sight } from '../sight.ts';

export type DeclaredCountItem = Omit<DeclaredCount, 'commodity'> & {
  id: string;
  organisation: string;
  period: string;
  version: number;
  versions: { version: number; amount: string; reason: string | null; author: string; receivedAt: string }[];
};

type Wanted = { operationId: string; measures: readonly string[]; period?: string | undefined; organisation?: string | undefined };

/** Each number with its versions, in the order in which numbers were first said. What the sight does not cover is not there. */
export async function listDeclaredCounts(
  { pool }: Database,
  sight: Sight,
  { operationId, measures, period, organisation }: Wanted,
  { after, limit }: { after: string | null; limit: number },
): Promise<DeclaredCountItem[]> {
  const values = [operationId, after, [...measures], period ?? null, organisation ?? null, limit];
  return (await queryAs<DeclaredCountItem>(pool, sight, { name: 'list-declared-counts', text: LIST, values })).rows;
}

const LIST = `
  select d.id, o.code as organisation, d.period, d.measure, d.item, d.unit, trim_scale(d.amount)::text as amount, d.version, v.versions
  from declared_count d join organisation o on o.id = d.organisation_id
    cross join lateral (
      select jsonb_agg(jsonb_build_object('version', n.version, 'amount', trim_scale(n.amount)::text, 'reason', n.reason, 'author', p.name,
        'receivedAt', to_char(n.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by n.version) as versions
      from declared_count_version n join person p on p.id = n.author_id where n.count_id = d.id
    ) v
  where d.operation_id = $1 and ($2::uuid is null or d.id > $2) and d.measure = any ($3) and ($4::text is null or d.period = $4)
    and ($5::text is null or o.code = $5)
  order by d.id limit $6`;
