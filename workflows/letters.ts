import { ParentClosePolicy, startChild } from '@temporalio/workflow';
import { deliverLetters } from './activity-proxies.ts';
import type { Batch } from './messages.ts';

/** Delivers the letters of a batch that are queued. Ends when all have gone out or been refused, however long the mail server is away. */
export async function letters({ batch }: { batch: Batch }): Promise<void> {
  await deliverLetters(batch);
}

/**
 * Has the letters written so far delivered, without waiting for it: a mail server that is away must hold up no deadline and no
 * decision. `occasion` tells the deliveries of one batch apart; a later one finds only what the earlier left queued.
 */
export async function sendLetters(batch: Batch, occasion: string): Promise<void> {
  await startChild(letters, {
    workflowId: `letters/${batch}/${occasion}`,
    args: [{ batch }],
    parentClosePolicy: ParentClosePolicy.ABANDON,
  });
}
