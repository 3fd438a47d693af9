import type { Caller } from './caller.ts';
import { created } from './operations.ts';

/** Walks a feed from its asking to its end. Answers its id, under the name that routes have for it. */
export async function walkFeed(
  { partner, coordinator }: { partner: Caller; coordinator: Caller },
  path: string,
): Promise<{ feedId: string }> {
  const { id } = created(await partner.post(`${path}/feeds`, { purpose: 'analysis', reason: 'To compare' }));
  created(await coordinator.post(`/feeds/${id}/decisions`, { decision: 'approve', reason: 'Agreed' }));
  for (const each of [`/feeds/${id}`, `/feeds/${id}/records`, `${path}/feeds`]) expect((await partner.get(each)).status).toBe(200);
  const acknowledgements = [{ position: 1, hash: 'ab'.repeat(32), outcome: 'taken' }];
  expect((await partner.post(`/feeds/${id}/acknowledgements`, { acknowledgements })).status).toBe(200);
  created(await partner.post(`/feeds/${id}/pauses`, { reason: 'We move house' }));
  created(await coordinator.post(`/feeds/${id}/resumptions`, { reason: 'They are back' }));
  created(await partner.post(`/feeds/${id}/endings`, { reason: 'No need any more' }));
  return { feedId: id };
}
