import type { Caller } from './caller.ts';
import { advance } from './drill-clock.ts';
import { created } from './operations.ts';
import { until } from './stack.ts';

/** Holds everything of an operation that is over, lifts that, and has its letters purged, which are kept for a month. Answers ids for addresses. */
export async function walkRetention(
  { coordinator: clara, approver }: Record<'coordinator' | 'approver', Caller>,
  operationId: string,
): Promise<Record<string, string>> {
  const path = `/operations/${operationId}`;
  const waiting = async (): Promise<any[]> => (await clara.get(`${path}/approvals?outcome=waiting`)).body.items;
  const unlocking = await until(async () => (await waiting()).find(({ subject }) => subject === 'unlock'));
  created(await approver.post(`/approvals/${unlocking.id}/decisions`, { decision: 'reject', reason: 'Nothing is missing' }));
  await until(async () => (await waiting()).every(({ subject }) => subject !== 'unlock'));
  await until(async () => (await clara.get(path)).body.stage === 'completed');
  await advance(clara, operationId, '2026-06-10T09:00');
  const { id: holdId } = created(await clara.post(`${path}/holds`, { reason: 'The trial goes on' }));
  created(await clara.post(`/holds/${holdId}/lifts`, { reason: 'It is over' }));
  const sha256: string = await until(async () => (await clara.get(`${path}/retention`)).body.sha256); // once the unlocking has ended
  const { id: purgeId } = created(await clara.post(`${path}/purges`, { preview: sha256, reason: 'Their time is over' }));
  await until(async () => (await clara.get(`/purges/${purgeId}`)).body.state === 'done');
  return { holdId, purgeId };
}
