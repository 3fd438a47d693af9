import type { Plan } from '../../domain/plan.ts';
import type { Database } from '../client.ts';
import type { Tx } from '../event.ts';

/** The plans in force of the operations under a plan, and of those under them, by operation. Whoever has none in force is not in it. */
export async function readStrandPlans(tx: Tx, { strands = [] }: Pick<Plan, 'strands'>): Promise<Record<string, Plan>> {
  const found: Record<string, Plan> = {};
  let wanted = strands.map(({ operation }) => operation);
  while (wanted.length > 0) {
    const rows = await tx.planVersion.findMany({
      where: { operationId: { in: wanted }, state: 'approved' },
      select: { operationId: true, content: true },
    });
    for (const { operationId, content } of rows) found[operationId] = content as unknown as Plan;
    const below = rows.flatMap(({ operationId }) => found[operationId]?.strands ?? []).map(({ operation }) => operation);
    wanted = [...new Set(below)].filter((operation) => !(operation in found));
  }
  return found;
}

/** The plans by which operations roll up, and of their reports those received until when; the cut-off of all where it is not said. */
export type StrandPlans = Readonly<Record<string, { plan: Plan; cutOff?: Date | undefined }>>;

/** By the plans in force now. */
export async function strandsNow(tx: Tx, plan: Pick<Plan, 'strands'>): Promise<StrandPlans> {
  const plans = await readStrandPlans(tx, plan);
  return Object.fromEntries(Object.entries(plans).map(([id, each]) => [id, { plan: each }]));
}

/** The operation itself, and those whose cases count in its figures. */
export async function countedBy({ prisma }: Database, operationId: string, plan: Pick<Plan, 'strands'>): Promise<string[]> {
  return [operationId, ...Object.keys(await readStrandPlans(prisma, plan))];
}
