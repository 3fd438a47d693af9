import type { Tx } from '../event.ts';

/**
 * Says that feeds may have to tell something else of a case. Belongs in the transaction of the change. What changes what counts needs it not: the
 * keeper of the tallies hands that on (prisma/tallies/keep.ts). It is said whether anybody is fed or not: a feed that begins meanwhile may judge the
 * case before this is committed.
 */
export async function tellFeeds(tx: Tx, { operationId, caseId }: { operationId: string; caseId: string }): Promise<void> {
  await tx.$executeRaw`insert into unfed_case (operation_id, case_id) values (${operationId}::uuid, ${caseId}::uuid)`;
}
