import type { Clock } from '../../domain/clock.ts';
import type { ImportProblem, ImportState } from '../../domain/import.ts';
import type { Stage } from '../../domain/operation.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Database } from '../client.ts';
import { EVERYTHING, queryAs, type Sight } from '../sight.ts';

export type ImportItem = {
  id: string;
  operationId: string;
  name: string;
  format: 'xlsx' | 'csv';
  encoding: string | null;
  isEncodingGuessed: boolean;
  size: number;
  sha256: string;
  state: ImportState;
  position: number;
  lastRow: number | null;
  counts: { reported: number; corrected: number; unchanged: number; refused: number };
  rowsRefused: number;
  problem: ImportProblem | null;
  author: string;
  uploadedAt: string;
  confirmedAt: string | null;
  finishedAt: string | null;
};

type Row = Omit<ImportItem, 'size' | 'uploadedAt' | 'confirmedAt' | 'finishedAt'> & {
  size: string;
  uploadedAt: Date;
  confirmedAt: Date | null;
  finishedAt: Date | null;
};

const IMPORT = `
  select i.id, i.operation_id as "operationId", i.name, i.format, i.encoding, i.is_encoding_guessed as "isEncodingGuessed", i.size, i.sha256,
    i.state, i.position, i.last_row as "lastRow", i.rows_refused as "rowsRefused", i.problem, p.name as author, i.received_at as "uploadedAt",
    i.confirmed_at as "confirmedAt", i.finished_at as "finishedAt",
    jsonb_build_object('reported', i.reported, 'corrected', i.corrected, 'unchanged', i.unchanged, 'refused', i.refused) as counts
  from import i join person p on p.id = i.author_id`;

export async function findImport({ pool }: Database, sight: Sight, importId: string): Promise<ImportItem | null> {
  const { rows } = await queryAs<Row>(pool, sight, { name: 'find-import', text: `${IMPORT} where i.id = $1`, values: [importId] });
  return rows[0] ? itemOf(rows[0]) : null;
}

/** Newest first. */
export async function listImports(
  { pool }: Database,
  sight: Sight,
  operationId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<ImportItem[]> {
  const text = `${IMPORT} where i.operation_id = $1 and ($2::uuid is null or i.id < $2) order by i.id desc limit $3`;
  const { rows } = await queryAs<Row>(pool, sight, { name: 'list-imports', text, values: [operationId, after, limit] });
  return rows.map(itemOf);
}

function itemOf({ size, uploadedAt, confirmedAt, finishedAt, ...row }: Row): ImportItem {
  return {
    ...row,
    size: Number(size),
    uploadedAt: uploadedAt.toISOString(),
    confirmedAt: confirmedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

/** What a worker needs to know of an import: the operation as it is now, and the way in which times are told where it came from. */
export type ImportWork = {
  operationId: string;
  organisationId: string;
  personId: string;
  state: ImportState;
  position: number;
  sha256: string;
  encoding: string | null;
  reason: string | null;
  begunAt: Date | null;
  stage: Stage;
  clock: Clock;
  participation: string | null;
  zone: string | null;
  plan: Plan;
};

export async function loadImportWork({ pool }: Database, importId: string): Promise<ImportWork | null> {
  const query = { name: 'load-import-work', text: IMPORT_WORK, values: [importId] };
  return (await queryAs<ImportWork>(pool, EVERYTHING, query)).rows[0] ?? null;
}

const IMPORT_WORK = `
  select i.operation_id as "operationId", i.organisation_id as "organisationId", i.author_id as "personId", i.state, i.position, i.sha256,
    i.encoding, i.reason, i.begun_at as "begunAt", o.stage, o.clock, p.state as participation, g.zone, v.content as plan
  from import i
    join operation o on o.id = i.operation_id
    join organisation g on g.id = i.organisation_id
    left join participation p on p.operation_id = i.operation_id and p.organisation_id = i.organisation_id
    cross join lateral (
      select content from plan_version where operation_id = o.id order by (state = 'approved') desc, number desc limit 1) v
  where i.id = $1`;

/** Of these cases those whose version in force came by a table, from this person, since then (real time): what an attempt that broke off has written. */
export async function findWrittenSince(
  { pool }: Database,
  { organisationId, personId, since }: { organisationId: string; personId: string; since: Date },
  caseIds: readonly string[],
): Promise<Map<string, number>> {
  const text = `
    select c.id, c.version from case_report c join case_version v on v.case_id = c.id and v.version = c.version
    where c.id = any ($1::uuid[]) and v.channel = 'sheet' and v.author_id = $2 and v.recorded_at > $3`;
  const query = { name: 'written-since', text, values: [caseIds, personId, since] };
  const { rows } = await queryAs<{ id: string; version: number }>(pool, { organisations: [organisationId] }, query);
  return new Map(rows.map(({ id, version }) => [id, version]));
}
