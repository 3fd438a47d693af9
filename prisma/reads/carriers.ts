import type { Tx } from '../event.ts';
import { Prisma } from '../generated/client.ts';
import { MAY_HAVE_ARRIVED } from '../undelivered.ts';
import type { CarriedCases } from './withheld-since.ts';

/** A product that its recipient may have. */
export type Carrier = CarriedCases & { id: string; recipientId: string; name: string; number: number; sha256: string };

/** Which of them, and after which. */
export type CarrierScope = { operationId: string; caseIds: readonly string[] | null; recipientId: string | null; after: string | null };

/** From so many cases on it is quicker to look them up than to compare each with each. */
const MANY = 20;

/**
 * Products made for somebody that may have reached them and that carry one of these cases, oldest first. A set of 10,000 cases is looked through in
 * some tenths of a millisecond (docs/decisions/0043), and is one row for all products that carry the same.
 */
export async function listCarriers(tx: Tx, { operationId, caseIds, recipientId, after }: CarrierScope, limit: number): Promise<Carrier[]> {
  const asked = caseIds && [...caseIds];
  const carries =
    asked === null
      ? Prisma.empty
      : asked.length < MANY
        ? Prisma.sql`where case_ids && ${asked}::uuid[]`
        : Prisma.sql`where exists (select from unnest(case_ids) as carried join unnest(${asked}::uuid[]) as asked on asked = carried)`;
  return tx.$queryRaw<Carrier[]>`
    with carrying as materialized (
      select id from (select id, case_ids from case_set where operation_id = ${operationId}::uuid offset 0) sets ${carries}
    )
    select p.id::text, p.operation_id::text as "operationId", p.recipient_id::text as "recipientId", p.case_set_id::text as "caseSetId", p.detail, p.purpose,
      p.name, p.number, p.sha256
    from product p join carrying on carrying.id = p.case_set_id
    where p.operation_id = ${operationId}::uuid and p.recipient_id is not null and p.state in ('made','released','recalled')
      and (${recipientId}::uuid is null or p.recipient_id = ${recipientId}::uuid) and (${after}::uuid is null or p.id > ${after}::uuid)
      and exists (select from delivery d where d.product_id = p.id and ${MAY_HAVE_ARRIVED})
    order by p.id limit ${limit}`;
}
