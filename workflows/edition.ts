import { executeChild, setHandler } from '@temporalio/workflow';
import type { Outcome } from '../domain/approval.ts';
import type { Subject } from '../domain/letter.ts';
import { record } from './activity-proxies.ts';
import { approval } from './approval.ts';
import { sendLetters } from './letters.ts';
import { approvalWorkflowId, editionWorkflowId, nudgeSignal, taskingWorkflowId } from './messages.ts';
import { tasking, waitForNudge } from './tasking.ts';

export type EditionRequest = { editionId: string; taskingId: string };

/**
 * Takes frozen figures to their publication: members confirm, the leads sign off, whoever the plan names agrees to publish, the embargo
 * ends, partners get their letters, where the plan asks for it once their release is approved. What is not agreed to before the publication
 * is recorded as returned by the operation, which may freeze it anew from then on.
 */
export async function edition({ editionId, taskingId }: EditionRequest): Promise<'published' | 'returned'> {
  let nudged = false;
  setHandler(nudgeSignal, () => {
    nudged = true;
  });

  await executeChild(tasking, { workflowId: taskingWorkflowId(taskingId), args: [{ taskingId }] });
  for (const subject of ['edition', 'publication'] as const) {
    const outcome = await askFor(editionId, subject);
    if (outcome !== null && outcome !== 'approved') return 'returned';
  }
  await record.settleSignOff({ editionId, outcome: 'approved' });

  for (;;) {
    nudged = false;
    const { waitMs, stage } = await record.publishEdition({ editionId });
    if (stage === 'returned') return 'returned';
    if (stage === 'published') break;
    await waitForNudge(() => nudged, waitMs);
  }
  await sendLetters(editionWorkflowId(editionId), 'published');
  const released = await askFor(editionId, 'release');
  if (released !== null) {
    await record.settleRelease({ editionId, outcome: released });
    await sendLetters(editionWorkflowId(editionId), 'released');
  }
  return 'published';
}

/** Null where the plan asks nobody. */
async function askFor(editionId: string, subject: Extract<Subject, 'edition' | 'publication' | 'release'>): Promise<Outcome | null> {
  const request = await record.openEditionApproval({ editionId, subject });
  return request && executeChild(approval, { workflowId: approvalWorkflowId(request.approvalId), args: [request] });
}
