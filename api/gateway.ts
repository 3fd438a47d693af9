/* Longer than 250 lines: the only road to the workflows, so that it has one list of what goes there. */
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
import { ApplicationFailure, type UpdateDefinition } from '@temporalio/common';
import type { Outcome } from '../domain/approval.ts';
import type {
  CancelCommand,
  ChangeCommand,
  CloseCommand,
  Command,
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
import { FAILURES, type FailureCode } from '../domain/failure.ts';
import { openOperation, type OperationState } from '../domain/operation.ts';
import {
  approvalWorkflowId,
  ASK,
  batchOf,
  bulletinWorkflowId,
  cancelUpdate,
  changeUpdate,
  closeUpdate,
  decideUpdate,
  DELIVER,
  freezeUpdate,
  IMPORT,
  importOf,
  launchUpdate,
  nudgeSignal,
  operationWorkflowId,
  RECALL,
  restrictionOf,
  PURGE,
  purgeOf,
  resumeUpdate,
  RETAIN,
  retainedOf,
  productOf,
  releaseUpdate,
  SEND,
  submitUpdate,
  subscribeUpdate,
  subscriptionOf,
  SUMMARISE,
  suspendUpdate,
  taskingOf,
  taskingWorkflowId,
  taskUpdate,
  UNLOCK,
  unlockOf,
} from '../workflows/messages.ts';

type OperationWorkflow = (start: OperationState) => Promise<void>;
type BulletinWorkflow = (bulletin: { bulletinId: string }) => Promise<void>;

/** The road of decisions: the only place that talks to Temporal for the API. A repeat of a command joins the first by its update id. */
export type Gateway = {
  submit(operationId: string, command: SubmitCommand): Promise<void>;
  launch(operationId: string, command: LaunchCommand): Promise<void>;
  freeze(operationId: string, command: FreezeCommand): Promise<void>;
  suspend(operationId: string, command: SuspendCommand): Promise<void>;
  resume(operationId: string, command: ResumeCommand): Promise<void>;
  cancel(operationId: string, command: CancelCommand): Promise<void>;
  close(operationId: string, command: CloseCommand): Promise<void>;
  /** Asks whether somebody is to have summaries on these terms. */
  subscribe(operationId: string, command: SubscribeCommand): Promise<void>;
  /** Asks addressees for something, as a coordinator wants it. */
  task(operationId: string, command: TaskCommand): Promise<void>;
  /** Releases a newsletter or an alert report. */
  release(bulletinId: string, command: ReleaseCommand): Promise<void>;
  /** Changes a tasking that is under way. */
  change(taskingId: string, command: ChangeCommand): Promise<void>;
  decide(approvalId: string, command: DecideCommand): Promise<Outcome>;
  /**
   * Wakes a workflow; false when there is none any more, which is no error: what it waited for is over. `deliver` starts one that delivers
   * letters, `import` one that works on a file of cases, `ask` a tasking, `recall` what calls products back, `unlock` a request to open figures,
   * `retain` one that watches over records, `purge` one that purges; `send` starts or wakes one that brings a product, `summaries` one that makes
   * summaries. Where it runs or ran already, another relay was first.
   */
  nudge(workflowId: string, signal: string): Promise<boolean>;
  check(): Promise<void>;
};

export type GatewaySettings = { client: Client; taskQueue: string; deadlineMs?: number };

/** After `deadlineMs` a decision counts as not taken and the caller is asked to repeat it, which is safe: same key, same update. */
export function openGateway({ client, taskQueue, deadlineMs = 5_000 }: GatewaySettings): Gateway {
  const inTime = <T>(send: () => Promise<T>): Promise<T> => {
    const until = Date.now() + deadlineMs;
    return client.connection.withDeadline(until, () => onceProcessed(until, send));
  };

  const update = <C extends Command>(definition: UpdateDefinition<void, [C]>, operationId: string, command: C): Promise<void> =>
    inTime(() =>
      client.workflow
        .getHandle(operationWorkflowId(operationId))
        .executeUpdate<void, [C]>(definition, { args: [command], updateId: command.commandId }),
    );
  /** A draft has no workflow yet: what may be the first decision about it starts one. */
  const updateOrStart = <C extends Command>(
    definition: UpdateDefinition<void, [C]>,
    operationId: string,
    command: C,
    updateId = command.commandId,
  ): Promise<void> =>
    inTime(() =>
      client.workflow.executeUpdateWithStart<OperationWorkflow, void, [C]>(definition, {
        args: [command],
        updateId,
        startWorkflowOperation: new WithStartWorkflowOperation('operation', {
          workflowId: operationWorkflowId(operationId),
          args: [openOperation(operationId)],
          taskQueue,
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: 'REJECT_DUPLICATE', // an operation that is over does not start again
        }),
      }),
    );

  /** What the outbox asks for is started once, however often a relay asks. */
  const start = (name: string, workflowId: string, request: object): Promise<unknown> =>
    client.workflow.start(name, { workflowId, args: [request], taskQueue, workflowIdReusePolicy: 'REJECT_DUPLICATE' });

  const wakeOrStart = (workflowId: string, request: object): Promise<unknown> =>
    client.workflow.signalWithStart('summaries', { workflowId, args: [request], taskQueue, signal: nudgeSignal });

  /** A product that was delivered before is delivered again, by another run; one that is being delivered is looked at anew. */
  const sendProduct = (workflowId: string): Promise<unknown> =>
    client.workflow.signalWithStart('deliver', {
      workflowId,
      args: [{ productId: productOf(workflowId) }],
      taskQueue,
      signal: nudgeSignal,
    });

  return {
    // One that was refused because its draft had changed is another update when it comes again: it carries another count of edits.
    submit: (operationId, command) =>
      updateOrStart(submitUpdate, operationId, command, `${command.commandId}/${command.planVersion}.${command.edits}`),
    launch: (operationId, command) => update(launchUpdate, operationId, command),
    freeze: (operationId, command) => update(freezeUpdate, operationId, command),
    suspend: (operationId, command) => update(suspendUpdate, operationId, command),
    resume: (operationId, command) => update(resumeUpdate, operationId, command),
    cancel: (operationId, command) => updateOrStart(cancelUpdate, operationId, command),
    close: (operationId, command) => update(closeUpdate, operationId, command),
    subscribe: (operationId, command) => update(subscribeUpdate, operationId, command),
    task: (operationId, command) => update(taskUpdate, operationId, command),
    release: (bulletinId, command) =>
      inTime(() =>
        client.workflow.executeUpdateWithStart<BulletinWorkflow, void, [ReleaseCommand]>(releaseUpdate, {
          args: [command],
          updateId: `${command.commandId}/${command.version}`, // one that was refused because the draft had changed is another when it comes again
          startWorkflowOperation: new WithStartWorkflowOperation('bulletin', {
            workflowId: bulletinWorkflowId(bulletinId),
            args: [{ bulletinId }],
            taskQueue,
            workflowIdConflictPolicy: 'USE_EXISTING',
          }),
        }),
      ),
    change: (taskingId, command) => {
      const tasking = client.workflow.getHandle(taskingWorkflowId(taskingId));
      return inTime(() =>
        onceStarted(tasking, deadlineMs, () => tasking.executeUpdate(changeUpdate, { args: [command], updateId: command.commandId })),
      );
    },
    decide: (approvalId, command) => {
      const approval = client.workflow.getHandle(approvalWorkflowId(approvalId));
      return inTime(() =>
        onceStarted(approval, deadlineMs, () => approval.executeUpdate(decideUpdate, { args: [command], updateId: command.commandId })),
      );
    },
    async nudge(workflowId, signal) {
      try {
        await inTime<unknown>(() => {
          if (signal === DELIVER) return start('letters', workflowId, { batch: batchOf(workflowId) });
          if (signal === SEND) return sendProduct(workflowId);
          if (signal === IMPORT) return start('intake', workflowId, { importId: importOf(workflowId) });
          if (signal === ASK) return start('tasking', workflowId, { taskingId: taskingOf(workflowId) });
          if (signal === RECALL) return start('recall', workflowId, { restrictionId: restrictionOf(workflowId) });
          if (signal === UNLOCK) return start('unlocking', workflowId, { unlockId: unlockOf(workflowId) });
          if (signal === RETAIN) return start('retention', workflowId, { operationId: retainedOf(workflowId) });
          if (signal === PURGE) return start('purge', workflowId, { purgeId: purgeOf(workflowId) });
          if (signal === SUMMARISE) return wakeOrStart(workflowId, { subscriptionId: subscriptionOf(workflowId) });
          return client.workflow.getHandle(workflowId).signal(signal);
        });
        return true;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError) return false;
        throw error;
      }
    },
    async check() {
      await client.connection.withDeadline(Date.now() + 2_000, () => client.connection.workflowService.getSystemInfo({}));
    },
  };
}

