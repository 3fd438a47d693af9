import { aBulletin, deliveryIn } from './bulletins.ts';
import type { Caller } from './caller.ts';
import { created } from './operations.ts';
import type { Stack } from './stack.ts';
import type { Receiver } from './webhook-receiver.ts';

type Walkers = { coordinator: Caller; partner: Caller; contact: Caller };

/** Writes a bulletin, releases it to a partner, who fetches and acknowledges it, and has it sent again; and registers a machine that takes some. */
export async function walkBulletin(
  stack: Stack,
  receiver: Receiver,
  { coordinator: clara, partner, contact }: Walkers,
  operationId: string,
): Promise<Record<string, string>> {
  const bulletin = created(await clara.post(`/operations/${operationId}/bulletins`, aBulletin({ channel: 'link' })));
  const { kind: _, ...text } = aBulletin({ channel: 'link' });
  expect((await clara.put(`/bulletins/${bulletin.id}`, text)).status).toBe(200);
  created(await clara.post(`/bulletins/${bulletin.id}/releases`, { version: 2 }));
  const { id: deliveryId, productId, sha256 } = await deliveryIn(stack, operationId, 'accepted');
  expect((await partner.get(`/deliveries/${deliveryId}/file`)).status).toBe(200);
  created(await partner.post(`/deliveries/${deliveryId}/acknowledgements`, { sha256 }));
  created(await clara.post(`/deliveries/${deliveryId}/replays`, { reason: 'They lost it' }));
  await deliveryIn(stack, operationId, 'accepted');
  const belgium = (await contact.get('/organisations?code=be-customs')).body.items[0].id;
  const { id: webhookId } = created(await contact.post(`/organisations/${belgium}/webhooks`, { url: receiver.url }));
  created(await contact.post(`/webhooks/${webhookId}/secrets`));
  created(await contact.post(`/webhooks/${webhookId}/endings`, { reason: 'Another machine' }));
  await contact.get(`/organisations/${belgium}/webhooks`);
  for (const path of [`/organisations/me/products`, `/operations/${operationId}/deliveries`]) await partner.get(path);
  return { bulletinId: bulletin.id, deliveryId, productId, webhookId };
}
