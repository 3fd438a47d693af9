import type { Caller } from './caller.ts';
import { advance } from './drill-clock.ts';
import { aDraft, anApprovedOperation, created, ownTask } from './operations.ts';
import { aPlan } from './plans.ts';
import type { Stack } from './stack.ts';

/** Suspends, resumes and closes one operation, which somebody has left, and cancels another. */
export async function pauseAndEnd(
  stack: Stack,
  { coordinator: clara, contact, signatory }: { coordinator: Caller; contact: Caller; signatory: Caller },
): Promise<void> {
  const id = await anApprovedOperation(stack, { plan: { editions: [], reporting: { ...aPlan().reporting, periods: [] } } });
  created(await clara.post(`/operations/${id}/launches`));
  await advance(clara, id, '2026-03-01T09:00');
  created(await contact.post(`/tasks/${(await ownTask(contact, id, 'take-part')).id}/answers`, { answer: 'accept' }));
  created(await signatory.post(`/operations/${id}/withdrawals`, { reason: 'No staff' }));
  created(await clara.post(`/operations/${id}/suspensions`, { reason: 'Elections' }));
  created(await clara.post(`/operations/${id}/resumptions`));
  created(await clara.post(`/operations/${id}/closings`));
  created(await clara.post(`/operations/${await aDraft(stack)}/cancellations`, { reason: 'No budget' }));
}
