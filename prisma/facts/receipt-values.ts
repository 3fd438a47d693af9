import type { Receipt } from './receipts.ts';

/** For facts that are one statement of SQL: the columns of a receipt, and their values in the same order. */
export const RECEIPT_COLUMNS = 'person_id, key, fingerprint, status, location, etag, body';

export function receiptValues({ personId, key, fingerprint, reply }: Receipt): unknown[] {
  return [personId, key, fingerprint, reply.status, reply.location, reply.etag, JSON.stringify(reply.body)];
}
