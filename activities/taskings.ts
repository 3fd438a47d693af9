import type { ActivityDependencies } from './dependencies.ts';
import { climbTasking } from '../prisma/decisions/climbs.ts';

export function createTaskingActivities({ database: { prisma }, now }: ActivityDependencies) {
  return {
    climbTasking: (tasking: { taskingId: string }) => climbTasking(prisma, now(), tasking),
  };
}
