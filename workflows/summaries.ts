import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { continueAsNew, executeChild, setHandler, sleep, workflowInfo } from '@temporalio/workflow';
import type { Window } from '../domain/cadence.ts';
import { record } from './activity-proxies.ts';
import { nudgeSignal, summaryWorkflowId } from './messages.ts';
import { summary } from './summary.ts';
import { waitForNudge } from './tasking.ts';

/**
 * Makes the summaries of a subscription that are due, one after the other, each for its own window, and waits for one that is due soon. Started by
 * its schedule, and by whatever changes what is due; it knows nothing that the rows do not say, so that it may be started at any time.
 */
export async function summaries({ subscriptionId }: { subscriptionId: string }): Promise<void> {
  let nudged = false;
  setHandler(nudgeSignal, () => {
    nudged = true;
  });

  for (;;) {
    nudged = false;
    const { window, waitMs } = await record.findDueSummary({ subscriptionId });
    if (window) await make(subscriptionId, window);
    else if (waitMs !== null) await waitForNudge(() => nudged, waitMs);
    else if (!nudged) return;
    if (workflowInfo().continueAsNewSuggested) return continueAsNew<typeof summaries>({ subscriptionId });
  }
}

/** What a second run finds under way by the first, it waits for. */
async function make(subscriptionId: string, window: Window): Promise<void> {
  try {
    await executeChild(summary, { workflowId: summaryWorkflowId(subscriptionId, window.until), args: [{ subscriptionId, window }] });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    await sleep('1 second');
  }
}
