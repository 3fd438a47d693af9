import { createDeliveryActivities } from './deliveries.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { createEditionActivities } from './editions.ts';
import { createImportActivities } from './imports.ts';
import { createLetterActivities } from './letters.ts';
import { createOperationActivities } from './operations.ts';
import { createApprovalActivities } from './approvals.ts';
import { createRecallActivities } from './recalls.ts';
import { createPurgeActivities } from './purges.ts';
import { createRetentionActivities } from './retention.ts';
import { createSubscriptionActivities } from './subscriptions.ts';
import { createSummaryActivities } from './summaries.ts';
import { createTaskingActivities } from './taskings.ts';

export function createActivities(dependencies: ActivityDependencies) {
  return {
    ...createOperationActivities(dependencies),
    ...createApprovalActivities(dependencies),
    ...createTaskingActivities(dependencies),
    ...createEditionActivities(dependencies),
    ...createLetterActivities(dependencies),
    ...createImportActivities(dependencies),
    ...createRecallActivities(dependencies),
    ...createRetentionActivities(dependencies),
    ...createPurgeActivities(dependencies),
    ...createSubscriptionActivities(dependencies),
    ...createSummaryActivities(dependencies),
    ...createDeliveryActivities(dependencies),
  };
}

export type Activities = ReturnType<typeof createActivities>;
