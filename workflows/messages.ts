import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Outcome } from '../domain/approval.ts';
import type {
  CancelCommand,
  ChangeCommand,
  CloseCommand,
  DecideCommand,
  FreezeCommand,
  LaunchCommand,
  ReleaseCommand,
  ResumeCommand,
  SubmitCommand,
  SubscribeCommand,
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
export const subscribeUpdate = defineUpdate<void, [SubscribeCommand]>('subscribe');
export const taskUpdate = defineUpdate<void, [TaskCommand]>('task');
export const releaseUpdate = defineUpdate<void, [ReleaseCommand]>('release');
export const changeUpdate = defineUpdate<void, [ChangeCommand]>('change');
export const decideUpdate = defineUpdate<Outcome, [DecideCommand]>('decide');

/** Something that a workflow waits for has been written; it looks again at once instead of at its next timer. */
export const NUDGE = 'nudge';
export const nudgeSignal = defineSignal(NUDGE);

export const operationWorkflowId = (id: string): string => `operation/${id}`;
export const approvalWorkflowId = (id: string): string => `approval/${id}`;
export const taskingWorkflowId = (id: string): string => `tasking/${id}`;
export const editionWorkflowId = (id: string): string => `edition/${id}`;

export const bulletinWorkflowId = (id: string): string => `bulletin/${id}`;

/** Starts the workflow that brings a product to its recipient, `deliver/<id>`, or wakes it: left in the outbox by whoever makes one, or has it sent again. */
export const SEND = 'send';
export const productOf = (workflowId: string): string => workflowId.slice('deliver/'.length);

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
/** Starts what watches over the records of an operation that is over: left in the outbox by whatever ended it, as `retention/<id>`. */
export const RETAIN = 'retain';
export const retainedOf = (workflowId: string): string => workflowId.split('/')[1] ?? '';

/** Starts the carrying out of a purge: left in the outbox by whoever decided it, as `purge/<id>`. */
export const PURGE = 'purge';
export const purgeOf = (workflowId: string): string => workflowId.split('/')[1] ?? '';
/** Has the schedule of a subscription kept, and its summaries made that are due: left in the outbox under the id of their workflow. */
export const SUMMARISE = 'summaries';
export const summariesWorkflowId = (subscriptionId: string): string => `summaries/${subscriptionId}`;
export const subscriptionOf = (workflowId: string): string => workflowId.split('/')[1] ?? '';

/** By the end of its window, so that of one window there is never more than one under way. */
export const summaryWorkflowId = (subscriptionId: string, until: number): string => `summary/${subscriptionId}/${until}`;

/** Mail servers are slow: their activities have a queue of their own, so that letters never hold up a decision. */
export const mailQueue = (taskQueue: string): string => `${taskQueue}-mail`;

/** Products are made into files, and posted to machines that may be slow: their activities hold up neither letters nor decisions. */
export const productQueue = (taskQueue: string): string => `${taskQueue}-products`;

/** Files of cases take minutes: their activities have a queue of their own too, and hold up neither decisions nor letters. */
export const bulkQueue = (taskQueue: string): string => `${taskQueue}-bulk`;
