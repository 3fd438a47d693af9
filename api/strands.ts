import { flaw, type Flaw } from '../domain/failure.ts';
import type { Actor } from '../domain/organisation.ts';
import { isPermitted, type Action } from '../domain/permission.ts';
import { isField } from '../domain/phase.ts';
import type { CarriedRecommendation, Plan } from '../domain/plan.ts';
import { circularStrands } from '../domain/strand.ts';
import type { Database } from '../prisma/client.ts';
import { listRecommendations } from '../prisma/reads/recommendations.ts';
import { loadStanding, type OperationStanding } from '../prisma/reads/standing.ts';
import { readStrandPlans } from '../prisma/reads/strands.ts';
import { Refusal } from './refusal.ts';

/** What a plan may not say of other operations: those that its author may not read, and whatever would make this one roll up into itself. */
export async function otherOperationFlaws(
  database: Database,
  actor: Actor,
  { id, plan: inForce }: OperationStanding,
  plan: Plan,
): Promise<Flaw[]> {
  return [...(await strandFlaws(database, actor, id, plan)), ...(await recommendationFlaws(database, actor, inForce, plan))];
}

async function strandFlaws(database: Database, actor: Actor, operationId: string, plan: Plan): Promise<Flaw[]> {
  const { strands = [] } = plan;
  const circular = circularStrands(operationId, plan, await readStrandPlans(database.prisma, plan));
  const flaws = strands.map(async ({ operation, phases }, i): Promise<Flaw[]> => {
    const pointer = `/strands/${i}`;
    if (circular.includes(i)) return [flaw(`${pointer}/operation`, 'plan.strand-circular')];
    const found = await readable(database, actor, operation, 'statistics.read');
    if (!found) return [flaw(`${pointer}/operation`, 'plan.strand-unknown')];
    const known = found.plan.phases.filter(isField).map(({ key }) => key);
    return phases.flatMap((key, j) => (known.includes(key) ? [] : [flaw(`${pointer}/phases/${j}`, 'plan.strand-phase-unknown')]));
  });
  return (await Promise.all(flaws)).flat();
}

/** Those that the plan in force carries on have been settled by it. */
async function recommendationFlaws(database: Database, actor: Actor, inForce: Plan, { recommendations = [] }: Plan): Promise<Flaw[]> {
  if (recommendations.length === 0) return [];
  const carried = (inForce.recommendations ?? []).map(({ recommendation }) => recommendation);
  const open = await listRecommendations(database, { ids: recommendations.map(({ recommendation }) => recommendation), state: 'open' });
  const from = [...new Set(open.map(({ operationId }) => operationId))];
  const seen = await Promise.all(from.map(async (id) => ((await readable(database, actor, id, 'recommendation.read')) ? id : null)));
  const isFit = (id: string): boolean => carried.includes(id) || open.some((one) => one.id === id && seen.includes(one.operationId));
  return recommendations.flatMap(({ recommendation }, i) =>
    isFit(recommendation) ? [] : [flaw(`/recommendations/${i}/recommendation`, 'plan.recommendation-unknown')],
  );
}

/** What is still open of the recommendations of an operation, for the plan of another to carry on. */
export async function carriedFrom(database: Database, actor: Actor, operationId: string): Promise<CarriedRecommendation[]> {
  if (!(await readable(database, actor, operationId, 'recommendation.read')))
    throw new Refusal('request.invalid', { flaws: [flaw('/carriesFrom', 'plan.strand-unknown')] });
  const open = await listRecommendations(database, { operationId, state: 'open' });
  return open.map(({ id, text }) => ({ recommendation: id, text }));
}

async function readable(database: Database, actor: Actor, id: string, action: Action): Promise<OperationStanding | null> {
  const found = await loadStanding(database, { subject: actor.subject, actingFor: actor.organisation.code }, { kind: 'operation', id });
  if (typeof found === 'string' || !found.operation) return null;
  return isPermitted(action, found.operation.relations) ? found.operation : null;
}
