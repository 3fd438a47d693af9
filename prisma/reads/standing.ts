import type { Approval } from '../../domain/approval.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Stage } from '../../domain/operation.ts';
import type { Actor } from '../../domain/organisation.ts';
import { relationsIn, type Relation } from '../../domain/permission.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Database } from '../client.ts';
import { EVERYTHING, queryAs } from '../sight.ts';
import { OWNERS, type Addressed } from './owners.ts';
import { ACTOR, actorOf, type ActorRow } from './people.ts';

/** An operation as one actor stands to it: enough to decide what the actor may do, and to check what the actor says. */
export type OperationStanding = {
  id: string;
  title: string;
  stage: Stage;
  stageSince: Date;
  isDrill: boolean;
  clock: Clock;
  version: number;
  /** Version in force; null before the first approval, when `plan` is the draft. */
  planVersion: number | null;
  plan: Plan;
  participation: { state: string; joins: string; rilo: string | null } | null;
  relations: readonly Relation[];
};

/** Who asks, and what they asked for: null where there is none. */
export type Found = {
  actor: Actor;
  operation: OperationStanding | null;
  /** Whose own the thing is, if it is one administration's. */
  organisationId: string | null;
  approval: Approval | null;
};

type OperationRow = {
  id: string;
  title: string;
  stage: Stage;
  stage_since: Date;
  is_drill: boolean;
  clock: Clock;
  version: number;
  plan_version: number | null;
  plan_id: string;
  plan_edits: number;
  state: string | null;
  joins: string | null;
  rilo: string | null;
};
type OwnerRow = { owner_id: string | null; approval: Approval | null };
type Row = ActorRow & OwnerRow & (OperationRow | { id: null });

/**
 * One statement for every request about an operation, or about something of one: who asks, what they ask for, and how they stand to it. Null
 * when nobody of this subject is in the register. Not remembered between requests, so that a role that is taken away is gone at once.
 * Plans do not change once they are decided on, and a draft changes its count of edits: so the document itself, which can invite 180
 * administrations, is read once and kept.
 */
export async function loadStanding(database: Database, subject: string, thing: { kind: Addressed; id: string }): Promise<Found | null> {
  const query = { name: `load-standing-${thing.kind}`, text: standingOf(thing.kind), values: [subject, thing.id] };
  // Behind the second wall stand only cases. Whose one is may be found by anybody; who may know it is decided with what is found here.
  const { rows } = await (thing.kind === 'case' ? queryAs<Row>(database.pool, EVERYTHING, query) : database.pool.query<Row>(query));
  const row = rows[0];
  if (!row) return null;
  const actor = actorOf(row);
  const operation = row.id === null ? null : await operationOf(database, row, actor);
  return { actor, operation, organisationId: row.owner_id, approval: row.approval };
}

function standingOf(kind: Addressed): string {
  return `
    select ${ACTOR}, o.id, o.title, o.stage, o.stage_since, o.is_drill, o.clock, o.version, o.plan_version,
      v.id as plan_id, v.edits as plan_edits, i.state, i.joins, i.rilo, w.organisation_id as owner_id, w.approval
    from person p
      join organisation g on g.id = p.organisation_id
      left join (${OWNERS[kind]}) w on true
      left join operation o on o.id = w.operation_id
      left join lateral (
        select id, edits from plan_version where operation_id = o.id order by (state = 'approved') desc, number desc limit 1) v on true
      left join participation i on i.operation_id = o.id and i.organisation_id = g.id
    where p.subject = $1`;
}

async function operationOf(database: Database, row: OperationRow, actor: Actor): Promise<OperationStanding> {
  const plan = await readPlan(database, row.plan_id, row.plan_edits);
  return {
    id: row.id,
    title: row.title,
    stage: row.stage,
    stageSince: row.stage_since,
    isDrill: row.is_drill,
    clock: row.clock,
    version: row.version,
    planVersion: row.plan_version,
    plan,
    participation: row.state === null ? null : { state: row.state, joins: row.joins ?? '', rilo: row.rilo },
    relations: relationsIn(involvementOf(plan, { isInForce: row.plan_version !== null, isInvited: row.state !== null }), actor),
  };
}

/** Partners and regional offices learn of an operation when its plan is in force: until then it may come to nothing, or name others. */
function involvementOf(plan: Plan, { isInForce, isInvited }: { isInForce: boolean; isInvited: boolean }) {
  const steps = [...plan.approval, ...plan.publication.signOff];
  return {
    leads: plan.leads,
    partners: isInForce ? plan.partners : [],
    approverPosts: steps.flatMap(({ posts }) => [...posts]),
    isInvited,
    rilos: isInForce ? plan.invitees.flatMap(({ rilo }) => (rilo ? [rilo] : [])) : [],
  };
}

/** Plans that were read lately, the newest last. Bounded: a plan of 180 invitees takes about 50 kB here. */
const RECENT = 200;
const recent = new Map<string, Plan>();

async function readPlan({ prisma }: Database, id: string, edits: number): Promise<Plan> {
  const key = `${id}/${edits}`;
  const known = recent.get(key);
  if (known) return known;
  const { content } = await prisma.planVersion.findUniqueOrThrow({ where: { id } });
  const plan = content as unknown as Plan;
  recent.set(key, plan);
  if (recent.size > RECENT) recent.delete(recent.keys().next().value ?? key);
  return plan;
}
