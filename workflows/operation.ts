import {
  allHandlersFinished,
  condition,
  continueAsNew,
  executeChild,
  ParentClosePolicy,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { FreezeCommand, LaunchCommand, SubmitCommand } from '../domain/command.ts';
import {
  freeze,
  isSettled,
  refuseFreeze,
  refuseLaunch,
  refuseSubmission,
  settle,
  settleEdition,
  submit,
  type OperationState,
} from '../domain/operation.ts';
import { record } from './activity-proxies.ts';
import { approval } from './approval.ts';
import { edition } from './edition.ts';
import {
  approvalWorkflowId,
  editionWorkflowId,
  freezeUpdate,
  launchUpdate,
  nudgeSignal,
  submitUpdate,
  taskingWorkflowId,
} from './messages.ts';
import { refuseWith } from './refuse.ts';
import { tasking, waitForNudge } from './tasking.ts';

/**
 * One operation from its first submission to its last publication. Takes what the timetable of the plan in force says when its moment
 * has come, and the decisions of people when they arrive. Continues as new at quiet points: while no approval and no edition is under way,
 * because a child's result reaches only the run that started it.
 *
 * Its state changes before the record does: what people read and act upon there is never refused here for being too early. A decision
 * that is recorded too early for its place waits for it, since its activity is tried again.
 */
export async function operation(start: OperationState): Promise<void> {
  const { operationId } = start;
  let state = start;
  let nudged = false;
  let underWay = 0;
  let isLaunching = false;

  setHandler(nudgeSignal, () => {
    nudged = true;
  });
  setHandler(
    submitUpdate,
    async (command) => {
      state = submit(state, command);
      await record.recordSubmission({ operationId, ...command });
      void follow(awaitApproval(command));
    },
    { validator: (_: SubmitCommand) => refuseWith(refuseSubmission(state)) },
  );
  setHandler(
    launchUpdate,
    async (command) => {
      state = { ...state, stage: 'running' };
      isLaunching = true;
      const launched = await record.launchOperation({ operationId, ...command });
      isLaunching = false;
      void follow(startTaskings(launched)); // its caller need not wait for that: the tasks and their letters stand in the record
    },
    { validator: (_: LaunchCommand) => refuseWith(refuseLaunch(state)) },
  );
  setHandler(
    freezeUpdate,
    async (command) => {
      state = freeze(state, command);
      const { taskingId } = await record.freezeEdition({ operationId, ...command });
      void follow(awaitPublication(command, taskingId));
    },
    { validator: ({ key }: FreezeCommand) => refuseWith(refuseFreeze(state, key)) },
  );

  while (!isSettled(state)) {
    nudged = false;
    const waitMs = state.stage === 'running' && !isLaunching ? await takeTurn() : null;
    if (isSettled(state)) break;
    await waitForNudge(() => nudged, waitMs);
    if (workflowInfo().continueAsNewSuggested && isQuiet()) return continueAsNew<typeof operation>(state);
  }
  await condition(isQuiet);

  function isQuiet(): boolean {
    return underWay === 0 && allHandlersFinished();
  }

  async function takeTurn(): Promise<number | null> {
    const turn = await record.takeTurn({ operationId, reached: state.reached, editions: state.editions, pending: state.pending });
    state = { ...state, reached: [...state.reached, ...turn.taken] };
    await startTaskings(turn);
    if (turn.isComplete && isQuiet() && !nudged) await complete();
    return turn.waitMs;
  }

  async function complete(): Promise<void> {
    state = { ...state, stage: 'completed' };
    await record.completeOperation({ operationId });
  }

  async function awaitApproval({ approvalId, author, steps, planVersion }: SubmitCommand): Promise<void> {
    const outcome = await executeChild(approval, { workflowId: approvalWorkflowId(approvalId), args: [{ approvalId, author, steps }] });
    state = settle(state, outcome);
    const { taskingIds, ahead } = await record.settlePlan({ operationId, planVersion, outcome });
    state = { ...state, reached: state.reached.filter((key) => !ahead.includes(key)) };
    await startTaskings({ taskingIds });
  }

  async function awaitPublication({ editionId }: FreezeCommand, taskingId: string): Promise<void> {
    const outcome = await executeChild(edition, { workflowId: editionWorkflowId(editionId), args: [{ editionId, taskingId }] });
    state = settleEdition(state, editionId, outcome);
    if (outcome === 'returned') await record.settleSignOff({ editionId, outcome });
  }

  async function follow(course: Promise<void>): Promise<void> {
    underWay += 1;
    await course;
    underWay -= 1;
    nudged = true;
  }
}

/** Taskings outlive this run: their addressees are asked whether or not the operation continues as new meanwhile. */
async function startTaskings({ taskingIds }: { taskingIds: readonly string[] }): Promise<void> {
  for (const taskingId of taskingIds) {
    await startChild(tasking, {
      workflowId: taskingWorkflowId(taskingId),
      args: [{ taskingId }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
  }
}
