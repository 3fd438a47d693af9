import type { Attachment } from '../../domain/attachment.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { queryAs } from '../sight.ts';
import { RECEIPT_COLUMNS, receiptValues } from './receipt-values.ts';
import type { Receipt } from './receipts.ts';

/** Its content must be kept already: from here on, somebody may ask for it. */
export type NewAttachment = Attachment & { operationId: string; organisationId: string; personId: string; at: string };

/** Appends what is said of an attachment, with its event, in one statement. Refused where all places of its case are taken. */
export async function appendAttachment(database: Database, attachment: NewAttachment, receipt: Receipt): Promise<FailureCode | null> {
  const { id, caseId, operationId, organisationId, personId, kind, name, description, type, size, sha256, at } = attachment;
  const values = [id, caseId, operationId, organisationId, personId, kind, name, description, type, size, sha256, at];
  const query = { name: 'append-attachment', text: APPEND_ATTACHMENT, values: [...values, ...receiptValues(receipt)] };
  for (;;) {
    try {
      const { rows } = await queryAs(database.pool, { organisations: [organisationId] }, query);
      return rows.length > 0 ? null : 'attachment.too-many';
    } catch (error) {
      if ((error as { constraint?: string }).constraint !== 'attachment_place') throw error;
      // Somebody has taken the same place meanwhile. There are fifty, so that this ends.
    }
  }
}

const APPEND_ATTACHMENT = `
  with attached as (
    insert into attachment (id, case_id, operation_id, organisation_id, author_id, kind, name, description, type, size, sha256, received_at, place)
    select $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6::text, $7::text, $8::text, $9::text, $10::bigint, $11::text, $12::timestamptz, place
    from generate_series(1, 50) as place
    where not exists (select from attachment a where a.case_id = $2 and a.place = place.place and a.withdrawn_at is null)
    order by place limit 1
    returning id
  ), event as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select $3, 'case.attached', $2, $4, $5, $12, jsonb_build_object('attachment', id, 'kind', $6::text, 'sha256', $11::text) from attached
  ), receipt as (
    insert into receipt (${RECEIPT_COLUMNS}) select $13, $14, $15, $16, $17, $18, $19 from attached
  )
  select id from attached`;

export type AttachmentWithdrawal = { attachmentId: string; organisationId: string; personId: string; reason: string; at: string };

/** Takes an attachment out of the lists. What was said of it stays, and so do its bytes. */
export async function withdrawAttachment(
  { pool }: Database,
  { attachmentId, organisationId, personId, reason, at }: AttachmentWithdrawal,
  receipt: Receipt,
): Promise<FailureCode | null> {
  const values = [attachmentId, organisationId, personId, reason, at, ...receiptValues(receipt)];
  const query = { name: 'withdraw-attachment', text: WITHDRAW_ATTACHMENT, values };
  const { rows } = await queryAs(pool, { organisations: [organisationId] }, query);
  return rows.length > 0 ? null : 'attachment.withdrawn';
}

const WITHDRAW_ATTACHMENT = `
  with withdrawn as (
    update attachment set withdrawn_at = $5::timestamptz, withdrawn_by_id = $3::uuid, withdrawn_reason = $4::text
    where id = $1::uuid and organisation_id = $2::uuid and withdrawn_at is null returning id, case_id, operation_id
  ), event as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select operation_id, 'case.attachment-withdrawn', case_id, $2, $3, $5, jsonb_build_object('attachment', id, 'reason', $4::text) from withdrawn
  ), receipt as (
    insert into receipt (${RECEIPT_COLUMNS}) select $6, $7, $8, $9, $10, $11, $12 from withdrawn
  )
  select id from withdrawn`;
