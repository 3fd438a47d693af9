import type { Detail, Purpose } from '../../domain/handling.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Tx } from '../event.ts';
import { Prisma } from '../generated/client.ts';
import { joinedByHash } from '../join.ts';
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
  { operationId, caseSetIds }: { operationId: string; caseSetIds: readonly string[] },
  release: Release,
  { organisationId, caseIds }: { organisationId: string | null; caseIds: readonly string[] | null },
): Promise<Record<string, string[]>> {
  const owned = organisationId === null ? Prisma.empty : Prisma.sql`and r.organisation_id = ${organisationId}::uuid`;
  const read = () => tx.$queryRaw<{ id: string; caseIds: string[] }[]>`
    with carried as materialized (
      select s.id, n.case_id, n.version from case_set s cross join lateral unnest(s.case_ids, s.versions) as n (case_id, version)
      where s.id = any (${[...caseSetIds]}::uuid[]) ${caseIds === null ? Prisma.empty : namedIn(caseIds)}
    ), candidate as materialized (
      select c.case_id, c.version, r.organisation_id from (select distinct case_id, version from carried) c join case_report r on r.id = c.case_id and r.operation_id = ${operationId}::uuid ${owned}
    ), ${judged(operationId, release)}
    select c.id::text, array_agg(c.case_id::text order by c.case_id) as "caseIds"
    from carried c join judged j using (case_id, version) where j.verdict is not null group by c.id`;
  const rows = await joinedByHash(tx, read);
  return Object.fromEntries(rows.map((row) => [row.id, row.caseIds]));
}

/** From so many cases on it is quicker to look them up than to compare each with each. */
const MANY = 20;

function namedIn(caseIds: readonly string[]): Prisma.Sql {
  const asked = Prisma.sql`${[...caseIds]}::uuid[]`;
  const isIn = caseIds.length < MANY ? Prisma.sql`and s.case_ids && ${asked}` : Prisma.empty;
  return Prisma.sql`${isIn} and exists (select from unnest(${asked}) as asked where asked = n.case_id)`;
}
