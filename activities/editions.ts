import type { ActivityDependencies } from './dependencies.ts';
import { freezeEdition } from '../prisma/decisions/editions.ts';
import { publishEdition } from '../prisma/decisions/publications.ts';
import { openReleases, settleRelease } from '../prisma/decisions/releases.ts';
import { openUnlock, settleUnlock } from '../prisma/decisions/unlocks.ts';
import { openEditionApproval, settleSignOff } from '../prisma/decisions/edition-approvals.ts';

export function createEditionActivities({ database: { prisma }, now }: ActivityDependencies) {
  return {
    freezeEdition: (command: Parameters<typeof freezeEdition>[2]) => freezeEdition(prisma, now(), command),
    openEditionApproval: (edition: Parameters<typeof openEditionApproval>[2]) => openEditionApproval(prisma, now(), edition),
    settleSignOff: (settlement: Parameters<typeof settleSignOff>[2]) => settleSignOff(prisma, now(), settlement),
    openUnlock: (unlock: { unlockId: string }) => openUnlock(prisma, now(), unlock),
    settleUnlock: (settlement: Parameters<typeof settleUnlock>[2]) => settleUnlock(prisma, now(), settlement),
    openReleases: (edition: { editionId: string }) => openReleases(prisma, now(), edition),
    settleRelease: (settlement: Parameters<typeof settleRelease>[2]) => settleRelease(prisma, now(), settlement),
    publishEdition: (edition: { editionId: string }) => publishEdition(prisma, now(), edition),
  };
}
