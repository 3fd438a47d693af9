import type { Clock } from '../../domain/clock.ts';
import type { Stage } from '../../domain/operation.ts';
import type { Actor } from '../../domain/organisation.ts';
import { relationsIn, type Relation } from '../../domain/permission.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Database } from '../client.ts';

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

type Row = {
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

/**
 * One statement for every request about an operation. Plans do not change once they are decided on, and a draft changes its count of
 * edits: so the document itself, which can invite 180 administrations, is read once and kept.
 */
export async function loadStanding(database: Database, operationId: string, actor: Actor): Promise<OperationStanding | null> {
  const { rows } = await database.pool.query<Row>({
    name: 'load-standing',
    text: `
      select o.id, o.title, o.stage, o.stage_since, o.is_drill, o.clock, o.version, o.plan_version,
        v.id as plan_id, v.edits as plan_edits, p.state, p.joins, p.rilo
      from operation o
        cross join lateral (
          select id, edits from plan_version where operation_id = o.id order by (state = 'approved') desc, number desc limit 1) v
        left join participation p on p.operation_id = o.id and p.organisation_id = $2
      where o.id = $1`,
    values: [operationId, actor.organisation.id],
  });
  const row = rows[0];
  if (!row) return null;
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
