import type { ActivityDependencies } from './dependencies.ts';
import { freezeEdition } from '../prisma/decisions/editions.ts';
import { publishEdition } from '../prisma/decisions/publications.ts';
import { openSignOff, settleSignOff } from '../prisma/decisions/sign-offs.ts';

export function createEditionActivities({ database: { prisma }, now }: ActivityDependencies) {
  return {
    freezeEdition: (command: Parameters<typeof freezeEdition>[2]) => freezeEdition(prisma, now(), command),
    openSignOff: (edition: { editionId: string }) => openSignOff(prisma, now(), edition),
    settleSignOff: (settlement: Parameters<typeof settleSignOff>[2]) => settleSignOff(prisma, now(), settlement),
    publishEdition: (edition: { editionId: string }) => publishEdition(prisma, now(), edition),
  };
}
