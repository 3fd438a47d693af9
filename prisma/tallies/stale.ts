import type { Tx } from '../event.ts';

/**
 * Says that these cases count otherwise from now on. Belongs in the transaction of the change: a figure never misses one that is on record. What
 * reports leave is part of their own statement (prisma/facts/case-sql.ts).
 */
export async function tellTallies(tx: Tx, cases: readonly { caseId: string; operationId: string }[]): Promise<void> {
  for (const { caseId, operationId } of cases) {
    await tx.$executeRaw`insert into stale_case (operation_id, case_id) values (${operationId}::uuid, ${caseId}::uuid)`;
  }
}
