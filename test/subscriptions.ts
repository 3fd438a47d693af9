import type { Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { approve, created } from './operations.ts';
import type { Stack } from './stack.ts';

/** Terms of a daily summary by its countries, as they are sent. State only what matters. */
export function someTerms(terms: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: 'Daily',
    scope: { detail: 'countries', purpose: 'statistics' },
    cadence: { every: 'day', at: '07:30' },
    zone: 'Europe/Brussels',
    format: 'json',
    channel: 'pull',
    language: 'en',
    ...terms,
  };
}

/** The id of a subscription that somebody has proposed; Paul of Europol, unless somebody else is named. */
export async function aProposal(
  stack: Stack,
  operationId: string,
  terms: Record<string, unknown> = {},
  proposer?: Caller,
): Promise<string> {
  const { paul } = castOf(() => stack);
  return created(await (proposer ?? paul).post(`/operations/${operationId}/subscriptions`, someTerms(terms))).id;
}

/** Submits the newest terms of a subscription, and has them approved. */
export async function agreeTo(stack: Stack, id: string): Promise<void> {
  const { clara, dirk } = castOf(() => stack);
  const [{ number: version }] = (await clara.get(`/subscriptions/${id}`)).body.versions;
  const { approvalId } = created(await clara.post(`/subscriptions/${id}/submissions`, { version }));
  await approve(stack, dirk, approvalId);
  await stack.until(async () => (await clara.get(`/subscriptions/${id}`)).body.version === version);
}

/** The id of a subscription that has been proposed and approved. */
export async function aSubscription(
  stack: Stack,
  operationId: string,
  terms: Record<string, unknown> = {},
  proposer?: Caller,
): Promise<string> {
  const id = await aProposal(stack, operationId, terms, proposer);
  await agreeTo(stack, id);
  return id;
}

/** What has been released of a subscription, oldest first, as the coordinator reads it; once there are so many. */
export async function releasedOf(stack: Stack, operationId: string, subscription: string, count: number): Promise<any[]> {
  const { clara } = castOf(() => stack);
  return stack.until(async () => {
    const { items } = (await clara.get(`/operations/${operationId}/products?limit=200&subscription=${subscription}`)).body;
    const released = items.filter(({ state }: any) => state === 'released');
    return released.length >= count && released.toReversed();
  });
}
