import { executeChild, setHandler } from '@temporalio/workflow';
import { record } from './activity-proxies.ts';
import { approval } from './approval.ts';
import { sendLetters } from './letters.ts';
import { approvalWorkflowId, editionWorkflowId, nudgeSignal, taskingWorkflowId } from './messages.ts';
import { tasking, waitForNudge } from './tasking.ts';

export type EditionRequest = { editionId: string; taskingId: string };

/**
 * Takes frozen figures to their publication: members confirm, the leads sign off, the embargo ends, partners get their letters. What is
 * not signed off is recorded as returned by the operation, which may freeze it anew from then on.
 */
export async function edition({ editionId, taskingId }: EditionRequest): Promise<'published' | 'returned'> {
  let nudged = false;
  setHandler(nudgeSignal, () => {
    nudged = true;
  });

  await executeChild(tasking, { workflowId: taskingWorkflowId(taskingId), args: [{ taskingId }] });
  const signOff = await record.openSignOff({ editionId });
  const outcome = await executeChild(approval, { workflowId: approvalWorkflowId(signOff.approvalId), args: [signOff] });
  if (outcome !== 'approved') return 'returned';
  await record.settleSignOff({ editionId, outcome });

  for (;;) {
    nudged = false;
    const { waitMs, isPublished } = await record.publishEdition({ editionId });
    if (isPublished) break;
    await waitForNudge(() => nudged, waitMs);
  }
  await sendLetters(editionWorkflowId(editionId), 'published');
  return 'published';
}
