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
  /** The recording that is being tried and how long the history is; null as long as there is none. */
  const tried = async () => {
    const seen = await approval.describe().catch((error) => {
      if (error instanceof WorkflowNotFoundError) return null; // a submission is answered before its approval has begun
      throw error;
    });
    const [activity] = seen?.raw.pendingActivities ?? [];
    return seen && activity && { name: activity.activityType?.name, attempt: activity.attempt ?? 0, historyLength: seen.historyLength };
  };
  const decide = () =>
    dirk.post(`/approvals/${approvalId}/decisions`, { decision: 'approve' }, { 'Idempotency-Key': 'until it is recorded' });

  await stack.database.pool.query('alter table approval_decision rename to approval_decision_away');
  const first = decide();
  const pending = await stack.until(async () => {
    const before = await tried();
    if (!before || before.attempt < 3) return null;
    const after = await stack.until(async () => {
      const now = await tried();
      return (now?.attempt ?? 0) > before.attempt && now;
    });
    return after.historyLength === before.historyLength && after; // the approval's own letters may still have been on their way
  });
  expect(pending.name).toBe('recordDecision');
  await stack.database.pool.query('alter table approval_decision_away rename to approval_decision');

  expect([201, 503]).toContain((await first).status);
  const taken = await stack.until(async () => {
    const answer = await decide();
    return answer.status === 201 && answer;
  });
  expect(taken.body).toMatchObject({ outcome: 'approved', decisions: [{ by: 'Dirk Director', decision: 'approve' }] });
}, 90_000);
