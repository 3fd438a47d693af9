import { findDuplicate, type FoundDuplicate } from '../prisma/reads/duplicates.ts';
import type { OperationStanding } from '../prisma/reads/standing.ts';
import type { Sight } from '../prisma/sight.ts';
import type { Dependencies } from './dependencies.ts';
import { Refusal } from './refusal.ts';
import type { Standing } from './route.ts';
import { aboutPart, sightOf, type About } from './standing.ts';

export type DuplicateStanding = OperationStanding & { duplicate: FoundDuplicate; sight: Sight };
type Params = { duplicateId: string };

const aboutPair = aboutPart('duplicate', ({ duplicateId }: Params) => duplicateId, 'duplicate.not-found');

/** For routes about a pair, which has two owners: it is there for whoever may look into one of them at least. */
export async function aboutDuplicate(about: About<Params>, deps: Dependencies): Promise<Standing<DuplicateStanding>> {
  const standing = await aboutPair(about, deps);
  const sight = await sightOf(deps, standing.actor, standing.found);
  const duplicate = await findDuplicate(deps.database, sight, about.params.duplicateId);
  if (!duplicate) throw new Refusal('duplicate.not-found');
  return { ...standing, found: { ...standing.found, duplicate, sight } };
}
