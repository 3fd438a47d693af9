import type { KeptReason, PurgeRule, RecordClass, RecordKind } from '../../domain/retention.ts';
import type { Database } from '../client.ts';
import { queryAs, type Sight } from '../sight.ts';
import { readEnded, type EndedOperation } from './ended-operations.ts';
import { IS_DUE, LIST_HASH, SAID_HASH, standings } from './retention-sql.ts';

/** Of one class and administration (null: nobody's own), how many records there are, how many would go now, and why the others stay. */
export type RetentionRow = {
  class: RecordClass;
  organisation: string | null;
  records: number;
  due: number;
  kept: Record<KeptReason, number>;
  /** When the next one that is too young is old enough. */
  nextDueAt: string | null;
};

/** `sha256` is of the list of what would go, and null where nothing would. */
export type RetentionPreview = { endedAt: string | null; rules: EndedOperation['rules']; sha256: string | null; items: RetentionRow[] };

export type RecordItem = {
  class: RecordClass;
  kind: RecordKind;
  id: string;
  organisation: string | null;
  since: string | null;
  dueAt: string | null;
  standing: KeptReason | PurgeRule;
};

type Scope = { operationId: string; now: Date };

/** What would go now, as far as the sight covers it, and what not. */
export async function readRetention(database: Database, sight: Sight, scope: Scope): Promise<RetentionPreview> {
  const ended = await readEnded(database.pool, scope.operationId);
  const values = [...standingValues(scope, ended), ...ownersOf(sight)];
  type Row = { sha256: string | null; items: RetentionRow[] };
  const { rows } = await queryAs<Row>(database.pool, sight, { name: 'retention', text: PREVIEW, values });
  const { sha256 = null, items = [] } = rows[0] ?? {};
  return { endedAt: ended.endedAt?.toISOString() ?? null, rules: ended.rules, sha256, items };
}

export type RecordFilter = { class?: string | undefined; organisation?: string | undefined; standing?: string | undefined };

/** Record by record, in the order of their ids. */
export async function listRecords(
  database: Database,
  sight: Sight,
  scope: Scope & RecordFilter,
  { after, limit }: { after: string | null; limit: number },
): Promise<RecordItem[]> {
  const ended = await readEnded(database.pool, scope.operationId);
  const asked = [scope.class ?? null, scope.organisation ?? null, scope.standing ?? null, after, limit];
  const values = [...standingValues(scope, ended), ...ownersOf(sight), ...asked];
  type Row = Omit<RecordItem, 'since' | 'dueAt'> & { since: Date | null; dueAt: Date | null };
  const { rows } = await queryAs<Row>(database.pool, sight, { name: 'retention-records', text: RECORDS, values });
  return rows.map((row) => ({ ...row, since: row.since?.toISOString() ?? null, dueAt: row.dueAt?.toISOString() ?? null }));
}

/** The parameters of `standings`. */
export function standingValues({ operationId, now }: Scope, { rules, endedAt, isRolledUp }: EndedOperation): unknown[] {
  return [operationId, now, JSON.stringify(rules), endedAt, isRolledUp];
}

/** Letters, tasks and drafts have no second wall of their own here: whose they are is asked for by name as well. */
function ownersOf(sight: Sight): [readonly string[] | null] {
  return ['all' in sight ? null : sight.organisations];
}

const SEEN = `seen as materialized (
    select j.*, o.code as organisation from judged j left join organisation o on o.id = j.organisation_id
    where $6::uuid[] is null or j.organisation_id = any ($6::uuid[])
  )`;

const KEPT = `jsonb_build_object(${['held', 'under-way', 'rolled-up', 'needed', 'too-young']
  .map((why) => `'${why}', count(*) filter (where verdict = '${why}')`)
  .join(', ')})`;

const PREVIEW = `
  with ${standings(false)}, ${SEEN}, due as (
    select j.kind, j.id, j.verdict, ${SAID_HASH} as sha256 from seen j where ${IS_DUE}
  ), summed as (
    select class, organisation, count(*)::int as records, (count(*) filter (where ${IS_DUE}))::int as due, ${KEPT} as kept,
      to_char(min(due_at) filter (where verdict = 'too-young') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "nextDueAt"
    from seen group by class, organisation
  )
  select (select case when count(*) > 0 then ${LIST_HASH} end from due) as sha256,
    (select coalesce(jsonb_agg(to_jsonb(s) order by class, organisation nulls last), '[]') from summed s) as items`;

const RECORDS = `
  with ${standings(false)}, ${SEEN}
  select class, kind, id, organisation, since, due_at as "dueAt", verdict as standing from seen
  where ($7::text is null or class = $7) and ($8::text is null or organisation = $8) and ($9::text is null or verdict = $9)
    and ($10::uuid is null or id > $10) order by id limit $11`;
