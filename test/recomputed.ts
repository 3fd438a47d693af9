import type { Database } from '../prisma/client.ts';
import { findPurgedInputs } from '../prisma/reads/tombstones.ts';
import { recomputeEdition, type Recomputation } from '../prisma/reads/recomputations.ts';

/** Every edition of a database, counted again from its ledger. */
export async function recomputeAll(database: Database): Promise<Recomputation[]> {
  const editions = await database.prisma.edition.findMany({ where: { sha256: { not: null } }, select: { id: true } });
  const all: Recomputation[] = [];
  for (const { id } of editions) all.push((await recomputeEdition(database, id)) as Recomputation);
  return all;
}

/**
 * Fails where the ledger says something else today than what was frozen once. Of what has been purged it cannot say anything: there it must miss just
 * the cases of which it has the tombstones.
 */
export async function expectSameBytes(database: Database): Promise<void> {
  const changed = (await recomputeAll(database)).filter(({ isEqual }) => !isEqual);
  const unsaid: Recomputation[] = [];
  for (const each of changed) if (!(await isPurged(database, each))) unsaid.push(each);
  if (unsaid.length > 0) throw new Error(`Editions that the ledger does not give again: ${JSON.stringify(unsaid, null, 2)}`);
}

async function isPurged(database: Database, { editionId, missing }: Recomputation): Promise<boolean> {
  const edition = await database.prisma.edition.findUniqueOrThrow({ where: { id: editionId } });
  const purged = await findPurgedInputs(database, edition);
  return missing > 0 && purged?.cases === missing;
}
