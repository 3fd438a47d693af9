import type { CaseReport } from '../../domain/case.ts';
import { differences, type Change } from '../../domain/difference.ts';
import type { Database } from '../client.ts';
import { queryAs, type Sight } from '../sight.ts';

export type CaseItem = {
  id: string;
  operationId: string;
  organisation: string;
  reference: string;
  version: number;
  reportedAt: string;
  report: CaseReport;
};

export type CaseVersionItem = {
  version: number;
  reason: string | null;
  author: string;
  /** Who had proposed it, where the owner accepted a proposal. */
  proposedBy: string | null;
  receivedAt: string;
  report: CaseReport;
  /** What differs from the version before; nothing in the first. */
  changes: Change[];
};

type Row = Omit<CaseItem, 'reportedAt'> & { reportedAt: Date; organisationId: string };

const CASE = `
  select c.id, c.operation_id as "operationId", c.organisation_id as "organisationId", o.code as organisation, c.reference, c.version,
    c.reported_at as "reportedAt", v.content as report
  from case_report c
    join case_version v on v.case_id = c.id and v.version = c.version
    join organisation o on o.id = c.organisation_id`;

/** Newest first. What the sight does not cover is not there. */
export async function listCases(
  { pool }: Database,
  sight: Sight,
  { operationId, organisation }: { operationId: string; organisation?: string | undefined },
  { after, limit }: { after: string | null; limit: number },
): Promise<CaseItem[]> {
  const { rows } = await queryAs<Row>(pool, sight, {
    name: 'list-cases',
    text: `${CASE} where c.operation_id = $1 and ($2::uuid is null or c.id < $2) and ($3::text is null or o.code = $3) order by c.id desc limit $4`,
    values: [operationId, after, organisation ?? null, limit],
  });
  return rows.map(itemOf);
}

export async function findCase({ pool }: Database, sight: Sight, caseId: string): Promise<(CaseItem & { organisationId: string }) | null> {
  const { rows } = await queryAs<Row>(pool, sight, { name: 'find-case', text: `${CASE} where c.id = $1`, values: [caseId] });
  const row = rows[0];
  return row ? { ...itemOf(row), organisationId: row.organisationId } : null;
}

export async function listCaseVersions({ pool }: Database, sight: Sight, caseId: string): Promise<CaseVersionItem[]> {
  const { rows } = await queryAs<Omit<CaseVersionItem, 'receivedAt' | 'changes'> & { receivedAt: Date }>(pool, sight, {
    name: 'list-case-versions',
    text: `
      select v.version, v.reason, p.name as author, q.name as "proposedBy", v.received_at as "receivedAt", v.content as report
      from case_version v join person p on p.id = v.author_id
        left join case_proposal r on r.case_id = v.case_id and r.version = v.version
        left join person q on q.id = r.author_id
      where v.case_id = $1 order by v.version`,
    values: [caseId],
  });
  return rows.map((row, i) => {
    const before = rows[i - 1];
    return { ...row, receivedAt: row.receivedAt.toISOString(), changes: before ? differences(before.report, row.report) : [] };
  });
}

function itemOf({ organisationId: _, reportedAt, ...row }: Row): CaseItem {
  return { ...row, reportedAt: reportedAt.toISOString() };
}
