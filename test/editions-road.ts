import type { Caller } from './caller.ts';
import { created, ownTask } from './operations.ts';
import { aPlan, at } from './plans.ts';
import type { Stack } from './stack.ts';
import { aReport } from './two-phases.ts';

type People = Record<'coordinator' | 'reporter' | 'signatory' | 'partner', Caller>;

/** A plan in which an edition waits for everything that one can wait for. */
export const WAITING = {
  publication: { ...aPlan().publication, disputes: 'hold-figure', lateReports: 'refused', reconciles: ['wco', 'europol'] },
  editions: aPlan().editions.map((edition) => ({ ...edition, embargoEvent: 'released-by-coordinator' })),
} as const;

/** Disputes figures and has that settled, takes another dispute back, and appeals for a report that came too late. */
export async function walkConfirming(
  { database }: Stack,
  { coordinator, reporter, signatory }: People,
  { operationId, editionId }: { operationId: string; editionId: string },
): Promise<{ disputeId: string; appealId: string }> {
  const { id: taskId } = await ownTask(signatory, operationId, 'confirm-figures');
  const figures = [{ name: 'cases', unit: 'cases' }];
  created(await signatory.post(`/tasks/${taskId}/answers`, { answer: 'dispute', reason: 'One is missing', figures }));
  const disputeId = (await coordinator.get(`/editions/${editionId}/disputes`)).body.items[0].id;
  // Once all have answered nobody can dispute any more, and here there is one member: the other dispute is a copy of its own.
  const { id: _, ...said } = await database.prisma.figureDispute.findUniqueOrThrow({ where: { id: disputeId } });
  const other = await database.prisma.figureDispute.create({ data: { ...said, figures } });
  created(await signatory.post(`/disputes/${other.id}/withdrawals`));
  created(await coordinator.post(`/disputes/${disputeId}/settlements`, { reason: 'None is missing' }));
  const path = `/operations/${operationId}/late-appeals`;
  const { id: appealId } = created(await reporter.post(path, { report: aReport(), reason: 'A strike' }));
  created(await coordinator.post(`/late-appeals/${appealId}/decisions`, { outcome: 'granted' }));
  return { disputeId, appealId };
}

/** Has the two who publish name the same countries, and the coordinators let the edition out. */
export async function walkReleasing({ coordinator, partner }: People, editionId: string): Promise<void> {
  for (const publisher of [coordinator, partner]) {
    created(await publisher.post(`/editions/${editionId}/country-lists`, { countries: ['BE', 'FR'] }));
  }
  created(await coordinator.post(`/editions/${editionId}/releases`, { reason: 'The ministers have met' }));
}

/** Asks for a published edition to be corrected. */
export async function walkUnlocking(coordinator: Caller, editionId: string): Promise<void> {
  const correction = { cutOff: at('2026-05-04T18:00'), confirmBy: at('2026-05-20T18:00'), embargo: at('2026-06-01T10:00') };
  created(await coordinator.post(`/editions/${editionId}/unlockings`, { reason: 'One is missing after all', correction }));
}
