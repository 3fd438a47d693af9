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
 */
export async function operation(start: OperationState): Promise<void> {
  const { operationId } = start;
  let state = start;
  let nudged = false;
  let underWay = 0;

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
      await startTaskings(await record.launchOperation({ operationId, ...command }));
      nudged = true;
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
    const waitMs = state.stage === 'running' ? await takeTurn() : null;
    if (isSettled(state)) break;
    await waitForNudge(() => nudged, waitMs);
    if (workflowInfo().continueAsNewSuggested && underWay === 0 && allHandlersFinished()) return continueAsNew<typeof operation>(state);
  }
  await condition(() => underWay === 0 && allHandlersFinished());

  async function takeTurn(): Promise<number | null> {
    const turn = await record.takeTurn({ operationId, reached: state.reached, editions: state.editions, pending: state.pending });
    state = { ...state, reached: [...state.reached, ...turn.taken] };
    await startTaskings(turn);
    if (turn.isComplete) state = { ...state, stage: 'completed' };
    return turn.waitMs;
  }

  async function awaitApproval({ approvalId, author, steps, planVersion }: SubmitCommand): Promise<void> {
    const outcome = await executeChild(approval, { workflowId: approvalWorkflowId(approvalId), args: [{ approvalId, author, steps }] });
    await startTaskings(await record.settlePlan({ operationId, planVersion, outcome }));
    state = settle(state, outcome);
  }

  async function awaitPublication({ editionId }: FreezeCommand, taskingId: string): Promise<void> {
    const outcome = await executeChild(edition, { workflowId: editionWorkflowId(editionId), args: [{ editionId, taskingId }] });
    state = settleEdition(state, editionId, outcome);
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
