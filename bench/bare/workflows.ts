import { condition, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';

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
