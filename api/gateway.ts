import { setTimeout as delay } from 'node:timers/promises';
import {
  isGrpcServiceError,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
  type WorkflowHandle,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Outcome } from '../domain/approval.ts';
import type { DecideCommand, FreezeCommand, LaunchCommand, SubmitCommand } from '../domain/command.ts';
import { FAILURES, type FailureCode } from '../domain/failure.ts';
import { openOperation } from '../domain/operation.ts';
import { approvalWorkflowId, decideUpdate, freezeUpdate, launchUpdate, operationWorkflowId, submitUpdate } from '../workflows/messages.ts';

/** The road of decisions: the only place that talks to Temporal for the API. A repeat of a command joins the first by its update id. */
export type Gateway = {
  submit(operationId: string, command: SubmitCommand): Promise<void>;
  launch(operationId: string, command: LaunchCommand): Promise<void>;
  freeze(operationId: string, command: FreezeCommand): Promise<void>;
  decide(approvalId: string, command: DecideCommand): Promise<Outcome>;
  /** Wakes a workflow; false when there is none any more, which is no error: what it waited for is over. */
  nudge(workflowId: string, signal: string): Promise<boolean>;
  check(): Promise<void>;
};

export type GatewaySettings = { client: Client; taskQueue: string; deadlineMs?: number };

/** After `deadlineMs` a decision counts as not taken and the caller is asked to repeat it, which is safe: same key, same update. */
export function openGateway({ client, taskQueue, deadlineMs = 5_000 }: GatewaySettings): Gateway {
  const inTime = <T>(send: () => Promise<T>): Promise<T> => client.connection.withDeadline(Date.now() + deadlineMs, send);

  return {
    submit: (operationId, command) =>
      inTime(() =>
        client.workflow.executeUpdateWithStart(submitUpdate, {
          args: [command],
          updateId: command.commandId,
          startWorkflowOperation: new WithStartWorkflowOperation('operation', {
            workflowId: operationWorkflowId(operationId),
            args: [openOperation(operationId)],
            taskQueue,
            workflowIdConflictPolicy: 'USE_EXISTING',
            workflowIdReusePolicy: 'REJECT_DUPLICATE', // a rejected operation does not start again
          }),
        }),
      ),
    launch: (operationId, command) =>
      inTime(() =>
        client.workflow
          .getHandle(operationWorkflowId(operationId))
          .executeUpdate(launchUpdate, { args: [command], updateId: command.commandId }),
      ),
    freeze: (operationId, command) =>
      inTime(() =>
        client.workflow
          .getHandle(operationWorkflowId(operationId))
          .executeUpdate(freezeUpdate, { args: [command], updateId: command.commandId }),
      ),
    decide: (approvalId, command) => {
      const approval = client.workflow.getHandle(approvalWorkflowId(approvalId));
      return inTime(() =>
        onceStarted(approval, deadlineMs, () => approval.executeUpdate(decideUpdate, { args: [command], updateId: command.commandId })),
      );
    },
    async nudge(workflowId, signal) {
      try {
        await inTime(() => client.workflow.getHandle(workflowId).signal(signal));
        return true;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      }
    },
    async check() {
      await client.connection.withDeadline(Date.now() + 2_000, () => client.connection.workflowService.getSystemInfo({}));
    },
  };
}

/**
 * An approval can be read some milliseconds before its workflow runs. The caller has seen in the record that it waits, so a workflow that is
 * not found is about to start; unless somebody else has just ended it.
 */
async function onceStarted<T>(workflow: WorkflowHandle, patienceMs: number, send: () => Promise<T>): Promise<T> {
  const until = Date.now() + patienceMs;
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError) || (await hasEnded(workflow))) throw error;
      if (Date.now() > until) throw new WorkflowUpdateRPCTimeoutOrCancelledError('The workflow did not start in time.', { cause: error });
      await delay(50);
    }
  }
}

async function hasEnded(workflow: WorkflowHandle): Promise<boolean> {
  try {
    return (await workflow.describe()).status.name !== 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** The code with which a workflow refused an Update; an Update to what has ended finds it settled. */
export function refusalOfUpdate(error: unknown): FailureCode | null {
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
    const { type } = error.cause;
    return type && type in FAILURES ? (type as FailureCode) : null;
  }
  if (error instanceof WorkflowExecutionAlreadyStartedError) return 'operation.settled';
  if (error instanceof WorkflowNotFoundError) return error.workflowId.startsWith('approval/') ? 'approval.settled' : 'operation.settled';
  return null;
}

/** No server, no worker, or no answer in time. */
export function isTemporalOutage(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  return isGrpcServiceError(error) || isGrpcServiceError((error as { cause?: unknown } | null)?.cause);
}
