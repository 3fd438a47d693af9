import { z } from 'zod';
import { chainsOf, type Chain } from '../../domain/chain.ts';
import { CONCERNS, healthOf, type Concern } from '../../domain/chain-health.ts';
import type { Instant as OperationInstant } from '../../domain/clock.ts';
import { resolveApprovers } from '../../prisma/reads/approvers.ts';
import { readPastSteps } from '../../prisma/reads/chain-health.ts';
import { findPlanVersion } from '../../prisma/reads/plans.ts';
import type { Database } from '../../prisma/client.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutOperation, timeOf } from '../standing.ts';
import { OperationPath } from '../shapes/id.ts';

const Names = Object.keys(CONCERNS) as [Concern, ...Concern[]];
export const StepHealthShape = z
  .strictObject({
    chain: z.string().meta({ description: 'Pointer to the chain in the plan.' }),
    step: z.string(),
    posts: z.array(z.string()),
    people: z.number().int().meta({ description: 'How many could decide it now, stand-ins among them.' }),
    concerns: z.array(z.strictObject({ concern: z.enum(Names), says: z.string() })),
  })
  .meta({ id: 'StepHealth' });

export const CHAIN_HEALTH_ROUTES = [
  route({
    method: 'get',
    path: '/operations/{operationId}/chain-health',
    action: 'chain.read',
    summary: 'What may hold up the approvals of the latest plan: steps with one approver, none, or always late',
    params: OperationPath,
    about: aboutOperation,
    replies: { status: 200, schema: z.strictObject({ planVersion: z.number().int(), items: z.array(StepHealthShape), next: z.null() }) },
    refuses: ['plan.not-found'],
    handle: async ({ params, found: operation, realNow }, { database }) => {
      const version = await findPlanVersion(database, params.operationId);
      if (!version) throw new Refusal('plan.not-found');
      const items = await readHealth(database, chainsOf(version.plan), { isDrill: operation.isDrill, now: timeOf(operation, realNow) });
      return { body: { planVersion: version.number, items, next: null } };
    },
  }),
];

/** The health of every step of these chains, each concern with its sentence. */
export async function readHealth(
  database: Database,
  chains: readonly Chain[],
  { isDrill, now }: { isDrill: boolean; now: OperationInstant },
): Promise<z.output<typeof StepHealthShape>[]> {
  const posts = [...new Set(chains.flatMap(({ rules }) => rules.flatMap((rule) => [...rule.posts])))];
  const [approvers, past] = await Promise.all([resolveApprovers(database.prisma, posts, now), readPastSteps(database, posts, isDrill)]);
  return healthOf(chains, approvers, past).map(({ concerns, posts: named, ...step }) => ({
    ...step,
    posts: [...named],
    concerns: concerns.map((concern) => ({ concern, says: CONCERNS[concern] })),
  }));
}
