import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { approvalWorkflowId } from '../workflows/messages.ts';
import { castOf } from './cast.ts';
import { aDraft, created } from './operations.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, dirk } = castOf(() => stack);
let connection: Connection;

beforeAll(async () => {
  stack = await aStack();
  connection = await Connection.connect({ address: stack.parts.temporalAddress });
}, 60_000);
afterAll(async () => {
  await stack.stop();
  await connection.close();
});

test('a decision that cannot be recorded at once is recorded once it can be, however long that takes, and costs no events meanwhile', async () => {
  const id = await aDraft(stack);
  const { approvalId } = created(await clara.post(`/operations/${id}/submissions`));
  const approval = new Client({ connection }).workflow.getHandle(approvalWorkflowId(approvalId));
  const described = () =>
    approval.describe().catch((error) => {
      if (error instanceof WorkflowNotFoundError) return null; // a submission is answered before its approval has begun
      throw error;
    });
  const decide = () =>
    dirk.post(`/approvals/${approvalId}/decisions`, { decision: 'approve' }, { 'Idempotency-Key': 'until it is recorded' });

  await stack.database.pool.query('alter table approval_decision rename to approval_decision_away');
  const first = decide();
  const pending = await stack.until(async () => {
    const [activity] = (await described())?.raw.pendingActivities ?? [];
    return (activity?.attempt ?? 0) > 2 && activity;
  });
  expect(pending.activityType?.name).toBe('recordDecision');
  const { historyLength } = await approval.describe();
  await stack.until(async () => ((await approval.describe()).raw.pendingActivities?.[0]?.attempt ?? 0) > (pending.attempt ?? 0));
  expect((await approval.describe()).historyLength).toBe(historyLength);
  await stack.database.pool.query('alter table approval_decision_away rename to approval_decision');

  expect([201, 503]).toContain((await first).status);
  const taken = await stack.until(async () => {
    const answer = await decide();
    return answer.status === 201 && answer;
  });
  expect(taken.body).toMatchObject({ outcome: 'approved', decisions: [{ by: 'Dirk Director', decision: 'approve' }] });
}, 90_000);
