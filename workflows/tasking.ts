import { condition, setHandler } from '@temporalio/workflow';
import { record } from './activity-proxies.ts';
import { sendLetters } from './letters.ts';
import { nudgeSignal, taskingWorkflowId } from './messages.ts';

/**
 * Asks any number of addressees for the same thing. Their tasks are rows in PostgreSQL; this workflow only knows when to look at them
 * next, so that it costs the same for one addressee and for a thousand.
 */
export async function tasking({ taskingId }: { taskingId: string }): Promise<void> {
  let nudged = false;
  setHandler(nudgeSignal, () => {
    nudged = true;
  });

  await sendLetters(taskingWorkflowId(taskingId), 'opened');
  for (let climbs = 1; ; climbs += 1) {
    nudged = false;
    const climb = await record.climbTasking({ taskingId });
    if (climb.lettersWritten > 0) await sendLetters(taskingWorkflowId(taskingId), `climb-${climbs}`);
    if (climb.isOver) return;
    await waitForNudge(() => nudged, climb.waitMs);
  }
}

/** A wait of null is one for the nudge alone: the clock of a drill stands still. */
export async function waitForNudge(isNudged: () => boolean, waitMs: number | null): Promise<void> {
  if (waitMs === null) await condition(isNudged);
  else await condition(isNudged, Math.max(1, waitMs));
}
