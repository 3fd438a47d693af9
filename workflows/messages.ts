import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Outcome } from '../domain/approval.ts';
import type { DecideCommand, FreezeCommand, LaunchCommand, SubmitCommand } from '../domain/command.ts';

export const submitUpdate = defineUpdate<void, [SubmitCommand]>('submit');
export const launchUpdate = defineUpdate<void, [LaunchCommand]>('launch');
export const freezeUpdate = defineUpdate<void, [FreezeCommand]>('freeze');
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

/** Mail servers are slow: their activities have a queue of their own, so that letters never hold up a decision. */
export const mailQueue = (taskQueue: string): string => `${taskQueue}-mail`;
