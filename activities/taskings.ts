import type { ActivityDependencies } from './dependencies.ts';
import { climbTasking } from '../prisma/decisions/climbs.ts';
import { openOrdered } from '../prisma/decisions/orders.ts';
import { changeTasking } from '../prisma/decisions/tasking-changes.ts';

export function createTaskingActivities({ database: { prisma }, now }: ActivityDependencies) {
  return {
    openOrdered: (order: Parameters<typeof openOrdered>[2]) => openOrdered(prisma, now(), order),
    climbTasking: (tasking: { taskingId: string }) => climbTasking(prisma, now(), tasking),
    changeTasking: (change: Parameters<typeof changeTasking>[2]) => changeTasking(prisma, now(), change),
  };
}
