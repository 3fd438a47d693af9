import type { FailureCode } from '../domain/failure.ts';
import type { Actor } from '../domain/organisation.ts';
import { relationsTo, seesAll, type Relation } from '../domain/permission.ts';
import type { Approval } from '../domain/approval.ts';
import { operationTime, type Instant } from '../domain/clock.ts';
import { loadStanding, type Found, type OperationStanding } from '../prisma/reads/standing.ts';
import { findOrganisationStanding, type OrganisationStanding } from '../prisma/reads/contacts.ts';
import { findActor, type Asker } from '../prisma/reads/people.ts';
import { regionOf, type Addressed } from '../prisma/reads/owners.ts';
import { EVERYTHING, type Sight } from '../prisma/sight.ts';
import type { Dependencies } from './dependencies.ts';
import { Refusal } from './refusal.ts';
import type { Standing } from './route.ts';

export type About<Params> = Asker & { params: Params };

/** For routes below `/operations/{operationId}`. */
export async function aboutOperation(
  { params, ...asker }: About<{ operationId: string }>,
  { database }: Dependencies,
): Promise<Standing<OperationStanding>> {
  const { actor, operation } = await find(database, asker, { kind: 'operation', id: params.operationId });
  if (!operation) throw new Refusal('operation.not-found');
  return { actor, relations: operation.relations, found: operation, absent: 'operation.not-found' };
}

/**
 * For routes about something of an operation that is addressed by its own id. Whoever has no relation to the operation finds nothing, and
 * what is an administration's own is there only for those who may look into that administration: whatever the others ask, it is absent.
 */
export function aboutPart<Params>(kind: Addressed, idOf: (params: Params) => string, absent: FailureCode) {
  return async ({ params, ...asker }: About<Params>, deps: Dependencies): Promise<Standing<OperationStanding>> =>
    (await standingToPart(asker, { kind, id: idOf(params) }, absent, deps)).standing;
}

/** The same for a thing that comes along with the standing: an answer and a decision are to cost as little as they can. */
function aboutWhole<Kind extends 'task' | 'approval', Params>(kind: Kind, idOf: (params: Params) => string, absent: FailureCode) {
  type Whole = { [Name in Kind]: NonNullable<Found[Kind]> };
  return async ({ params, ...asker }: About<Params>, deps: Dependencies): Promise<Standing<OperationStanding & Whole>> => {
    const { standing, [kind]: thing } = await standingToPart(asker, { kind, id: idOf(params) }, absent, deps);
    if (!thing) throw new Refusal(absent);
    return { ...standing, found: { ...standing.found, ...({ [kind]: thing } as Whole) } };
  };
}

export const aboutTask = aboutWhole('task', ({ taskId }: { taskId: string }) => taskId, 'task.not-found');
export const aboutCase = aboutPart('case', ({ caseId }: { caseId: string }) => caseId, 'case.not-found');
export const aboutApproval = aboutWhole('approval', ({ approvalId }: { approvalId: string }) => approvalId, 'approval.not-found');

async function standingToPart(
  asker: Asker,
  thing: { kind: Addressed; id: string },
  absent: FailureCode,
  deps: Dependencies,
): Promise<{ standing: Standing<OperationStanding> } & Pick<Found, 'task' | 'approval'>> {
  const { actor, operation, organisationId, approval, task, posts } = await find(deps.database, asker, thing);
  const isDecidedHere = thing.kind === 'subscription' && operation?.relations.includes('approver'); // who decides on it reads it
  if (!operation || !(isDecidedHere || (await isInSight(deps, actor, operation, organisationId)))) throw new Refusal(absent);
  const isApprover = approval !== null && isApproverOf(approval, actor, posts);
  const relations: Relation[] = isApprover ? [...operation.relations, 'approver'] : [...operation.relations];
  return { standing: { actor, relations, found: operation, absent }, task, approval };
}

/** For routes about an organisation of the register: who manages, or may look at, its contacts and people. */
export async function aboutOrganisation(
  { params: { organisationId }, ...asker }: About<{ organisationId: string }>,
  deps: Dependencies,
): Promise<Standing<OrganisationStanding>> {
  const standing = await standingTo(asker, organisationId, 'organisation.not-found', deps);
  return { ...standing, absent: 'permission.denied' }; // everybody knows that there is such an organisation
}

/** For routes about something of an organisation, by whose it is: for whoever has no relation to that one, it does not exist. */
export async function standingTo(
  asker: Asker,
  organisationId: string | null,
  absent: FailureCode,
  { database }: Dependencies,
): Promise<Standing<OrganisationStanding>> {
  const actor = await findActor(database, asker);
  if (typeof actor === 'string') throw new Refusal(actor);
  const organisation = organisationId && (await findOrganisationStanding(database, actor, organisationId));
  if (!organisation) throw new Refusal(absent);
  return { actor, relations: relationsTo(organisation, actor, organisation.pointOf.length > 0), found: organisation, absent };
}

async function find(database: Dependencies['database'], asker: Asker, thing: { kind: Addressed; id: string }): Promise<Found> {
  const found = await loadStanding(database, asker, thing);
  if (typeof found === 'string') throw new Refusal(found);
  return found;
}

async function isInSight(deps: Dependencies, actor: Actor, operation: OperationStanding, organisationId: string | null): Promise<boolean> {
  if (organisationId === null || organisationId === actor.organisation.id) return true;
  const sight = await sightOf(deps, actor, operation);
  return 'all' in sight || sight.organisations.includes(organisationId);
}

/** A pending plan may name approvers whom the plan in force does not know yet. Whoever has spoken in an approval goes on seeing it. */
function isApproverOf({ steps, voices }: Approval, { personId }: Actor, posts: readonly string[]): boolean {
  return steps.some((step) => step.posts.some((post) => posts.includes(post))) || voices.some((voice) => voice.personId === personId);
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

/** Whose reports the actor may ask about. A coordination unit asks everybody, and sees of a report what is questioned, not the report. */
export async function reviewSightOf(deps: Dependencies, actor: Actor, operation: OperationStanding): Promise<Sight> {
  return operation.relations.includes('ocu') ? EVERYTHING : sightOf(deps, actor, operation);
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
