import { v7 } from 'uuid';
import type { Detail, Purpose } from '../../domain/handling.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { PrismaClient } from '../generated/client.ts';
import { listCarriers, type Carrier } from '../reads/carriers.ts';
import { readOperationNow, readPlanInForce, type OperationNow } from '../reads/clocks.ts';
import { readHandlingDefaults } from '../reads/handling.ts';
import { readRecipient } from '../reads/recipients.ts';
import { withheldIn } from '../reads/withheld-since.ts';
import { lockToRestrict } from '../sending.ts';
import { seeAll } from '../sight.ts';
import { cancelUndelivered } from '../undelivered.ts';

type RestrictionRow = {
  operationId: string;
  kind: string;
  organisationId: string | null;
  caseIds: string[] | null;
  recipientId: string | null;
  searchedTo: string | null;
  searchedAt: Date | null;
};

/** Few enough for a transaction of a second or two. */
const AT_ONCE = 40;

/**
 * Looks through the next products that had left before somebody restricted something, and recalls those of which their recipient may not have a
 * case any more. Whatever was claimed for sending before is in the record, and whatever is claimed later is held against what is said now, so
 * nothing need stand still meanwhile. Says whether there is more to look through.
 */
export async function recallProducts(
  prisma: PrismaClient,
  realNow: number,
  { restrictionId }: { restrictionId: string },
): Promise<{ isDone: boolean }> {
  return prisma.$transaction(
    async (tx) => {
      await seeAll(tx);
      const restriction = await lockRestriction(tx, restrictionId);
      if (restriction.searchedAt) return { isDone: true };
      const { operationId, kind, recipientId, searchedTo } = restriction;
      if (kind === 'membership' && recipientId && searchedTo === null) {
        await lockToRestrict(tx, operationId);
        await cancelUndelivered(tx, operationId, recipientId);
      }
      const operation = await readOperationNow(tx, operationId, realNow);
      const carriers = await listCarriers(tx, { ...restriction, after: searchedTo }, AT_ONCE);
      await recallEach(tx, operation, { ...restriction, id: restrictionId }, carriers);
      const isDone = carriers.length < AT_ONCE;
      await tx.restriction.update({
        where: { id: restrictionId },
        data: { searchedTo: carriers.at(-1)?.id ?? searchedTo, ...(isDone ? { searchedAt: new Date(operation.at) } : {}) },
      });
      return { isDone };
    },
    { timeout: 25_000 },
  );
}

async function lockRestriction(tx: Tx, id: string): Promise<RestrictionRow> {
  const [row] = await tx.$queryRaw<RestrictionRow[]>`
    select operation_id::text as "operationId", kind, organisation_id::text as "organisationId", case_ids as "caseIds",
      recipient_id::text as "recipientId", searched_to::text as "searchedTo", searched_at as "searchedAt"
    from restriction where id = ${id}::uuid for update`;
  if (!row) throw new Error(`There is no restriction ${id}.`);
  return row;
}

async function recallEach(
  tx: Tx,
  operation: OperationNow,
  restriction: RestrictionRow & { id: string },
  carriers: readonly Carrier[],
): Promise<void> {
  if (carriers.length === 0) return;
  const { id: operationId, at } = operation;
  const { plan } = await readPlanInForce(tx, operationId);
  const defaults = await readHandlingDefaults(tx, operationId, plan);
  const alike = Object.groupBy(carriers, ({ recipientId, detail, purpose }) => `${recipientId} ${detail} ${purpose}`);
  for (const [first, ...others] of Object.values(alike) as Carrier[][]) {
    if (!first) continue;
    const recipient = await readRecipient(tx, { operationId, organisationId: first.recipientId }, plan);
    const judging = { recipient, brands: recipient.brands, at: new Date(at), defaults };
    const release = { ...judging, detail: first.detail as Detail, purpose: first.purpose as Purpose };
    const caseSetIds = [first, ...others].map(({ caseSetId }) => caseSetId);
    const withheld = await withheldIn(tx, { operationId, caseSetIds }, release, restriction);
    for (const carrier of [first, ...others]) {
      const caseIds = withheld[carrier.caseSetId];
      if (caseIds) await recallOne(tx, operation, restriction, carrier, caseIds);
    }
  }
}

/** The product stays for those who prove what became of it; for its recipient, and on its ways to it, the recall stands in its place. */
async function recallOne(
  tx: Tx,
  { id: operationId, at }: OperationNow,
  { id: restrictionId, kind }: { id: string; kind: string },
  { id: productId, recipientId, name, number, sha256 }: Carrier,
  caseIds: readonly string[],
): Promise<void> {
  await tx.$executeRaw`select from product where id = ${productId}::uuid for update`;
  const [inserted] = await tx.$queryRaw<{ isFirst: boolean }[]>`
    insert into recall (id, restriction_id, product_id, operation_id, recipient_id, case_ids, is_first, recalled_at)
    select ${v7()}::uuid, ${restrictionId}::uuid, ${productId}::uuid, ${operationId}::uuid, ${recipientId}::uuid, ${[...caseIds]}::uuid[],
      not exists (select from recall where product_id = ${productId}::uuid), ${new Date(at)}::timestamptz
    on conflict (restriction_id, product_id) do nothing returning is_first as "isFirst"`;
  if (!inserted?.isFirst) return;
  // What was cancelled on its way stays so: another one may have been made in its place.
  await tx.product.updateMany({ where: { id: productId, state: { not: 'cancelled' } }, data: { state: 'recalled' } });
  await tx.$executeRaw`
    update letter set state = 'dropped', lease_until = null
    where id in (select letter_id from delivery where product_id = ${productId}::uuid) and state = 'queued' and carrier_id is null`;
  await tx.delivery.updateMany({ where: { productId, state: 'queued' }, data: { state: 'cancelled', nextAttemptAt: null } });
  await appendEvent(tx, {
    ...{ type: 'product.recalled', at: new Date(at), operationId, subjectId: productId, organisationId: recipientId },
    data: { restrictionId, for: kind, name, number, sha256, cases: caseIds.length },
  });
}
