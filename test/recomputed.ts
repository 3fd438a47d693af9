import type { Database } from '../prisma/client.ts';
import { recomputeEdition, type Recomputation } from '../prisma/reads/recomputations.ts';

/** Every edition of a database, counted again from its ledger. */
export async function recomputeAll(database: Database): Promise<Recomputation[]> {
  const editions = await database.prisma.edition.findMany({ where: { sha256: { not: null } }, select: { id: true } });
  const all: Recomputation[] = [];
  for (const { id } of editions) all.push((await recomputeEdition(database, id)) as Recomputation);
  return all;
}

/** Fails where the ledger says something else today than what was frozen once. */
export async function expectSameBytes(database: Database): Promise<void> {
  const changed = (await recomputeAll(database)).filter(({ isEqual }) => !isEqual);
  if (changed.length > 0) throw new Error(`Editions that the ledger does not give again: ${JSON.stringify(changed, null, 2)}`);
}
