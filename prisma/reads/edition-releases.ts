import type { Instant } from '../../domain/clock.ts';
import type { EditionRule, Plan } from '../../domain/plan.ts';
import type { CountryList, Hold } from '../../domain/release.ts';
import type { Database } from '../client.ts';
import { readCountryLists, readHolds } from './edition-holds.ts';

export type Releasing = { stage: string; event: string | undefined; holds: Hold[] };

/** Where an edition stands, what its embargo waits for, and what holds it. */
export async function findRelease(
  { prisma }: Database,
  editionId: string,
  operation: { stage: string; plan: Plan },
  now: Instant,
): Promise<Releasing> {
  const edition = await prisma.edition.findUniqueOrThrow({ where: { id: editionId } });
  const { embargoEvent } = edition.rule as unknown as EditionRule;
  return { stage: edition.stage, event: embargoEvent, holds: await readHolds(prisma, edition, { ...operation, at: now }) };
}

/** The lists of those who publish, and the countries of the administrations that take part. */
export async function findReconciliation(
  { prisma }: Database,
  editionId: string,
  { id: operationId, codes }: { id: string; codes: readonly string[] },
): Promise<{ lists: CountryList[]; takingPart: string[] }> {
  const rows = await prisma.participation.findMany({
    where: { operationId, state: 'accepted', organisation: { country: { not: null } } },
    select: { organisation: { select: { country: true } } },
  });
  const takingPart = [...new Set(rows.flatMap(({ organisation: { country } }) => country ?? []))].toSorted();
  return { lists: await readCountryLists(prisma, editionId, codes), takingPart };
}
