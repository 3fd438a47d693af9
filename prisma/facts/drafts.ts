import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { queryAs } from '../sight.ts';
import { APPEND_DRAFT, SAVE_DRAFT, WITHDRAW_DRAFT } from './draft-sql.ts';
import { receiptValues } from './receipt-values.ts';
import type { Receipt } from './receipts.ts';

export type DraftWriting = { id: string; organisationId: string; personId: string; at: string };

/** Nobody works on so many at once, and what is never said takes no room. */
const MOST_OPEN = 500;

export async function appendDraft(
  { pool }: Database,
  { id, organisationId, personId, at, operationId, content }: DraftWriting & { operationId: string; content: object },
  receipt: Receipt,
): Promise<FailureCode | null> {
  const values = [id, operationId, organisationId, personId, JSON.stringify(content), at, MOST_OPEN, ...receiptValues(receipt)];
  const { rowCount } = await queryAs(pool, { organisations: [organisationId] }, { name: 'append-draft', text: APPEND_DRAFT, values });
  return rowCount === 1 ? null : 'draft.too-many';
}

/** Writes over the version that was read. */
export async function saveDraft(
  { pool }: Database,
  { id, organisationId, personId, at, content, version }: DraftWriting & { content: object; version: number },
): Promise<FailureCode | null> {
  const values = [id, organisationId, personId, JSON.stringify(content), at, version];
  const { rowCount } = await queryAs(pool, { organisations: [organisationId] }, { name: 'save-draft', text: SAVE_DRAFT, values });
  return rowCount === 1 ? null : 'request.stale';
}

export async function withdrawDraft(
  { pool }: Database,
  { id, organisationId, personId, at }: DraftWriting,
  receipt: Receipt,
): Promise<FailureCode | null> {
  const values = [id, organisationId, personId, at, ...receiptValues(receipt)];
  const { rowCount } = await queryAs(pool, { organisations: [organisationId] }, { name: 'withdraw-draft', text: WITHDRAW_DRAFT, values });
  return rowCount === 1 ? null : 'draft.ended';
}
