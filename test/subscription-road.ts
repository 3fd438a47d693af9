import type { Caller } from './caller.ts';
import { approve, created } from './operations.ts';
import type { Stack } from './stack.ts';
import { someTerms } from './subscriptions.ts';

type Walkers = Record<'coordinator' | 'approver' | 'partner', Caller>;

/** Takes a subscription from its proposal to its end, by every route that there is; answers its id. */
export async function walkSubscription(stack: Stack, { coordinator, approver, partner }: Walkers, path: string): Promise<string> {
  const scope = { detail: 'lines', purpose: 'analysis' };
  const { id } = created(await partner.post(`${path}/subscriptions`, someTerms({ scope })));
  const { name: _, ...terms } = someTerms({ scope, zone: 'Asia/Seoul' });
  const { version } = created(await partner.post(`/subscriptions/${id}/versions`, terms));
  const { approvalId } = created(await coordinator.post(`/subscriptions/${id}/submissions`, { version }));
  await approve(stack, approver, approvalId);
  await stack.until(async () => (await partner.get(`/subscriptions/${id}`)).body.state === 'active');
  created(await partner.post(`/subscriptions/${id}/pauses`, { reason: 'Leave' }));
  created(await partner.post(`/subscriptions/${id}/resumptions`, { reason: 'Back' }));
  for (const reader of [coordinator, partner]) expect((await reader.get(`/subscriptions/${id}/preview?as=partner`)).status).toBe(200);
  const { id: other } = created(await partner.post(`${path}/subscriptions`, someTerms({ name: 'Another' })));
  created(await partner.post(`/subscriptions/${other}/endings`, { reason: 'One is enough' }));
  expect((await coordinator.get(`${path}/subscriptions`)).body.items).toHaveLength(2);
  return id;
}

/** What a partner asked for and was sent is its own, and theirs who see everything; whoever decides on what it asks for reads that. */
export function isOfAnother(path: string, who: string): boolean {
  if (!/^.(subscriptions|products)\//.test(path)) return false;
  const readers = ['coordinator', 'partner', 'auditor', 'administrator', ...(path.startsWith('/subscriptions/') ? ['approver'] : [])];
  return !readers.includes(who);
}
