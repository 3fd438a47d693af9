import type { Attachment } from '../../domain/attachment.ts';
import type { Database } from '../client.ts';
import { queryAs, type Sight } from '../sight.ts';

export type AttachmentItem = Attachment & { author: string; attachedAt: string };

type Row = Omit<AttachmentItem, 'size' | 'attachedAt'> & { size: string; receivedAt: Date; isWithdrawn: boolean };

const ATTACHMENT = `
  select a.id, a.case_id as "caseId", a.kind, a.name, a.description, a.type, a.size, a.sha256, p.name as author,
    a.received_at as "receivedAt", a.withdrawn_at is not null as "isWithdrawn"
  from attachment a join person p on p.id = a.author_id`;

/** All of a case that are not withdrawn, in the order in which they came; there are fifty at most. */
export async function listAttachments({ pool }: Database, sight: Sight, caseId: string): Promise<AttachmentItem[]> {
  const text = `${ATTACHMENT} where a.case_id = $1 and a.withdrawn_at is null order by a.id`;
  const { rows } = await queryAs<Row>(pool, sight, { name: 'list-attachments', text, values: [caseId] });
  return rows.map(itemOf);
}

/** Also a withdrawn one. What the sight does not cover is not there. */
export async function findAttachment(
  { pool }: Database,
  sight: Sight,
  attachmentId: string,
): Promise<(AttachmentItem & { isWithdrawn: boolean }) | null> {
  const query = { name: 'find-attachment', text: `${ATTACHMENT} where a.id = $1`, values: [attachmentId] };
  const [row] = (await queryAs<Row>(pool, sight, query)).rows;
  return row ? { ...itemOf(row), isWithdrawn: row.isWithdrawn } : null;
}

function itemOf({ isWithdrawn: _, receivedAt, size, ...row }: Row): AttachmentItem {
  return { ...row, size: Number(size), attachedAt: receivedAt.toISOString() };
}
