import { allHandlersFinished, condition, setHandler } from '@temporalio/workflow';
import { decide, openApproval, refuse, type Approval, type Outcome, type Step } from '../domain/approval.ts';
import type { DecideCommand } from '../domain/command.ts';
import { record } from './activity-proxies.ts';
import { sendLetters } from './letters.ts';
import { approvalWorkflowId, decideUpdate } from './messages.ts';
import { refuseWith } from './refuse.ts';

export type ApprovalRequest = { approvalId: string; author: Approval['author']; steps: readonly Step[] };

/** Waits until the submission is approved, returned or rejected. Decisions arrive as Updates; each writes its letters. */
export async function approval({ approvalId, author, steps }: ApprovalRequest): Promise<Outcome> {
  let state = openApproval(author, steps);
  let recorded: Promise<void> = Promise.resolve();

  setHandler(
    decideUpdate,
    async ({ decision, commandId, actorId }) => {
      state = decide(state, decision); // before the await: a decision that arrives meanwhile must see this one
      const after = state;
      // One after the other: of two at once, the later could reach the record first and be undone by the earlier.
      recorded = recorded.then(() => record.recordDecision({ approvalId, decision, after, commandId, actorId }));
      await recorded;
      await sendLetters(approvalWorkflowId(approvalId), commandId);
      return after.outcome;
    },
    { validator: ({ decision }: DecideCommand) => refuseWith(refuse(state, decision)) },
  );

  await sendLetters(approvalWorkflowId(approvalId), 'opened');
  await condition(() => state.outcome !== 'waiting' && allHandlersFinished());
  return state.outcome;
}