/**
 * Where many Updates of one workflow arrive together, its worker may answer a task without one of them: the server throws that one away before anybody
 * has seen it (UnprocessedUpdate; 4 of 64 sent sixteen at a time, once), so that it is sent again as what it is, under the same id.
 */
function onceProcessed<T>(until: number, send: () => Promise<T>): Promise<T> {
  return sendUntil(until, send, isUnprocessed);
}

function isUnprocessed(error: Error): boolean {
  return (
    error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure && error.cause.type === 'UnprocessedUpdate'
  );
}

/**
 * An approval can be read some milliseconds before its workflow runs. The caller has seen in the record that it waits, so a workflow that is
 * not found is about to start; unless somebody else has just ended it.
 */
function onceStarted<T>(workflow: WorkflowHandle, patienceMs: number, send: () => Promise<T>): Promise<T> {
  return sendUntil(Date.now() + patienceMs, send, async (error) => error instanceof WorkflowNotFoundError && !(await hasEnded(workflow)));
}

/** Sends again what failed in a way that passes; what goes on failing until then is an outage. */
async function sendUntil<T>(until: number, send: () => Promise<T>, passes: (error: Error) => boolean | Promise<boolean>): Promise<T> {
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof Error) || !(await passes(error))) throw error;
      if (Date.now() > until)
        throw new WorkflowUpdateRPCTimeoutOrCancelledError('The workflow did not take the Update in time.', { cause: error });
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
  if (error instanceof WorkflowNotFoundError) {
    if (error.workflowId.startsWith('tasking/')) return 'tasking.ended';
    return error.workflowId.startsWith('approval/') ? 'approval.settled' : 'operation.settled';
  }
  return null;
}

/** No server, no worker, or no answer in time. */
export function isTemporalOutage(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  return isGrpcServiceError(error) || isGrpcServiceError((error as { cause?: unknown } | null)?.cause);
}
