import type { Database } from '../client.ts';
import { queryAs } from '../sight.ts';

export type DraftItem = {
  id: string;
  operationId: string;
  organisation: string;
  version: number;
  state: 'open' | 'submitted' | 'withdrawn';
  author: string;
  savedAt: string;
  /** The case that it became. */
  caseId: string | null;
};

/** `report` is null once the draft has ended. */
export type DraftView = DraftItem & { report: Record<string, unknown> | null };

type Row<Item> = Omit<Item, 'savedAt'> & { savedAt: Date };

const DRAFT = `
  d.id, d.operation_id as "operationId", o.code as organisation, d.version, p.name as author, d.saved_at as "savedAt", e.case_id as "caseId",
  case when e.draft_id is null then 'open' when e.case_id is null then 'withdrawn' else 'submitted' end as state`;
const FROM = `
  from draft d join organisation o on o.id = d.organisation_id join person p on p.id = d.author_id left join draft_ending e on e.draft_id = d.id`;

/** Those of one administration, the newest first, without what stands in them. */
export async function listDrafts(
  { pool }: Database,
  { operationId, organisationId }: { operationId: string; organisationId: string },
  { after, limit }: { after: string | null; limit: number },
): Promise<DraftItem[]> {
  const { rows } = await queryAs<Row<DraftItem>>(
    pool,
    { organisations: [organisationId] },
    {
      name: 'list-drafts',
      text: `
        select ${DRAFT} ${FROM}
        where d.operation_id = $1 and d.organisation_id = $2 and ($3::uuid is null or d.id < $3) order by d.id desc limit $4`,
      values: [operationId, organisationId, after, limit],
    },
  );
  return rows.map((row) => ({ ...row, savedAt: row.savedAt.toISOString() }));
}

export async function findDraft({ pool }: Database, organisationId: string, id: string): Promise<DraftView | null> {
  const text = `
    select ${DRAFT}, c.content as report ${FROM} left join draft_content c on c.draft_id = d.id
    where d.id = $1 and d.organisation_id = $2`;
  const { rows } = await queryAs<Row<DraftView>>(
    pool,
    { organisations: [organisationId] },
    { name: 'find-draft', text, values: [id, organisationId] },
  );
  const [row] = rows;
  return row ? { ...row, savedAt: row.savedAt.toISOString() } : null;
}
