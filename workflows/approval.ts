import { allHandlersFinished, condition, executeChild, setHandler } from '@temporalio/workflow';
import {
  decide,
  end,
  openApproval,
  openSteps,
  placeOf,
  refuse,
  type Approval,
  type Ending,
  type Outcome,
  type Voice,
} from '../domain/approval.ts';
import type { DecideCommand } from '../domain/command.ts';
import type { Step } from '../domain/step.ts';
import { record, recordNow } from './activity-proxies.ts';
import { sendLetters } from './letters.ts';
import { approvalWorkflowId, decideUpdate, nudgeSignal } from './messages.ts';
import { oneByOne } from './one-by-one.ts';
import { refuseWith } from './refuse.ts';
import { waitForNudge } from './tasking.ts';

/** `kept` is what still stands of an approval that was returned before this one. */
export type ApprovalRequest = { approvalId: string; author: Approval['author']; steps: readonly Step[]; kept?: readonly Voice[] };

/**
 * Waits until the submission is decided, or its time has run out. Decisions arrive as Updates; each writes its letters. Looks at the ladders
 * of the open steps when a rung is due, and after a nudge: a clock was set, deadlines have moved, or the operation has given it up.
 */
export async function approval({ approvalId, author, steps, kept = [] }: ApprovalRequest): Promise<Outcome> {
  const batch = approvalWorkflowId(approvalId);
  const inTurn = oneByOne();
  let state = openApproval(author, steps, kept);
  let mustLook = true; // once at the beginning: a nudge that came between the record and this run found nobody
  let sent: Promise<unknown> = Promise.resolve();

  setHandler(nudgeSignal, () => {
    mustLook = true;
  });
  setHandler(
    decideUpdate,
    async ({ decision, approvers, commandId, actorId }) => {
      const place = placeOf(state, decision, approvers);
      if (typeof place === 'string') throw new Error(`A decision passed its validator and is refused: ${place}.`);
      const before = state;
      state = decide(state, decision, approvers); // before the await: a decision that arrives meanwhile must see this one
      const after = state;
      const { step, approver } = place;
      const spoken = { step: step.name, post: approver.post, standsFor: approver.standsFor };
      await inTurn(() => recordNow('recordDecision', { approvalId, decision, place: spoken, after, commandId, actorId }));
      mustLook ||= hasDeadline(state);
      if (after.outcome !== 'waiting' || stepsOpenedBy(before, after)) send(commandId);
      return after.outcome;
    },
    { validator: ({ decision, approvers }: DecideCommand) => refuseWith(refuse(state, decision, approvers)) },
  );

  await sendLetters(batch, 'opened');
  for (let looks = 1; state.outcome === 'waiting'; looks += 1) {
    const waitMs = mustLook ? await look(`look-${looks}`) : null;
    await waitForNudge(() => mustLook || state.outcome !== 'waiting', waitMs);
    mustLook = true;
  }
  await condition(allHandlersFinished);
  await sent;
  return state.outcome;

  /** Whoever decides does not wait for the letters to be on their way; the approval does, since a child that has not begun when it ends never does. */
  function send(occasion: string): void {
    sent = Promise.all([sent, sendLetters(batch, occasion)]);
  }

  /** Climbs what is due. A step that was decided while its climb was under way has not run out of time. */
  async function look(occasion: string): Promise<number | null> {
    mustLook = false;
    const { waitMs, lettersWritten, endings, isOver } = await inTurn(() => record.climbApproval({ approvalId }));
    if (lettersWritten > 0) await sendLetters(batch, occasion);
    const ends: Ending[] = isOver ? [{ kind: 'withdraw', step: null }] : endings;
    for (const [i, ending] of ends.entries()) {
      const after = end(state, ending);
      if (after === state) continue;
      state = after;
      await inTurn(() => record.recordEnding({ approvalId, ending, after }));
      mustLook = true;
      await sendLetters(batch, `${occasion}-ending-${i}`);
    }
    return waitMs;
  }
}

/** Has an approval decided, and waits for its outcome. */
export function decided(request: ApprovalRequest): Promise<Outcome> {
  return executeChild(approval, { workflowId: approvalWorkflowId(request.approvalId), args: [request] });
}

function stepsOpenedBy(before: Approval, after: Approval): boolean {
  const names = openSteps(before).map(({ name }) => name);
  return openSteps(after).some(({ name }) => !names.includes(name));
}

function hasDeadline(approval: Approval): boolean {
  return openSteps(approval).some(({ deadline }) => deadline !== undefined);
}
