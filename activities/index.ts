import type { ActivityDependencies } from './dependencies.ts';
import { createEditionActivities } from './editions.ts';
import { createImportActivities } from './imports.ts';
import { createLetterActivities } from './letters.ts';
import { createOperationActivities } from './operations.ts';
import { createApprovalActivities } from './approvals.ts';
import { createPurgeActivities } from './purges.ts';
import { createRetentionActivities } from './retention.ts';
import { createRecallActivities } from './recalls.ts';
import { createTaskingActivities } from './taskings.ts';

export function createActivities(dependencies: ActivityDependencies) {
  return {
    ...createOperationActivities(dependencies),
    ...createApprovalActivities(dependencies),
    ...createTaskingActivities(dependencies),
    ...createEditionActivities(dependencies),
    ...createLetterActivities(dependencies),
    ...createImportActivities(dependencies),
    ...createRetentionActivities(dependencies),
    ...createPurgeActivities(dependencies),
    ...createRecallActivities(dependencies),
  };
}

export type Activities = ReturnType<typeof createActivities>;
