import { allHandlersFinished, condition, ParentClosePolicy, setHandler, startChild } from '@temporalio/workflow';
import type { ChangeCommand } from '../domain/command.ts';
import { record, recordNow } from './activity-proxies.ts';
import { sendLetters } from './letters.ts';
import { changeUpdate, nudgeSignal, taskingWorkflowId } from './messages.ts';
import { refuseWith } from './refuse.ts';

/**
 * Asks any number of addressees for the same thing. Their tasks are rows in PostgreSQL; this workflow only knows when to look at them
 * next, so that it costs the same for one addressee and for a thousand. Changes of coordinators come as Updates. Whether one still fits is
 * seen in the rows, in the transaction that would record it: an answer may have come just before.
 */
export async function tasking({ taskingId }: { taskingId: string }): Promise<void> {
  let nudged = false;
  let isOver = false;
  setHandler(nudgeSignal, () => {
    nudged = true;
  });
  setHandler(
    changeUpdate,
    async (command: ChangeCommand) => {
      const { refusal } = await recordNow('changeTasking', { taskingId, ...command });
      refuseWith(refusal);
      nudged = true;
      await sendLetters(taskingWorkflowId(taskingId), command.commandId);
    },
    { validator: (_: ChangeCommand) => refuseWith(isOver ? 'tasking.ended' : null) },
  );

  await sendLetters(taskingWorkflowId(taskingId), 'opened');
  for (let climbs = 1; !isOver; climbs += 1) {
    nudged = false;
    const climb = await record.climbTasking({ taskingId });
    if (climb.lettersWritten > 0) await sendLetters(taskingWorkflowId(taskingId), `climb-${climbs}`);
    isOver = climb.isOver;
    if (!isOver) await waitForNudge(() => nudged, climb.waitMs);
  }
  await condition(allHandlersFinished);
}

/** A wait of null is one for the nudge alone: the clock of a drill stands still. */
export async function waitForNudge(isNudged: () => boolean, waitMs: number | null): Promise<void> {
  if (waitMs === null) await condition(isNudged);
  else await condition(isNudged, Math.max(1, waitMs));
}

/** Taskings outlive this run: their addressees are asked whether or not the operation continues as new meanwhile. */
export async function startTaskings({ taskingIds }: { taskingIds: readonly string[] }): Promise<void> {
  for (const taskingId of taskingIds) {
    await startChild(tasking, {
      workflowId: taskingWorkflowId(taskingId),
      args: [{ taskingId }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
  }
}
