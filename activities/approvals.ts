import type { ActivityDependencies } from './dependencies.ts';
import { recordDecision } from '../prisma/decisions/approvals.ts';

export function createApprovalActivities({ database: { prisma }, now }: ActivityDependencies) {
  return {
    recordDecision: (decision: Parameters<typeof recordDecision>[2]) => recordDecision(prisma, now(), decision),
  };
}
