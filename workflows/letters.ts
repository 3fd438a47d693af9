import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, sleep, startChild } from '@temporalio/workflow';
import { deliverLetters, record } from './activity-proxies.ts';
import { lettersWorkflowId, taskingWorkflowId, type Batch } from './messages.ts';

/**
 * Delivers the letters of a batch that are queued. Ends when all have gone out or been refused, however long the mail server is away; those
 * that quiet hours hold back, it comes back for. A letter that is refused for good becomes a task of the coordinators.
 */
export async function letters({ batch }: { batch: Batch }): Promise<void> {
  for (;;) {
    const { waitMs } = await deliverLetters(batch);
    const { taskingIds } = await record.raiseMendContacts({ batch });
    for (const taskingId of taskingIds) await startMending(taskingId);
    if (waitMs === undefined) return;
    await sleep(Math.max(1, waitMs));
  }
}

/** Starts a tasking that an activity has opened. By its name: taskings send letters, so that the two files would load each other. */
export async function startMending(taskingId: string): Promise<void> {
  try {
    await startChild('tasking', {
      workflowId: taskingWorkflowId(taskingId),
      args: [{ taskingId }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error; // another batch told of the same mailbox, or an earlier attempt of the same
  }
}

/**
 * Has the letters written so far delivered, without waiting for it: a mail server that is away must hold up no deadline and no
 * decision. `occasion` tells the deliveries of one batch apart; a later one finds only what the earlier left queued.
 */
export async function sendLetters(batch: Batch, occasion: string): Promise<void> {
  await startChild(letters, {
    workflowId: lettersWorkflowId(batch, occasion),
    args: [{ batch }],
    parentClosePolicy: ParentClosePolicy.ABANDON,
  });
}
