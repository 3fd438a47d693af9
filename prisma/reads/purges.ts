import type { KeptReason, PurgeRule, RecordClass, RecordKind } from '../../domain/retention.ts';
import type { Database } from '../client.ts';
import { EVERYTHING, queryAs, type Sight } from '../sight.ts';

export type PurgeItem = {
  id: string;
  operationId: string;
  decidedBy: string;
  decidedAt: string;
  reason: string;
  preview: string;
  state: 'purging' | 'done';
  /** Of all classes, as they were decided on. */
  records: number;
  finishedAt: string | null;
  manifestSha256: string | null;
  /** As far as you may see them. `kept` were to go, and are held, needed or otherwise by now. */
  items: { class: RecordClass; organisation: string | null; purged: number; kept: number; toCome: number }[];
};

type Row = Omit<PurgeItem, 'decidedAt' | 'finishedAt'> & { decidedAt: Date; finishedAt: Date | null };

const PURGE = `
  select u.id, u.operation_id as "operationId", p.name as "decidedBy", u.decided_at as "decidedAt", u.reason, u.preview_sha256 as preview, u.state,
    u.records, u.finished_at as "finishedAt", u.manifest_sha256 as "manifestSha256",
    (select coalesce(jsonb_agg(to_jsonb(c) order by class, organisation nulls last), '[]') from (
      select t.class, o.code as organisation, count(t.purged_at)::int as purged, count(t.kept)::int as kept,
        (count(*) filter (where t.purged_at is null and t.kept is null))::int as "toCome"
      from tombstone t left join organisation o on o.id = t.organisation_id where t.purge_id = u.id group by t.class, o.code) c) as items
  from purge u join person p on p.id = u.decided_by_id`;

export async function findPurge({ pool }: Database, sight: Sight, purgeId: string): Promise<PurgeItem | null> {
  const { rows } = await queryAs<Row>(pool, sight, { name: 'find-purge', text: `${PURGE} where u.id = $1`, values: [purgeId] });
  return rows[0] ? itemOf(rows[0]) : null;
}

/** Newest first. */
export async function listPurges(
  { pool }: Database,
  sight: Sight,
  operationId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<PurgeItem[]> {
  const text = `${PURGE} where u.operation_id = $1 and ($2::uuid is null or u.id < $2) order by u.id desc limit $3`;
  const { rows } = await queryAs<Row>(pool, sight, { name: 'list-purges', text, values: [operationId, after, limit] });
  return rows.map(itemOf);
}

function itemOf({ decidedAt, finishedAt, ...row }: Row): PurgeItem {
  return { ...row, decidedAt: decidedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null };
}

/** One line of the proof: what went, or why it stayed. */
export type ManifestLine = {
  kind: RecordKind;
  id: string;
  class: RecordClass;
  organisation: string | null;
  sha256: string;
  rule: PurgeRule;
  since: string;
  purgedAt: string | null;
  kept: KeptReason | 'changed' | null;
};

/** As whoever sees all of it gets it. */
export function wholeManifest(database: Database, purgeId: string): AsyncGenerator<string> {
  return manifestOf(database, EVERYTHING, purgeId);
}

const AT_ONCE = 1_000;

/** The proof as lines of JSON, in the order of kinds and ids, a thousand at a time: the same bytes whenever it is asked for. */
export async function* manifestOf({ pool }: Database, sight: Sight, purgeId: string): AsyncGenerator<string> {
  let after: Pick<ManifestLine, 'kind' | 'id'> | null = null;
  for (;;) {
    const values: unknown[] = [purgeId, after?.kind ?? '', after?.id ?? null, AT_ONCE];
    const query = { name: 'purge-manifest', text: MANIFEST, values };
    const rows: ManifestLine[] = (await queryAs<ManifestLine>(pool, sight, query)).rows;
    if (rows.length > 0) yield rows.map((line) => `${JSON.stringify(line)}\n`).join('');
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1) ?? null;
  }
}

const iso = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const MANIFEST = `
  select t.kind, t.record_id as id, t.class, o.code as organisation, t.sha256, t.rule, ${iso('t.since')} as since,
    ${iso('t.purged_at')} as "purgedAt", t.kept
  from tombstone t left join organisation o on o.id = t.organisation_id
  where t.purge_id = $1 and ($3::uuid is null or (t.kind, t.record_id) > ($2, $3)) order by t.kind, t.record_id limit $4`;
