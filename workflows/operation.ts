/* Longer than 250 lines: one state, and every command that changes it. */
import { allHandlersFinished, condition, continueAsNew, executeChild, setHandler, workflowInfo } from '@temporalio/workflow';
import type { UpdateDefinition } from '@temporalio/common';
import { close, refuseClosing, reopen, settleClosing } from '../domain/closing.ts';
import type { CloseCommand, Command, FastTrack, FreezeCommand, SubmitCommand, SubscribeCommand } from '../domain/command.ts';
import type { FailureCode } from '../domain/failure.ts';
import {
  forget,
  freeze,
  isSettled,
  isTaken,
  refuseFreeze,
  refuseIn,
  refuseLaunch,
  refuseSubmission,
  remember,
  settle,
  settleEdition,
  submit,
  takeAgain,
  takeBack,
  takesTurns,
  type OperationState,
} from '../domain/operation.ts';
import { isUnratified, suspendsUnratified } from '../domain/ratification.ts';
import { refuseResumption, refuseSuspension, resume, suspend } from '../domain/suspension.ts';
import { record, recordNow } from './activity-proxies.ts';
import { decided } from './approval.ts';
import { edition } from './edition.ts';
import { sendLetters } from './letters.ts';
import {
  cancelUpdate,
  closeUpdate,
  editionWorkflowId,
  freezeUpdate,
  launchUpdate,
  nudgeSignal,
  operationWorkflowId,
  resumeUpdate,
  submitUpdate,
  subscribeUpdate,
  suspendUpdate,
  taskUpdate,
} from './messages.ts';
import { oneByOne } from './one-by-one.ts';
import { refuseWith } from './refuse.ts';
import { startTaskings, waitForNudge } from './tasking.ts';

/**
 * One operation from its first submission until nothing is left of it to wait for. Takes what the timetable of the plan in force says when
 * its moment has come, and the decisions of people when they arrive. Continues as new at quiet points: while no approval and no edition is
 * under way, because a child's result reaches only the run that started it.
 *
 * Its state changes before the record does: what people read and act upon there is never refused here for being too early. A decision
 * that is recorded too early for its place waits for it, since its activity is tried again. A turn, on the other hand, goes by the stage
 * that is recorded, and is taken again after each decision.
 */
