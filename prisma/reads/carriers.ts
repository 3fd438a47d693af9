import type { Tx } from '../event.ts';
import { Prisma } from '../generated/client.ts';
import { MAY_HAVE_ARRIVED } from '../undelivered.ts';

/** A product that its recipient may have. */
export type Carrier = {
  id: string;
  recipientId: string;
  caseSetId: string;
  detail: string;
  purpose: string;
  name: string;
  number: number;
  sha256: string;
};

/** Products made for somebody, or for this one, that may have reached them, oldest first; also one that was cancelled before it had gone everywhere. */
export async function listCarriers(
  tx: Tx,
  { operationId, recipientId, after }: { operationId: string; recipientId: string | null; after: string | null },
  limit: number,
): Promise<Carrier[]> {
  return tx.$queryRaw<Carrier[]>`
    select p.id::text, p.recipient_id::text as "recipientId", p.case_set_id::text as "caseSetId", p.detail, p.purpose, p.name, p.number, p.sha256
    from product p
    where p.operation_id = ${operationId}::uuid and p.recipient_id is not null and p.case_set_id is not null
      and (${recipientId}::uuid is null or p.recipient_id = ${recipientId}::uuid) and (${after}::uuid is null or p.id > ${after}::uuid)
      and exists (select from delivery d where d.product_id = p.id and ${Prisma.raw(MAY_HAVE_ARRIVED)})
    order by p.id limit ${limit}`;
}
