import type { Detail, Purpose } from '../../domain/handling.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Tx } from '../event.ts';
import { Prisma } from '../generated/client.ts';
import { readHandlingDefaults, type HandlingDefault } from './handling.ts';
import { readRecipient, type KnownRecipient } from './recipients.ts';
import { releasableOf } from './releasable.ts';

/**
 * Of the cases that a product carries, by id, those that its recipient may not have any more at this moment of the operation: asked again when it
 * is about to leave, and when an owner says something else afterwards. The caller must see everything (prisma/sight.ts). What everybody may have,
 * because those who reported it agreed to its figures, is never among them.
 */
export async function withheldSince(tx: Tx, productId: string, plan: Plan, at: Date): Promise<string[]> {
  const { operationId, recipientId, ...product } = await tx.product.findUniqueOrThrow({ where: { id: productId }, select: CARRIED });
  if (recipientId === null) return [];
  const recipient = await readRecipient(tx, { operationId, organisationId: recipientId }, plan);
  const defaults = await readHandlingDefaults(tx, operationId, plan);
  return withheldAmong(tx, { ...product, operationId }, { recipient, defaults, at }, {});
}

const CARRIED = { operationId: true, recipientId: true, caseSetId: true, detail: true, purpose: true } as const;

/** As a product is judged: what of it decides, and what decides besides. */
export type CarriedCases = { operationId: string; caseSetId: string | null; detail: string; purpose: string };
export type Judging = { recipient: KnownRecipient; defaults: readonly HandlingDefault[]; at: Date };

/** The same, of its cases only those of this owner and of these, where they are named. */
export async function withheldAmong(
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
