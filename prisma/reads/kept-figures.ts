import type { Database } from '../client.ts';
import type { Tx } from '../event.ts';
import { EVERYTHING, queryAs } from '../sight.ts';

/**
 * What was counted before the first record of an operation was purged, under this name; counted anew by `count` where none has been. From then on nothing
 * changes what counts in it, so that both are the same.
 */
export async function keptOr<Counted>(
  database: Database,
  operationId: string,
  name: string,
  count: () => Promise<Counted>,
): Promise<Counted> {
  return (await findKept<Counted>(database, operationId, name)) ?? count();
}

export async function findKept<Counted>({ pool }: Database, operationId: string, name: string): Promise<Counted | null> {
  const { rows } = await queryAs<{ content: Counted }>(pool, EVERYTHING, {
    name: 'find-kept',
    text: 'select content from kept_figures where operation_id = $1 and name = $2',
    values: [operationId, name],
  });
  return rows[0]?.content ?? null;
}

/** Under this name it is said that the figures of the operation are kept: from the moment of that row on, nothing changes what counts. */
export const FIGURES_STAND = 'stand';

/** Of these operations, whether the figures of any stand. For whoever changes what counts, after taking its share (prisma/frozen.ts). */
export async function doFiguresStand(tx: Tx, operationIds: readonly string[]): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ stand: boolean }[]>`
    select exists (
      select from kept_figures where operation_id = any (${[...operationIds]}::uuid[]) and name = ${FIGURES_STAND}) as stand`;
  return row?.stand ?? false;
}
