import type { FailureCode } from '../../domain/failure.ts';
import type { ImportCounts, ImportProblem, ImportState } from '../../domain/import.ts';
import type { Database } from '../client.ts';
import { queryAs } from '../sight.ts';
import { RECEIPT_COLUMNS, receiptValues } from './receipt-values.ts';
import type { Receipt } from './receipts.ts';

export type NewImport = {
  id: string;
  operationId: string;
  organisationId: string;
  personId: string;
  name: string;
  format: 'xlsx' | 'csv';
  encoding: { label: string; isGuess: boolean } | null;
  size: number;
  sha256: string;
  reason: string | null;
  /** Taken at once, or shown first. */
  state: 'previewing' | 'taking';
  at: string;
};

/** Appends what is said of a file that is kept already, with its event, and has its work started after the commit. */
export async function appendImport({ pool }: Database, one: NewImport, receipt: Receipt): Promise<void> {
  const { id, operationId, organisationId, personId, name, format, encoding, size, sha256, reason, state, at } = one;
  const said = [id, operationId, organisationId, personId, name, format, encoding?.label ?? null, encoding?.isGuess ?? false];
  const values = [...said, size, sha256, reason, state, at, ...receiptValues(receipt)];
  await queryAs(pool, { organisations: [organisationId] }, { name: 'append-import', text: APPEND_IMPORT, values });
}

const APPEND_IMPORT = `
  with appended as (
    insert into import (id, operation_id, organisation_id, author_id, name, format, encoding, is_encoding_guessed, size, sha256, reason, state,
      received_at, confirmed_at, begun_at)
    values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6, $7, $8, $9::bigint, $10::text, $11, $12::text, $13::timestamptz,
      case when $12 = 'taking' then $13::timestamptz end, case when $12 = 'taking' then now() end)
    returning id
  ), event as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select $2, 'import.uploaded', id, $3, $4, $13, jsonb_build_object('sha256', $10::text, 'size', $9::bigint) from appended
  ), start as (
    insert into outbox (workflow_id, signal) select 'import/' || id || '/' || $12::text, 'import' from appended
  ), receipt as (
    insert into receipt (${RECEIPT_COLUMNS}) select $14, $15, $16, $17, $18, $19, $20 from appended
  )
  select id from appended`;

export type ImportConfirmation = { importId: string; organisationId: string; personId: string; at: string };

/** The sender's word that a file is to be taken as it was shown. It is read anew: what has changed since is looked at again. */
export async function confirmImport(
  { pool }: Database,
  { importId, organisationId, personId, at }: ImportConfirmation,
  receipt: Receipt,
): Promise<FailureCode | null> {
  const values = [importId, organisationId, personId, at, ...receiptValues(receipt)];
  const query = { name: 'confirm-import', text: CONFIRM_IMPORT, values };
  const { rows } = await queryAs(pool, { organisations: [organisationId] }, query);
  return rows.length > 0 ? null : 'import.not-previewed';
}

const CONFIRM_IMPORT = `
  with confirmed as (
    update import set state = 'taking', confirmed_at = $4::timestamptz, begun_at = now(), finished_at = null, position = 0,
      reported = 0, corrected = 0, unchanged = 0, refused = 0, rows_refused = 0
    where id = $1::uuid and organisation_id = $2::uuid and state = 'previewed' returning id, operation_id
  ), cleared as (
    delete from import_row where import_id in (select id from confirmed)
  ), event as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select operation_id, 'import.confirmed', id, $2, $3::uuid, $4, '{}' from confirmed
  ), start as (
    insert into outbox (workflow_id, signal) select 'import/' || id || '/taking', 'import' from confirmed
  ), receipt as (
    insert into receipt (${RECEIPT_COLUMNS}) select $5, $6, $7, $8, $9, $10, $11 from confirmed
  )
  select id from confirmed`;

type Under = { importId: string; organisationId: string; state: ImportState };

export type ImportStep = Under & {
  from: number;
  to: number;
  lastRow: number;
  counts: ImportCounts;
  refused: readonly { row: number; cells: object; flaws: readonly object[] }[];
};

/**
 * Moves an import on by the rows that were dealt with. False where it is no longer where the reader believed: another worker has it, and has
 * counted these rows.
 */
export async function recordImportStep({ pool }: Database, step: ImportStep): Promise<boolean> {
  const { importId, organisationId, state, from, to, lastRow, counts, refused } = step;
  const { reported, corrected, unchanged, refused: cases, rowsRefused } = counts;
  const values = [
    importId,
    organisationId,
    state,
    from,
    to,
    lastRow,
    reported,
    corrected,
    unchanged,
    cases,
    rowsRefused,
    JSON.stringify(refused),
  ];
  const query = { name: 'record-import-step', text: RECORD_STEP, values };
  const { rows } = await queryAs(pool, { organisations: [organisationId] }, query);
  return rows.length > 0;
}

const RECORD_STEP = `
  with moved as (
    update import set position = $5::int, last_row = $6::int, reported = reported + $7::int, corrected = corrected + $8::int,
      unchanged = unchanged + $9::int, refused = refused + $10::int, rows_refused = rows_refused + $11::int
    where id = $1::uuid and organisation_id = $2::uuid and state = $3 and position = $4::int returning id
  ), kept as (
    insert into import_row (import_id, organisation_id, row, cells, flaws)
    select m.id, $2::uuid, r.row, r.cells, r.flaws
    from moved m, jsonb_to_recordset($12::jsonb) as r (row int, cells jsonb, flaws jsonb)
  )
  select id from moved`;

/** Where an import ends, for now or for good; `problem` is why none of its rows was read. Done once: whoever comes later changes nothing. */
export async function settleImport(
  { pool }: Database,
  { importId, organisationId, state, at, problem }: Under & { at: string; problem: ImportProblem | null },
): Promise<void> {
  const values = [importId, organisationId, state, at, problem === null ? null : JSON.stringify(problem)];
  await queryAs(pool, { organisations: [organisationId] }, { name: 'settle-import', text: SETTLE_IMPORT, values });
}

const SETTLE_IMPORT = `
  with settled as (
    update import set finished_at = $4::timestamptz, problem = $5::jsonb,
      state = case when $5 is not null then 'refused' when state = 'taking' then 'done' else 'previewed' end
    where id = $1::uuid and organisation_id = $2::uuid and state = $3
    returning id, operation_id, author_id, state, reported, corrected, unchanged, refused
  )
  insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
  select operation_id, case state when 'done' then 'import.taken' when 'refused' then 'import.refused' else 'import.previewed' end,
    id, $2::uuid, author_id, $4, jsonb_build_object('reported', reported, 'corrected', corrected, 'unchanged', unchanged, 'refused', refused)
  from settled`;
