import { executeChild } from '@temporalio/workflow';
import { record } from './activity-proxies.ts';
import { decided } from './approval.ts';
import { edition } from './edition.ts';
import { editionWorkflowId } from './messages.ts';

/**
 * Has whoever signs off decide whether the figures of a signed edition are open again. One that is not published is returned, and frozen anew by the
 * plan. Of a published one the corrected edition is frozen and taken to its publication here: its operation may be over by then.
 */
export async function unlocking({ unlockId }: { unlockId: string }): Promise<void> {
  const outcome = await decided(await record.openUnlock({ unlockId }));
  const corrected = await record.settleUnlock({ unlockId, outcome });
  if (corrected === null) return;
  const ended = await executeChild(edition, { workflowId: editionWorkflowId(corrected.editionId), args: [corrected] });
  if (ended === 'returned') await record.settleSignOff({ editionId: corrected.editionId, outcome: ended });
}
