import { executeChild, setHandler } from '@temporalio/workflow';
import type { Outcome } from '../domain/approval.ts';
import { record } from './activity-proxies.ts';
import { decided, type ApprovalRequest } from './approval.ts';
import { sendLetters } from './letters.ts';
import { editionWorkflowId, nudgeSignal, taskingWorkflowId } from './messages.ts';
import { tasking, waitForNudge } from './tasking.ts';

export type EditionRequest = { editionId: string; taskingId: string };

/**
 * Takes frozen figures to their publication: members confirm, the leads sign off, whoever the plan names agrees to publish, the embargo
 * ends, partners get their letters, where the plan asks for it each once its own release is approved. What is not agreed to before the
 * publication is recorded as returned by the operation, which may freeze it anew from then on.
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
  // Their children start in the order of the plan's list, in this run and in every replay of it.
  await Promise.all((await record.openReleases({ editionId })).map((release) => awaitRelease(editionId, release)));
  return 'published';
}

/** Null where the plan asks nobody. */
async function askFor(editionId: string, subject: 'edition' | 'publication'): Promise<Outcome | null> {
  const request = await record.openEditionApproval({ editionId, subject });
  return request && decided(request);
}

/** To one partner. The others' releases wait neither for it nor upon what becomes of it. */
async function awaitRelease(editionId: string, request: ApprovalRequest): Promise<void> {
  const { approvalId } = request;
  const outcome = await decided(request);
  await record.settleRelease({ editionId, approvalId, outcome });
  if (outcome === 'approved') await sendLetters(editionWorkflowId(editionId), `released-${approvalId}`);
}
