import type { ActivityDependencies } from './dependencies.ts';
import { cancelOperation } from '../prisma/decisions/cancellations.ts';
import { recordClosing, settleClosing } from '../prisma/decisions/closings.ts';
import { launchOperation } from '../prisma/decisions/launch.ts';
import { recordSubmission, settlePlan } from '../prisma/decisions/plans.ts';
import { resumeOperation } from '../prisma/decisions/resumptions.ts';
import { suspendOperation } from '../prisma/decisions/suspensions.ts';
import { completeOperation, takeTurn } from '../prisma/decisions/turns.ts';

export function createOperationActivities({ database: { prisma }, now }: ActivityDependencies) {
  return {
    recordSubmission: (submission: Parameters<typeof recordSubmission>[2]) => recordSubmission(prisma, now(), submission),
    settlePlan: (settlement: Parameters<typeof settlePlan>[2]) => settlePlan(prisma, now(), settlement),
    launchOperation: (launch: Parameters<typeof launchOperation>[2]) => launchOperation(prisma, now(), launch),
    suspendOperation: (suspension: Parameters<typeof suspendOperation>[2]) => suspendOperation(prisma, now(), suspension),
    resumeOperation: (resumption: Parameters<typeof resumeOperation>[2]) => resumeOperation(prisma, now(), resumption),
    cancelOperation: (cancellation: Parameters<typeof cancelOperation>[2]) => cancelOperation(prisma, now(), cancellation),
    recordClosing: (closing: Parameters<typeof recordClosing>[2]) => recordClosing(prisma, now(), closing),
    settleClosing: (settlement: Parameters<typeof settleClosing>[2]) => settleClosing(prisma, now(), settlement),
    completeOperation: (operation: { operationId: string }) => completeOperation(prisma, now(), operation),
    takeTurn: (turn: Parameters<typeof takeTurn>[2]) => takeTurn(prisma, now(), turn),
  };
}
