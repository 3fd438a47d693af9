import { WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError, type Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { isTemporalOutage, openGateway } from '../api/gateway.ts';

/** What a server says of an Update that its worker passed over cannot be had from a real one at will: here it is said by hand. */
const PASSED_OVER = ApplicationFailure.nonRetryable("it wasn't processed by worker", 'UnprocessedUpdate');

function clientWhere(update: () => Promise<void>): Client {
  return {
    connection: { withDeadline: (_until: number, send: () => Promise<unknown>) => send() },
    workflow: { getHandle: () => ({ executeUpdate: update }) },
  } as unknown as Client;
}

const COMMAND = { commandId: 'a-command', actorId: 'somebody' } as Parameters<ReturnType<typeof openGateway>['close']>[1];

test('a decision that the worker passed over is sent again', async () => {
  let sent = 0;
  const client = clientWhere(async () => {
    sent += 1;
    if (sent < 3) throw new WorkflowUpdateFailedError('Workflow Update failed', PASSED_OVER);
  });
  await openGateway({ client, taskQueue: 'any' }).close('an-operation', COMMAND);
  expect(sent).toBe(3);
});

test('a decision that the worker passes over until its time is up is an outage, which the caller may repeat', async () => {
  const client = clientWhere(() => Promise.reject(new WorkflowUpdateFailedError('Workflow Update failed', PASSED_OVER)));
  const failure: unknown = await openGateway({ client, taskQueue: 'any', deadlineMs: 120 })
    .close('an-operation', COMMAND)
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(WorkflowUpdateRPCTimeoutOrCancelledError);
  expect(isTemporalOutage(failure)).toBe(true);
});

test('a decision that the workflow refuses is sent once', async () => {
  let sent = 0;
  const client = clientWhere(async () => {
    sent += 1;
    throw new WorkflowUpdateFailedError('Workflow Update failed', ApplicationFailure.nonRetryable('no', 'operation.closed'));
  });
  await expect(openGateway({ client, taskQueue: 'any' }).close('an-operation', COMMAND)).rejects.toThrow('Workflow Update failed');
  expect(sent).toBe(1);
});
