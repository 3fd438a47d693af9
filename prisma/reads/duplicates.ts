import type { Reason } from '../../domain/duplicate.ts';
import type { Database } from '../client.ts';
import { EVERYTHING, queryAs, type Sight } from '../sight.ts';

export const DUPLICATE_STATES = ['open', 'linked', 'distinct', 'withdrawn'] as const;
export type DuplicateState = (typeof DUPLICATE_STATES)[number];

/** What both owners of a pair may know of either case: whose it is, when, and what was seized. */
export type SideItem = {
  caseId: string;
  operationId: string;
  organisation: string;
  reportedAt: string;
  from: string;
  until: string;
  seizures: number;
  goods: { heading: string; unit: string; quantity: string }[];
};

export type DuplicateItem = {
  id: string;
  operationId: string;
  state: DuplicateState;
  score: number;
  reasons: Reason[];
  foundAt: string;
  /** Who named the pair, and why, where no score had found it. */
  namedBy: string | null;
  namingReason: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
  /** The case that counts for both, while they are linked. */
  primaryId: string | null;
  sides: [SideItem, SideItem];
};

export type FoundDuplicate = Omit<DuplicateItem, 'sides'> & { caseIds: [string, string]; organisationIds: [string, string] };

type Row = Omit<FoundDuplicate, 'foundAt' | 'decidedAt'> & { foundAt: Date; decidedAt: Date | null };

const DUPLICATE = `
  select d.id, d.operation_id as "operationId", d.state, d.score, d.reasons, d.found_at as "foundAt", named.name as "namedBy",
    d.naming_reason as "namingReason", decider.name as "decidedBy", d.decided_at as "decidedAt", d.decision_reason as "decisionReason",
    l.primary_id as "primaryId", array[d.one_id::text, d.two_id::text] as "caseIds",
    array[d.one_organisation_id::text, d.two_organisation_id::text] as "organisationIds"
  from duplicate_candidate d
    left join person named on named.id = d.named_by_id
    left join person decider on decider.id = d.decided_by_id
    left join case_link l on l.id = d.link_id`;

/** Newest first: pairs of which one case, at least, is in sight. */
export async function listDuplicates(
  database: Database,
  sight: Sight,
  { operationId, state }: { operationId: string; state?: DuplicateState | undefined },
  { after, limit }: { after: string | null; limit: number },
): Promise<DuplicateItem[]> {
  const { rows } = await queryAs<Row>(database.pool, sight, {
    name: 'list-duplicates',
    text: `${DUPLICATE} where d.operation_id = $1 and ($2::text is null or d.state = $2) and ($3::uuid is null or d.id < $3)
      order by d.id desc limit $4`,
    values: [operationId, state ?? null, after, limit],
  });
  return withSides(database, rows.map(foundOf));
}

/** What the sight does not cover is not there. */
export async function findDuplicate({ pool }: Database, sight: Sight, id: string): Promise<FoundDuplicate | null> {
  const { rows } = await queryAs<Row>(pool, sight, { name: 'find-duplicate', text: `${DUPLICATE} where d.id = $1`, values: [id] });
  return rows[0] ? foundOf(rows[0]) : null;
}

/**
 * The pairs with what their owners may know of either case. Read with everybody's sight, since one of the two is the other's: so only these few
 * columns, and only of pairs that were in sight.
 */
export async function withSides({ pool }: Database, found: readonly FoundDuplicate[]): Promise<DuplicateItem[]> {
  const ids = found.flatMap(({ caseIds }) => caseIds);
  type SideRow = Omit<SideItem, 'reportedAt' | 'from' | 'until'> & Record<'reportedAt' | 'from' | 'until', Date>;
  const { rows } = await queryAs<SideRow>(pool, EVERYTHING, { name: 'duplicate-sides', text: SIDES, values: [ids] });
  const sides = new Map(rows.map((row) => [row.caseId, row]));
  const sideOf = (id: string): SideItem => {
    const side = sides.get(id);
    if (!side) throw new Error(`There is no case ${id}, which a pair is made of.`);
    const { reportedAt, from, until, ...row } = side;
    return { ...row, reportedAt: reportedAt.toISOString(), from: from.toISOString(), until: until.toISOString() };
  };
  return found.map(({ caseIds: [one, two], organisationIds: _, ...row }) => ({ ...row, sides: [sideOf(one), sideOf(two)] }));
}

const SIDES = `
  select c.id as "caseId", c.operation_id as "operationId", o.code as organisation, c.reported_at as "reportedAt", s.*,
    (select coalesce(jsonb_agg(to_jsonb(g) order by heading, unit), '[]') from (
      select heading, unit, trim_scale(sum(quantity))::text as quantity from goods_line l
      where l.case_id = c.id and l.version = c.version group by heading, unit) g) as goods
  from case_report c join organisation o on o.id = c.organisation_id
    cross join lateral (
      select min(seized_at) as "from", max(seized_at) as until, count(*)::int as seizures
      from seizure s where s.case_id = c.id and s.version = c.version) s
  where c.id = any ($1::uuid[])`;

function foundOf({ foundAt, decidedAt, ...row }: Row): FoundDuplicate {
  return { ...row, foundAt: foundAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null };
}
