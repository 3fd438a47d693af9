import type { Tx } from '../event.ts';

/** Activities run at least once. A command whose event stands in the ledger has been recorded whole, and is not recorded again. */
export async function isRecorded(tx: Tx, commandId: string): Promise<boolean> {
  return (await tx.event.count({ where: { commandId } })) > 0;
}
