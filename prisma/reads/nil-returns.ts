import { isoOf } from '../../domain/moment.ts';
import type { ReportingPeriod } from '../../domain/plan.ts';
import type { Database } from '../client.ts';
import { queryAs, type Sight } from '../sight.ts';

export type NilReturnItem = {
  id: string;
  organisation: string;
  period: string;
  receivedAt: string;
  /** The first report of its administration that speaks of the period after all, and since when; `caseId` null where totals were declared. */
  supersededBy: { caseId: string | null; at: string } | null;
};

type Row = Omit<NilReturnItem, 'receivedAt' | 'supersededBy'> & { receivedAt: Date; caseId: string | null; supersededAt: Date | null };

/**
 * Only the latest version of a case speaks: one that was corrected away from the period supersedes nothing any more. Periods are the plan's, as it
 * is now; of one that the plan does not have any more nothing is known.
 */
export async function listNilReturns(
  { pool }: Database,
  sight: Sight,
  { operationId, periods }: { operationId: string; periods: readonly ReportingPeriod[] },
  { after, limit }: { after: string | null; limit: number },
): Promise<NilReturnItem[]> {
  const spans = [periods.map(({ key }) => key), periods.map(({ from }) => from.at), periods.map(({ until }) => until.at)];
  const { rows } = await queryAs<Row>(pool, sight, { name: 'list-nil-returns', text: LIST, values: [operationId, after, limit, ...spans] });
  return rows.map(({ receivedAt, caseId, supersededAt, ...row }) => ({
    ...row,
    receivedAt: isoOf(receivedAt.getTime()),
    supersededBy: supersededAt && { caseId, at: isoOf(supersededAt.getTime()) },
  }));
}

const LIST = `
  select n.id, o.code as organisation, n.period, n.received_at as "receivedAt", b.case_id as "caseId", b.at as "supersededAt"
  from nil_return n join organisation o on o.id = n.organisation_id
    left join unnest($4::text[], $5::timestamptz[], $6::timestamptz[]) as p (key, starts, ends) on p.key = n.period
    left join lateral (
      select found.case_id, found.at
      from (
        select c.id as case_id, (
            select min(v.received_at) from case_version v join seizure e on e.case_id = v.case_id and e.version = v.version
            where v.case_id = c.id and e.seized_at >= p.starts and e.seized_at < p.ends) as at
        from case_report c
        where c.operation_id = n.operation_id and c.organisation_id = n.organisation_id and exists (
          select from seizure s where s.case_id = c.id and s.version = c.version and s.seized_at >= p.starts and s.seized_at < p.ends)
        union all
        select null, min(v.received_at)
        from declared_count d join declared_count_version v on v.count_id = d.id
        where d.operation_id = n.operation_id and d.organisation_id = n.organisation_id and d.period = n.period
          and d.measure in ('cases', 'seizures', 'quantity') and d.amount > 0 and v.amount > 0
        having count(*) > 0
      ) found order by found.at, found.case_id limit 1
    ) b on true
  where n.operation_id = $1 and ($2::uuid is null or n.id > $2) order by n.id limit $3`;