export async function operation(start: OperationState): Promise<void> {
  const { operationId } = start;
  /** Decisions are recorded in the order in which they were taken: one that was closed and then cancelled must not end as closed. */
  const inTurn = oneByOne();
  let state = start;
  let nudged = false;
  let underWay = 0;
  /** Of what is under way, what the operation does not wait for before it is complete. */
  let aside = 0;

  setHandler(nudgeSignal, () => {
    nudged = true;
  });
  onCommand(
    submitUpdate,
    () => refuseSubmission(state),
    async (command) => {
      const before = state;
      state = submit(state, command);
      const { refusal } = await inTurn(() => recordNow('recordSubmission', { operationId, ...command }));
      if (refusal) state = forget(takeBack(state, before), command);
      refuseWith(refusal);
      void follow(awaitApproval(command));
    },
  );
  onCommand(
    launchUpdate,
    () => refuseLaunch(state),
    async (command) => {
      state = { ...state, stage: 'running' };
      const launched = await inTurn(() => recordNow('launchOperation', { operationId, ...command }));
      void follow(startTaskings(launched)); // its caller need not wait for that: the tasks and their letters stand in the record
    },
  );
  onCommand(
    freezeUpdate,
    ({ key }) => refuseFreeze(state, key),
    async (command) => {
      state = freeze(state, command);
      const { taskingId } = await inTurn(() => recordNow('freezeEdition', { operationId, ...command }));
      void follow(awaitPublication(command, taskingId));
    },
  );
  onCommand(
    suspendUpdate,
    () => refuseSuspension(state),
    async (command) => {
      state = suspend(state);
      await inTurn(() => recordNow('suspendOperation', { operationId, ...command }));
      await sendOwnLetters(command);
    },
  );
  onCommand(
    resumeUpdate,
    ({ basedOn }) => refuseResumption(state, basedOn),
    async (command) => {
      state = resume(state);
      const resumed = await inTurn(() => recordNow('resumeOperation', { operationId, ...command }));
      state = takeAgain({ ...state, planInForce: resumed.planVersion }, resumed.ahead);
      void follow(startTaskings(resumed));
      await sendOwnLetters(command);
    },
  );
  onCommand(
    cancelUpdate,
    () => refuseIn(state.stage, 'cancel'),
    async (command) => {
      state = { ...state, stage: 'cancelled' };
      await inTurn(() => recordNow('cancelOperation', { operationId, ...command }));
      await sendOwnLetters(command);
    },
  );
  onCommand(
    closeUpdate,
    () => refuseClosing(state),
    async (command) => {
      state = close(state, command.approvalId);
      await inTurn(() => recordNow('recordClosing', { operationId, ...command }));
      if (command.approvalId === null) await sendOwnLetters(command);
      else void follow(awaitClosing({ ...command, approvalId: command.approvalId }));
    },
  );

  onCommand(
    taskUpdate,
    () => refuseIn(state.stage, 'task'),
    async (command) => {
      const ordered = await inTurn(() => recordNow('openOrdered', { operationId, ...command }));
      void follow(startTaskings(ordered));
    },
  );

  onCommand(
    subscribeUpdate,
    () => refuseIn(state.stage, 'subscribe'),
    async (command) => {
      const { refusal } = await inTurn(() => recordNow('recordSubscription', { operationId, ...command }));
      if (refusal) state = forget(state, command);
      refuseWith(refusal);
      aside += 1;
      void follow(awaitSubscription(command));
    },
  );
  while (!isSettled(state)) {
    nudged = false;
    const waitMs = takesTurns(state.stage) ? await takeTurn() : null;
    if (isSettled(state)) break;
    await waitForNudge(() => nudged, waitMs);
    if (workflowInfo().continueAsNewSuggested && isQuiet()) return continueAsNew<typeof operation>(state);
  }
  await condition(isQuiet);

  /**
   * Takes a command once. Temporal knows a repeat of an Update by its id, but only within one run; a repeat that arrives in a later one finds
   * its command here, and what it did in the record.
   */
  function onCommand<C extends Command>(
    update: UpdateDefinition<void, [C]>,
    refuse: (command: C) => FailureCode | null,
    take: (command: C) => Promise<void>,
  ): void {
    setHandler(
      update,
      async (command: C) => {
        if (isTaken(state, command)) return;
        state = remember(state, command);
        await take(command);
        nudged = true;
      },
      { validator: (command: C) => refuseWith(isTaken(state, command) ? null : refuse(command)) },
    );
  }

  function isQuiet(): boolean {
    return underWay === 0 && allHandlersFinished();
  }

  async function takeTurn(): Promise<number | null> {
    const turn = await record.takeTurn({ operationId, reached: state.reached, editions: state.editions, pending: state.pending });
    state = { ...state, reached: [...state.reached, ...turn.taken] };
    await startTaskings(turn);
    if (turn.isComplete && underWay === aside && allHandlersFinished() && !nudged) await complete();
    return turn.waitMs;
  }

  async function complete(): Promise<void> {
    state = { ...state, stage: 'completed' };
    await record.completeOperation({ operationId });
  }

  async function awaitApproval(command: SubmitCommand): Promise<void> {
    const { approvalId, author, steps, kept, planVersion, fastTrack } = command;
    const outcome = await decided({ approvalId, author, steps, kept });
    const before = state;
    state = settle(state, outcome);
    const settled = await record.settlePlan({ operationId, planVersion, outcome });
    if (settled.outcome !== outcome) state = takeBack(state, before);
    state = takeAgain(state, settled.ahead);
    await startTaskings(settled);
    if (fastTrack && settled.outcome === 'approved') await awaitRatification(command, fastTrack);
  }

  /** What came into force by the fast track goes on while others decide on it: a submission that is ratified later holds nothing up. */
  async function awaitRatification({ planVersion, author }: SubmitCommand, { ratification, ifUnratified }: FastTrack): Promise<void> {
    nudged = true;
    const request = await record.openRatification({ operationId, planVersion, author, steps: ratification });
    const outcome = await decided(request);
    await record.settleRatification({ operationId, planVersion, outcome });
    if (ifUnratified === 'suspend' && isUnratified(outcome)) await suspendUnratified(planVersion, `unratified-${request.approvalId}`);
  }

  /** A closing that is being decided is settled first: one that is refused leaves the operation to be suspended. */
  async function suspendUnratified(planVersion: number, commandId: string): Promise<void> {
    await condition(() => state.closing === null);
    if (!suspendsUnratified(state, planVersion)) return;
    state = suspend(state);
    await inTurn(() => record.suspendOperation({ operationId, commandId, unratified: planVersion }));
    await sendOwnLetters({ commandId });
  }

  async function awaitClosing({ approvalId, author, steps, known, commandId }: CloseCommand & { approvalId: string }): Promise<void> {
    const outcome = await decided({ approvalId, author, steps });
    state = settleClosing(state, outcome);
    const { isClosed } = await inTurn(() => record.settleClosing({ operationId, approvalId, outcome, known }));
    if (!isClosed) state = reopen(state);
    await sendOwnLetters({ commandId });
  }

  async function awaitSubscription({ approvalId, author, steps }: SubscribeCommand): Promise<void> {
    const outcome = await decided({ approvalId, author, steps });
    await record.settleSubscription({ operationId, approvalId, outcome });
    aside -= 1;
  }

  async function awaitPublication({ editionId }: FreezeCommand, taskingId: string): Promise<void> {
    const outcome = await executeChild(edition, { workflowId: editionWorkflowId(editionId), args: [{ editionId, taskingId }] });
    state = settleEdition(state, editionId, outcome);
    if (outcome === 'returned') await record.settleSignOff({ editionId, outcome });
  }

  /** Letters to everybody who takes part, written together with the decision that they tell. */
  function sendOwnLetters({ commandId }: Pick<Command, 'commandId'>): Promise<void> {
    return sendLetters(operationWorkflowId(operationId), commandId);
  }

  async function follow(course: Promise<void>): Promise<void> {
    underWay += 1;
    await course;
    underWay -= 1;
    nudged = true;
  }
}
