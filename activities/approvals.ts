import type { ActivityDependencies } from './dependencies.ts';
import { climbApproval } from '../prisma/decisions/approval-climbs.ts';
import { recordDecision, recordEnding } from '../prisma/decisions/approvals.ts';
import { openRatification, settleRatification } from '../prisma/decisions/ratifications.ts';

export function createApprovalActivities({ database: { prisma }, now }: ActivityDependencies) {
  return {
    recordDecision: (decision: Parameters<typeof recordDecision>[2]) => recordDecision(prisma, now(), decision),
    recordEnding: (ending: Parameters<typeof recordEnding>[2]) => recordEnding(prisma, now(), ending),
    openRatification: (ratification: Parameters<typeof openRatification>[2]) => openRatification(prisma, now(), ratification),
    settleRatification: (settlement: Parameters<typeof settleRatification>[2]) => settleRatification(prisma, now(), settlement),
    climbApproval: (approval: { approvalId: string }) => climbApproval(prisma, now(), approval),
  };
}
