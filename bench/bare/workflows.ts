import { allHandlersFinished, condition, defineSignal, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';
import type { note } from './activities.ts';

export const answerUpdate = defineUpdate<number, [string]>('answer');
export const endSignal = defineSignal('end');

/** The least that a workflow can be that somebody may start: one task, and it is over. */
export async function trivial(): Promise<void> {}

/** Takes answers as Updates, the way it would be done without a ledger: remembers each, and does nothing else about it. */
export async function desk(): Promise<void> {
  const answers: string[] = [];
  let isOver = false;
  setHandler(answerUpdate, (answer) => answers.push(answer));
  setHandler(endSignal, () => {
    isOver = true;
  });
  await condition(() => isOver);
}

const record = proxyActivities<{ note: typeof note }>({ startToCloseTimeout: '30 seconds' });

/** Takes decisions as Updates, each of which is noted by one trivial activity before it is answered. */
export async function judge(): Promise<void> {
  const decisions: string[] = [];
  let isOver = false;
  setHandler(answerUpdate, async (decision) => {
    decisions.push(decision);
    await record.note(decision);
    return decisions.length;
  });
  setHandler(endSignal, () => {
    isOver = true;
  });
  await condition(() => isOver && allHandlersFinished());
}
