import type { WallTime } from '../domain/moment.ts';
import type { Client } from './client.ts';
import { until } from './until.ts';

export const COORDINATOR = 'clara.coordinator';
/** Who take part in a drill that is no scenario. */
export const MEMBERS = ['bea.belgium', 'felix.france'] as const;

type Start = { plan: object; startsAt: WallTime; approvers: readonly string[] };

/** An operation by this plan that runs, and in which the members take part; answers its path. Its clock stands where it started. */
export async function runOperation(client: Client, { plan, startsAt, approvers }: Start): Promise<string> {
  const { body: created } = await client.post<{ id: string }>(COORDINATOR, '/operations', { plan, drill: { startsAt } });
  const operation = `/operations/${created.id}`;
  const { body: submitted } = await client.post<{ approvalId: string }>(COORDINATOR, `${operation}/submissions`, {});
  for (const approver of approvers) await client.post(approver, `/approvals/${submitted.approvalId}/decisions`, { decision: 'approve' });
  await until('the plan is in force', async () => (await stateOf(client, operation)).stage === 'approved' || null);
  await client.post(COORDINATOR, `${operation}/launches`, {});
  for (const member of MEMBERS) {
    const tasks = await client.list<{ id: string; operationId: string }>(member, '/tasks?state=open');
    const task = tasks.find(({ operationId }) => operationId === created.id);
    await client.post(member, `/tasks/${task?.id}/answers`, { answer: 'accept' });
  }
  return operation;
}

/** Lets its clock run to a wall time, and stand still there. */
export async function holdAt(client: Client, operation: string, { moment, at }: { moment: WallTime; at: number }): Promise<void> {
  await client.put(COORDINATOR, `${operation}/clock`, { rate: 10_000_000, holdAt: moment }, '*');
  await until('the clock stands there', async () => Date.parse((await stateOf(client, operation)).time) >= at || null);
}

async function stateOf(client: Client, operation: string): Promise<{ stage: string; time: string }> {
  return (await client.get<{ stage: string; time: string }>(COORDINATOR, operation)).body;
}
