import type { ActivityDependencies } from './dependencies.ts';
import { openRecall } from '../prisma/decisions/recall-notices.ts';
import { recallProducts } from '../prisma/decisions/recalls.ts';

export function createRecallActivities({ database: { prisma }, now }: ActivityDependencies) {
  return {
    recallProducts: (restriction: Parameters<typeof recallProducts>[2]) => recallProducts(prisma, now(), restriction),
    openRecall: (restriction: Parameters<typeof openRecall>[2]) => openRecall(prisma, now(), restriction),
  };
}
