import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Outcome } from '../domain/approval.ts';
import type {
  CancelCommand,
  ChangeCommand,
  CloseCommand,
  DecideCommand,
  FreezeCommand,
  LaunchCommand,
  ResumeCommand,
  SubmitCommand,
  SuspendCommand,
  TaskCommand,
} from '../domain/command.ts';

export const submitUpdate = defineUpdate<void, [SubmitCommand]>('submit');
export const launchUpdate = defineUpdate<void, [LaunchCommand]>('launch');
export const freezeUpdate = defineUpdate<void, [FreezeCommand]>('freeze');
export const suspendUpdate = defineUpdate<void, [SuspendCommand]>('suspend');
export const resumeUpdate = defineUpdate<void, [ResumeCommand]>('resume');
export const cancelUpdate = defineUpdate<void, [CancelCommand]>('cancel');
export const closeUpdate = defineUpdate<void, [CloseCommand]>('close');
export const taskUpdate = defineUpdate<void, [TaskCommand]>('task');
export const changeUpdate = defineUpdate<void, [ChangeCommand]>('change');
export const decideUpdate = defineUpdate<Outcome, [DecideCommand]>('decide');

/** Something that a workflow waits for has been written; it looks again at once instead of at its next timer. */
export const NUDGE = 'nudge';
export const nudgeSignal = defineSignal(NUDGE);

export const operationWorkflowId = (id: string): string => `operation/${id}`;
export const approvalWorkflowId = (id: string): string => `approval/${id}`;
export const taskingWorkflowId = (id: string): string => `tasking/${id}`;
export const editionWorkflowId = (id: string): string => `edition/${id}`;

/** Letters belong to the workflow that had them written, and are delivered together. */
export type Batch = string;

/** Starts the delivery of a batch: left in the outbox by facts that wrote letters, under the id of the workflow. */
export const DELIVER = 'deliver';

/** `occasion` has no slash, so that the batch can be read back. */
export const lettersWorkflowId = (batch: Batch, occasion: string): string => `letters/${batch}/${occasion}`;
export const batchOf = (workflowId: string): Batch => workflowId.slice('letters/'.length, workflowId.lastIndexOf('/'));

/** Starts the work on a file of cases: left in the outbox by whoever sent or confirmed it, as `import/<id>/<state>`. */
export const IMPORT = 'import';
export const importOf = (workflowId: string): string => workflowId.split('/')[1] ?? '';

/** Starts what watches over the records of an operation that is over: left in the outbox by whatever ended it, as `retention/<id>`. */
export const RETAIN = 'retain';
export const retainedOf = (workflowId: string): string => workflowId.split('/')[1] ?? '';

/** Starts the carrying out of a purge: left in the outbox by whoever decided it, as `purge/<id>`. */
export const PURGE = 'purge';
export const purgeOf = (workflowId: string): string => workflowId.split('/')[1] ?? '';
/** Starts a tasking that a decision or a fact has opened beside what it does: left in the outbox in its transaction, as `tasking/<id>`. */
export const ASK = 'ask';
export const taskingOf = (workflowId: string): string => workflowId.slice('tasking/'.length);

/** Starts the course that calls back what somebody may not have any more: left in the outbox by what restricts, as `recall/<id of the restriction>`. */
export const RECALL = 'recall';
export const restrictionOf = (workflowId: string): string => workflowId.slice('recall/'.length);
export const recallWorkflowId = (restrictionId: string): string => `recall/${restrictionId}`;

/** Has a request to unlock an edition decided: left in the outbox by whoever asked, as `unlock/<id>`. */
export const UNLOCK = 'unlock';
export const unlockWorkflowId = (id: string): string => `unlock/${id}`;
export const unlockOf = (workflowId: string): string => workflowId.split('/')[1] ?? '';

/** Mail servers are slow: their activities have a queue of their own, so that letters never hold up a decision. */
export const mailQueue = (taskQueue: string): string => `${taskQueue}-mail`;

/** Files of cases take minutes: their activities have a queue of their own too, and hold up neither decisions nor letters. */
export const bulkQueue = (taskQueue: string): string => `${taskQueue}-bulk`;
