import type { Detail, Purpose } from '../../domain/handling.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Tx } from '../event.ts';
import { Prisma } from '../generated/client.ts';
import { readHandlingDefaults } from './handling.ts';
import { readRecipient } from './recipients.ts';
import { judged, type Release } from './releasable.ts';

/**
 * Of the cases that a product carries, by id, those that its recipient may not have any more at this moment of the operation: asked again when it
 * is about to leave, and when an owner says something else afterwards. The caller must see everything (prisma/sight.ts). What everybody may have,
 * because those who reported it agreed to its figures, is never among them.
 */
export async function withheldSince(tx: Tx, productId: string, plan: Plan, at: Date): Promise<string[]> {
  const { operationId, recipientId, caseSetId, detail, purpose } = await tx.product.findUniqueOrThrow({
    where: { id: productId },
    select: { operationId: true, recipientId: true, caseSetId: true, detail: true, purpose: true },
  });
  if (recipientId === null || caseSetId === null) return [];
  const recipient = await readRecipient(tx, { operationId, organisationId: recipientId }, plan);
  const defaults = await readHandlingDefaults(tx, operationId, plan);
  const release = { recipient, brands: recipient.brands, detail: detail as Detail, purpose: purpose as Purpose, at, defaults };
  const withheld = await withheldIn(tx, { operationId, caseSetIds: [caseSetId] }, release, { organisationId: null, caseIds: null });
  return withheld[caseSetId] ?? [];
}

/** Of the cases in each of these sets those of this owner, and of these only these, that may not be had; a set without any is not in it. */
export async function withheldIn(
  tx: Tx,
  { operationId, caseSetId, detail, purpose }: CarriedCases,
  judging: Judging,
  { organisationId = null, caseIds = null }: { organisationId?: string | null; caseIds?: readonly string[] | null },
): Promise<string[]> {
  if (caseSetId === null) return [];
  const owned =
    organisationId === null ? Prisma.empty : Prisma.sql`join case_report c on c.id = n.id and c.organisation_id = ${organisationId}::uuid`;
  const named =
    caseIds === null ? Prisma.empty : Prisma.sql`and exists (select from unnest(${[...caseIds]}::uuid[]) as asked where asked = n.id)`;
  const carried = await tx.$queryRaw<{ id: string; version: number }[]>`
    select n.id::text, n.version from case_set s cross join lateral unnest(s.case_ids, s.versions) as n (id, version) ${owned}
    where s.id = ${caseSetId}::uuid ${named}`;
  if (carried.length === 0) return [];
  const cases = { operationId, caseIds: carried.map(({ id }) => id), versions: carried.map(({ version }) => version) };
  const release = { ...judging, brands: judging.recipient.brands, detail: detail as Detail, purpose: purpose as Purpose };
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with ${releasableOf(cases, release)} select case_id as id from judged where verdict is not null order by case_id`;
  return rows.map(({ id }) => id);
}
