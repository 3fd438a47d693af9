import { takeRetentionTurn } from '../prisma/decisions/retention.ts';
import type { ActivityDependencies } from './dependencies.ts';

export function createRetentionActivities({ database: { prisma }, now }: ActivityDependencies) {
  return { takeRetentionTurn: (request: Parameters<typeof takeRetentionTurn>[2]) => takeRetentionTurn(prisma, now(), request) };
}
