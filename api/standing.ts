import type { FailureCode } from '../domain/failure.ts';
import type { Actor } from '../domain/organisation.ts';
import { seesAll, type Relation } from '../domain/permission.ts';
import type { Approval } from '../domain/approval.ts';
import { operationTime, type Instant } from '../domain/clock.ts';
import { loadStanding, type Found, type OperationStanding } from '../prisma/reads/standing.ts';
import { regionOf, type Addressed } from '../prisma/reads/owners.ts';
import { EVERYTHING, type Sight } from '../prisma/sight.ts';
import type { Dependencies } from './dependencies.ts';
import { Refusal } from './refusal.ts';
import type { Standing } from './route.ts';

type About<Params> = { subject: string; params: Params };

/** For routes below `/operations/{operationId}`. */
export async function aboutOperation(
  { subject, params }: About<{ operationId: string }>,
  { database }: Dependencies,
): Promise<Standing<OperationStanding>> {
  const { actor, operation } = await find(database, subject, { kind: 'operation', id: params.operationId });
  if (!operation) throw new Refusal('operation.not-found');
  return { actor, relations: operation.relations, found: operation, absent: 'operation.not-found' };
}

/**
 * For routes about something of an operation that is addressed by its own id. Whoever has no relation to the operation finds nothing, and
 * what is an administration's own is there only for those who may look into that administration: whatever the others ask, it is absent.
 */
export function aboutPart<Params>(kind: Addressed, idOf: (params: Params) => string, absent: FailureCode) {
  return async ({ subject, params }: About<Params>, deps: Dependencies): Promise<Standing<OperationStanding>> => {
    const { actor, operation, organisationId, approval } = await find(deps.database, subject, { kind, id: idOf(params) });
    if (!operation || !(await isInSight(deps, actor, operation, organisationId))) throw new Refusal(absent);
    const isApprover = approval !== null && namesApprover(approval, actor);
    const relations: Relation[] = isApprover ? [...operation.relations, 'approver'] : [...operation.relations];
    return { actor, relations, found: operation, absent };
  };
}

async function find(database: Dependencies['database'], subject: string, thing: { kind: Addressed; id: string }): Promise<Found> {
  const found = await loadStanding(database, subject, thing);
  if (!found) throw new Refusal('person.unknown');
  return found;
}

async function isInSight(deps: Dependencies, actor: Actor, operation: OperationStanding, organisationId: string | null): Promise<boolean> {
  if (organisationId === null || organisationId === actor.organisation.id) return true;
  const sight = await sightOf(deps, actor, operation);
  return 'all' in sight || sight.organisations.includes(organisationId);
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

/** Whose tasks the actor may see. An approver sees everybody's, to know what the members said of the figures that are to be signed. */
export async function boardSightOf(
  deps: Dependencies,
  actor: Actor,
  operation: OperationStanding,
  relations: readonly Relation[],
): Promise<Sight> {
  return relations.includes('approver') ? EVERYTHING : sightOf(deps, actor, operation);
}
