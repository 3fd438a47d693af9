import type { ActivityDependencies } from './dependencies.ts';
import { recordSubscription, settleSubscription } from '../prisma/decisions/subscriptions.ts';

export function createSubscriptionActivities({ database: { prisma }, now }: ActivityDependencies) {
  return {
    recordSubscription: (command: Parameters<typeof recordSubscription>[2]) => recordSubscription(prisma, now(), command),
    settleSubscription: (settlement: Parameters<typeof settleSubscription>[2]) => settleSubscription(prisma, now(), settlement),
  };
}
