import type { Tx } from './event.ts';

/**
 * Has statements join by hash. What comes out of a list of ids, or of several conditions on one row, PostgreSQL takes for a row or two, and would
 * compare each of a hundred thousand with each: half a minute became three seconds. Whatever it joins is read whole, so that tables of several
 * operations must be narrowed to the one that is meant.
 */
export async function joinedByHash<Answer>(tx: Tx, ask: () => PromiseLike<Answer>): Promise<Answer> {
  await tx.$executeRaw`set local enable_nestloop = off`;
  const answer = await ask(); // after an error there is no transaction to restore it in
  await tx.$executeRaw`set local enable_nestloop = on`;
  return answer;
}
