import type { FailureCode } from '../domain/failure.ts';
import type { Actor } from '../domain/organisation.ts';
import { seesAll, type Relation } from '../domain/permission.ts';
import type { Approval } from '../domain/approval.ts';
import { operationTime, type Instant } from '../domain/clock.ts';
import { loadStanding, type OperationStanding } from '../prisma/reads/standing.ts';
import { findOwner, regionOf, type Owned } from '../prisma/reads/owners.ts';
import { EVERYTHING, type Sight } from '../prisma/sight.ts';
import type { Dependencies } from './dependencies.ts';
import { Refusal } from './refusal.ts';
import type { Standing } from './route.ts';

type About<Params> = { actor: Actor; params: Params };

/** For routes below `/operations/{operationId}`. */
export async function aboutOperation(
  { actor, params }: About<{ operationId: string }>,
  { database }: Dependencies,
): Promise<Standing<OperationStanding>> {
  const operation = await loadStanding(database, params.operationId, actor);
  if (!operation) throw new Refusal('operation.not-found');
  return { relations: operation.relations, found: operation, absent: 'operation.not-found' };
}

/** For routes about something of an operation that is addressed by its own id. Whoever has no relation to the operation finds nothing. */
export function aboutPart<Params>(kind: Owned, idOf: (params: Params) => string, absent: FailureCode) {
  return async ({ actor, params }: About<Params>, { database }: Dependencies): Promise<Standing<OperationStanding>> => {
    const owner = await findOwner(database, kind, idOf(params));
    const operation = owner && (await loadStanding(database, owner.operationId, actor));
    if (!operation) throw new Refusal(absent);
    const isApprover = owner.approval !== null && namesApprover(owner.approval, actor);
    const relations: Relation[] = isApprover ? [...operation.relations, 'approver'] : [...operation.relations];
    return { relations, found: operation, absent };
  };
}

/** A pending plan may name approvers whom the plan in force does not know yet. */
function namesApprover({ steps }: Approval, { personId }: Actor): boolean {
  return steps.some(({ approvers }) => approvers.some((approver) => approver.personId === personId));
}

export function timeOf({ clock }: Pick<OperationStanding, 'clock'>, realNow: Instant): Instant {
  return operationTime(clock, realNow);
}

/** Whose reports the actor may see: everybody's, those of the regional office's region, or its own administration's. */
export async function sightOf({ database }: Dependencies, actor: Actor, operation: OperationStanding): Promise<Sight> {
  if (seesAll(operation.relations)) return EVERYTHING;
  const own = [actor.organisation.id];
  if (!operation.relations.includes('rilo')) return { organisations: own };
  return { organisations: [...own, ...(await regionOf(database, operation.id, actor.organisation.code))] };
}
