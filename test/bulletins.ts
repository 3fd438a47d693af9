import type { Answer } from './caller.ts';
import { castOf } from './cast.ts';
import { created } from './operations.ts';
import type { Stack } from './stack.ts';

/** A newsletter as it is sent: to Europol, by letter, without figures. State only what matters. */
export function aBulletin(bulletin: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    kind: 'newsletter',
    title: 'What was found in the post',
    text: [{ heading: 'Air mail', paragraphs: ['Medicines came in parcels of toys.'] }],
    format: 'json',
    audience: { list: ['europol'] },
    handling: { tlp: 'AMBER' },
    ...bulletin,
  };
}

/** The id of a bulletin that Clara has written and released. */
export async function aReleasedBulletin(stack: Stack, operationId: string, bulletin: Record<string, unknown> = {}): Promise<string> {
  const { clara } = castOf(() => stack);
  const { id } = created(await clara.post(`/operations/${operationId}/bulletins`, aBulletin(bulletin)));
  created(await release(stack, id));
  return id;
}

export function release(stack: Stack, bulletinId: string, version = 1): Promise<Answer> {
  return castOf(() => stack).clara.post(`/bulletins/${bulletinId}/releases`, { version });
}

/** Deliveries of an operation as its coordinators see them, oldest first, once there are so many and `isThere` says so. */
export async function deliveriesOf(stack: Stack, operationId: string, isThere: (deliveries: any[]) => boolean): Promise<any[]> {
  const { clara } = castOf(() => stack);
  return stack.until(async () => {
    const items = (await clara.get(`/operations/${operationId}/deliveries?limit=200`)).body.items.toReversed();
    return isThere(items) && items;
  });
}

/** The same for one delivery: the first that is in this state. */
export async function deliveryIn(stack: Stack, operationId: string, state: string, channel?: string): Promise<any> {
  const isMeant = (delivery: any): boolean => delivery.state === state && (channel === undefined || delivery.channel === channel);
  return (await deliveriesOf(stack, operationId, (items) => items.some(isMeant))).find(isMeant);
}
