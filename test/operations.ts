import type { WallTime, Written } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';
import type { Answer, Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { aPlan, at } from './plans.ts';
import type { Stack } from './stack.ts';

export type Draft = { plan?: Partial<Written<Plan>>; startsAt?: WallTime };

/** What was created, or an error that says why it was not. */
export function created({ status, body }: Answer): any {
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body, null, 2)}`);
  return body;
}

/** The id of a new drill of aPlan(), a draft of Clara's; its clock stands in February 2026, before the invitations are due. */
export async function aDraft(stack: Stack, { plan = {}, startsAt = at('2026-02-01T09:00') }: Draft = {}): Promise<string> {
  const { clara } = castOf(() => stack);
  return created(await clara.post('/operations', { plan: aPlan(plan), drill: { startsAt } })).id;
}

/** The id of an operation that has been approved and can be launched. */
export async function anApprovedOperation(stack: Stack, draft: Draft = {}): Promise<string> {
  const id = await aDraft(stack, draft);
  const { clara, dirk } = castOf(() => stack);
  await approve(stack, dirk, created(await clara.post(`/operations/${id}/submissions`)).approvalId);
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.stage === 'approved');
  return id;
}

export async function approve(stack: Stack, approver: Caller, approvalId: string): Promise<void> {
  created(await approver.post(`/approvals/${approvalId}/decisions`, { decision: 'approve' }));
  await stack.until(async () => (await approver.get(`/approvals/${approvalId}`)).body.outcome === 'approved');
}

/**
 * The id of a running operation in which these people's organisations take part, its clock standing at `wall` in Brussels. Nothing is under
 * way in it, so that what a test counts is the test's own doing.
 */
export async function aRunningOperation(
  stack: Stack,
  { plan = {}, accepting = ['bea.belgium'], wall = '2026-03-15T09:00' }: Draft & { accepting?: string[]; wall?: string } = {},
): Promise<string> {
  const id = await anApprovedOperation(stack, { plan });
  const { clara } = castOf(() => stack);
  created(await clara.post(`/operations/${id}/launches`));
  for (const subject of accepting) {
    const member = await stack.as(subject);
    created(await member.post(`/tasks/${(await ownTask(member, id, 'take-part')).id}/answers`, { answer: 'accept' }));
  }
  await advance(clara, id, wall);
  await stack.until(async () =>
    (await clara.get(`/operations/${id}/letters?limit=200`)).body.items.every(({ state }: any) => state === 'sent' || state === 'dropped'),
  );
  return id;
}

/** The caller's own task of this kind in the operation. */
export async function ownTask(member: Caller, operationId: string, kind: string): Promise<any> {
  const { items } = (await member.get('/tasks?limit=200')).body;
  return items.find((task: any) => task.operationId === operationId && task.kind === kind);
}
