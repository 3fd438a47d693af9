import { continueAsNew, setHandler, workflowInfo } from '@temporalio/workflow';
import { record } from './activity-proxies.ts';
import { nudgeSignal } from './messages.ts';
import { startTaskings, waitForNudge } from './tasking.ts';

/** `askedMonths`: the review that was opened last, by the months after the end. */
type Watch = { operationId: string; askedMonths?: number | null };

/**
 * Watches over the records of an operation that is over: asks their owners, whenever a review is due, whether they are still needed. Ends when
 * nobody has any left. Apart from the operation itself, which is complete long before.
 */
export async function retention({ operationId, askedMonths = null }: Watch): Promise<void> {
  let asked = askedMonths;
  let nudged = false;
  setHandler(nudgeSignal, () => {
    nudged = true;
  });
  for (;;) {
    nudged = false;
    const turn = await record.takeRetentionTurn({ operationId, askedMonths: asked });
    await startTaskings(turn);
    asked = turn.askedMonths;
    if (turn.isOver) return;
    await waitForNudge(() => nudged, turn.waitMs);
    if (workflowInfo().continueAsNewSuggested) return continueAsNew<typeof retention>({ operationId, askedMonths: asked });
  }
}
