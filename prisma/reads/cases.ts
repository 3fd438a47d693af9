import type { CaseReport, Channel } from '../../domain/case.ts';
import { differences, type Change } from '../../domain/difference.ts';
import type { Database } from '../client.ts';
import { queryAs, type Sight } from '../sight.ts';
import { TOMBSTONE, type Tombstone } from './tombstones.ts';

export type CaseItem = {
  id: string;
  operationId: string;
  organisation: string;
  reference: string;
  version: number;
  reportedAt: string;
  report: CaseReport;
};

/** In a list: what has been purged has left its tombstone, and neither reference nor report. */
export type ListedCase = Omit<CaseItem, 'reference' | 'report'> & {
  reference: string | null;
  report: CaseReport | null;
  tombstone: Tombstone | null;
};

export type CaseVersionItem = {
  version: number;
  reason: string | null;
  author: string;
  /** Who had proposed it, where the owner accepted a proposal. */
  proposedBy: string | null;
  receivedAt: string;
  /** The way by which it came in. */
  channel: Channel;
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

const LISTED = `
  select c.id, c.operation_id as "operationId", c.organisation_id as "organisationId", o.code as organisation,
    case when v.case_id is not null then c.reference end as reference, c.version, c.reported_at as "reportedAt", v.content as report,
    case when v.case_id is null then (${TOMBSTONE}) end as tombstone
  from case_report c
    left join case_version v on v.case_id = c.id and v.version = c.version
    join organisation o on o.id = c.organisation_id`;

/** What one row of a breakdown was counted from: a seizure of a case fits all that is asked. '' is where reports do not say. */
export type CaseFilter = { [Asked in keyof typeof FILTERS]?: string | undefined };

/** Newest first, also what has been purged. What the sight does not cover is not there. */
export async function listCases(
  { pool }: Database,
  sight: Sight,
  { operationId, ...filter }: CaseFilter & { operationId: string },
  { after, limit }: { after: string | null; limit: number },
): Promise<ListedCase[]> {
  const asked = (Object.keys(FILTERS) as (keyof typeof FILTERS)[]).filter((name) => filter[name] !== undefined);
  const conditions = asked.map((name, i) => ` and ${FILTERS[name](`$${i + 4}`)}`).join('');
  const { rows } = await queryAs<Omit<ListedCase, 'reportedAt'> & Pick<Row, 'reportedAt' | 'organisationId'>>(pool, sight, {
    // Of thousands of ways to ask only the plain one is kept prepared; a name of more than 63 bytes would stand for several of them.
    ...(asked.length === 0 ? { name: 'list-cases' } : {}),
    text: `${LISTED} where c.operation_id = $1 and ($2::uuid is null or c.id < $2)${conditions} order by c.id desc limit $3`,
    values: [operationId, after, limit, ...asked.map((name) => filter[name])],
  });
  return rows.map(({ organisationId: _, reportedAt, ...row }) => ({ ...row, reportedAt: reportedAt.toISOString() }));
}

const ofSeizure = (column: string) => (value: string) =>
  `exists (select from seizure s where s.case_id = c.id and s.version = c.version and ${column} = ${value})`;

const FILTERS = {
  organisation: (value: string) => `o.code = ${value}`,
  country: (value: string) => `coalesce(o.country, '') = ${value}`,
  service: (value: string) => `o.service = ${value}`,
  phase: ofSeizure('s.phase'),
  period: ofSeizure('s.period'),
  transport: ofSeizure('s.transport'),
  direction: ofSeizure('s.direction'),
  placeType: ofSeizure('s.place_type'),
  departure: ofSeizure('s.departure'),
  destination: ofSeizure('s.destination'),
  detection: ofSeizure('s.detection'),
  day: ofSeizure(`to_char(s.seized_at at time zone 'UTC', 'YYYY-MM-DD')`),
  heading: (value: string) =>
    `exists (select from goods_line g where g.case_id = c.id and g.version = c.version and ${value} in (g.heading, g.commodity))`,
} as const;

/** What has been purged is not there: `findTombstone` tells of it. */
export async function findCase({ pool }: Database, sight: Sight, caseId: string): Promise<(CaseItem & { organisationId: string }) | null> {
  const { rows } = await queryAs<Row>(pool, sight, { name: 'find-case', text: `${CASE} where c.id = $1`, values: [caseId] });
  const row = rows[0];
  return row ? { ...itemOf(row), organisationId: row.organisationId } : null;
}

export async function listCaseVersions({ pool }: Database, sight: Sight, caseId: string): Promise<CaseVersionItem[]> {
  const { rows } = await queryAs<Omit<CaseVersionItem, 'receivedAt' | 'changes'> & { receivedAt: Date }>(pool, sight, {
    name: 'list-case-versions',
    text: `
      select v.version, v.reason, p.name as author, q.name as "proposedBy", v.received_at as "receivedAt", v.channel, v.content as report
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
