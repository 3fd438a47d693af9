import { condition, executeChild, ParentClosePolicy, setHandler, workflowInfo } from '@temporalio/workflow';
import { postWebhooks, prepareDeliveries, record } from './activity-proxies.ts';
import { letters, startMending } from './letters.ts';
import { lettersWorkflowId, nudgeSignal } from './messages.ts';

/**
 * Brings one product to its recipient: makes its files, sends its letters and posts it, for days where nobody answers. Ends once everything has
 * arrived, failed for good or was cancelled; what failed becomes a task of the coordinators. Somebody who has it sent again starts it again.
 */
export async function deliver({ productId }: { productId: string }): Promise<void> {
  let nudges = 0;
  setHandler(nudgeSignal, () => {
    nudges += 1;
  });
  for (let round = 1, seen = -1; seen < nudges; round += 1) {
    seen = nudges;
    const prepared = await prepareDeliveries(productId);
    for (const taskingId of prepared.taskingIds) await startMending(taskingId);
    await Promise.all([prepared.letters > 0 ? sendLetters(round) : null, prepared.webhooks > 0 ? post() : null]);
    await mend();
  }

  /** Waits for them, unlike others who write letters: what becomes of them is what this workflow is about. */
  async function sendLetters(round: number): Promise<void> {
    const batch = `product/${productId}`;
    await executeChild(letters, {
      workflowId: lettersWorkflowId(batch, `${workflowInfo().runId}-${round}`),
      args: [{ batch }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
  }

  async function post(): Promise<void> {
    for (;;) {
      const before = nudges;
      const { posts, waitMs } = await postWebhooks(productId);
      if (posts > 0) await mend();
      if (waitMs === null) return;
      await condition(() => nudges > before, Math.max(1, waitMs));
    }
  }

  async function mend(): Promise<void> {
    const { taskingIds } = await record.raiseMendDeliveries({ productId });
    for (const taskingId of taskingIds) await startMending(taskingId);
  }
}
