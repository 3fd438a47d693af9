import type { ActivityDependencies } from './dependencies.ts';
import { launchOperation } from '../prisma/decisions/launch.ts';
import { recordSubmission, settlePlan } from '../prisma/decisions/plans.ts';
import { completeOperation, takeTurn } from '../prisma/decisions/turns.ts';

export function createOperationActivities({ database: { prisma }, now }: ActivityDependencies) {
  return {
    recordSubmission: (submission: Parameters<typeof recordSubmission>[2]) => recordSubmission(prisma, now(), submission),
    settlePlan: (settlement: Parameters<typeof settlePlan>[2]) => settlePlan(prisma, now(), settlement),
    launchOperation: (launch: Parameters<typeof launchOperation>[2]) => launchOperation(prisma, now(), launch),
    completeOperation: (operation: { operationId: string }) => completeOperation(prisma, now(), operation),
    takeTurn: (turn: Parameters<typeof takeTurn>[2]) => takeTurn(prisma, now(), turn),
  };
}
