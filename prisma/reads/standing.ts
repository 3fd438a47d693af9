import type { Approval } from '../../domain/approval.ts';
import { chainsOf } from '../../domain/chain.ts';
import { operationTime, type Clock, type Instant } from '../../domain/clock.ts';
import { isValidAt, type ContactRole } from '../../domain/contact.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { Stage } from '../../domain/operation.ts';
import type { Actor } from '../../domain/organisation.ts';
import { relationsIn, type Relation } from '../../domain/permission.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Database } from '../client.ts';
import { EVERYTHING, queryAs } from '../sight.ts';
import { oncePerPool, together } from '../together.ts';
import { OWNERS, type Addressed } from './owners.ts';
import { ACTING, ACTOR, actorOf, type ActorRow, type Asker } from './people.ts';
import { taskAt, type TaskColumns, type TaskItem } from './task-columns.ts';

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
  /** Coordination units, by id, that the actor is staff of now. */
  ocus: readonly string[];
  relations: readonly Relation[];
};

/** Who asks, and what they asked for: null where there is none. */
export type Found = {
  actor: Actor;
  operation: OperationStanding | null;
  /** Whose own the thing is, if it is one administration's. */
  organisationId: string | null;
  approval: Approval | null;
  /** The thing itself where it is a task. */
  task: TaskItem | null;
  /** Posts that the actor holds, and those of whom the actor stands in for at the operation's time. */
  posts: readonly string[];
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
  is_rilo_of: boolean;
  has_received: boolean;
};
/**
 * What the actor has been nominated for, units that the actor is staff of (`ocu`), and the approvers of the actor's organisation, whoever they
 * are; all of them whenever that is or was valid.
 */
type OfficeRow = {
  offices: readonly { role: ContactRole | null; isOwn: boolean; ocu: string | null; from: number; until: number | null }[] | null;
};
type StandInRow = { stand_ins: readonly { posts: readonly string[]; from: number; until: number }[] };
type OwnerRow = { owner_id: string | null; approval: Approval | null; task: TaskColumns | null };
type Row = { place: string } & ActorRow & OwnerRow & StandInRow & OfficeRow & (OperationRow | { id: null });

/**
 * One statement for every request about an operation, or about something of one: who asks, what they ask for, and how they stand to it; or
 * why nobody asks. Not remembered between requests, so that a role that is taken away is gone at once.
 * Plans do not change once they are decided on, and a draft changes its count of edits: so the document itself, which can invite 180
 * administrations, is read once and kept.
 */
export async function loadStanding(
  database: Database,
  { subject, actingFor }: Asker,
  { kind, id }: { kind: Addressed; id: string },
): Promise<Found | FailureCode> {
  const course = actingFor === null ? 'own' : 'acting';
  const ask = oncePerPool(database.pool, `load-standing-${course}-${kind}`, () => together(askersOf(database, kind, course), COMPANY));
  const row = await ask({ subject, id, actingFor });
  const actor = actorOf(row);
  if (!row || typeof actor === 'string') return actor as FailureCode;
  const { owner_id: organisationId, approval } = row;
  if (row.id === null) return { actor, operation: null, organisationId, approval, task: null, posts: actor.posts };
  const now = operationTime(row.clock, Date.now());
  const posts = postsAt(row, actor, now);
  const operation = await operationOf(database, row, { ...actor, posts }, now);
  return { actor, operation, organisationId, approval, task: row.task && taskAt(row.task, now), posts };
}

const COMPANY = { most: 32, lanes: 2 };

type Question = { subject: string; id: string; actingFor: string | null };

/** Behind the second wall: whose one is may be found by anybody, who may know it is decided later. */
const WALLED: readonly Addressed[] = [
  'case',
  'consent',
  'attachment',
  'duplicate',
  'import',
  'catalogue-proposal',
  'late-appeal',
  'hold',
  'product',
];

/** Asks for several at once. */
function askersOf(database: Database, kind: Addressed, course: 'own' | 'acting') {
  const text = standingOf(kind, course === 'own' ? ACTING.own : ACTING.asked('asked.acting_for'));
  return async (questions: readonly Question[]): Promise<(Row | undefined)[]> => {
    const values = [questions.map(({ subject }) => subject), questions.map(({ id }) => id), questions.map(({ actingFor }) => actingFor)];
    const query = { name: `load-standing-${course}-${kind}`, text, values };
    const { rows } = await (WALLED.includes(kind) ? queryAs<Row>(database.pool, EVERYTHING, query) : database.pool.query<Row>(query));
    const answers: (Row | undefined)[] = questions.map(() => undefined);
    for (const row of rows) answers[Number(row.place) - 1] = row;
    return answers;
  };
}

function standingOf(kind: Addressed, acting: string): string {
  return `
    select asked.place, ${ACTOR}, o.id, o.title, o.stage, o.stage_since, o.is_drill, o.clock, o.version, o.plan_version,
      v.id as plan_id, v.edits as plan_edits, i.state, i.joins, i.rilo, w.organisation_id as owner_id, w.approval, ${kind === 'task' ? 'w.task' : 'null'} as task,
      (${STAND_INS}) as stand_ins, (${OFFICES}) as offices, g.kind = 'rilo' and (${IS_RILO_OF}) as is_rilo_of,
      'partner' = any (p.roles) and (${HAS_RECEIVED}) as has_received
    from unnest($1::text[], $2::uuid[], $3::text[]) with ordinality as asked (subject, thing, acting_for, place)
      join person p on p.subject = asked.subject and p.subject = any ($1)
      ${acting}
      left join lateral (${OWNERS[kind]}) w on true
      left join operation o on o.id = w.operation_id
      left join lateral (
        select id, edits from plan_version where operation_id = o.id order by (state = 'approved') desc, number desc limit 1) v on true
      left join participation i on i.operation_id = o.id and i.organisation_id = g.id`;
}

const STAND_INS = `
  select coalesce(jsonb_agg(jsonb_build_object('posts', h.posts,
    'from', extract(epoch from s.valid_from) * 1000, 'until', extract(epoch from s.valid_until) * 1000)), '[]')
  from stand_in s join person h on h.id = s.person_id where s.stand_in_id = p.id and s.ended_at is null and g.id = p.organisation_id`;

/** Null where there are none, as for most people. What somebody is named for by one service of a unit, they are not for the other. */
const OFFICES = `
  select jsonb_agg(jsonb_build_object('role', f.role, 'isOwn', f.is_own, 'ocu', f.ocu,
    'from', extract(epoch from f.valid_from) * 1000, 'until', extract(epoch from f.valid_until) * 1000))
  from (
    select c.role, c.person_id = p.id as is_own, null::uuid as ocu, c.valid_from, c.valid_until from contact c
    where (c.person_id = p.id or c.role = 'approver' and belongs_to(c.person_id, g.id))
      and c.organisation_id = g.id and (c.operation_id is null or c.operation_id = o.id)
    union all
    select null, true, u.id, s.valid_from, s.valid_until from ocu_staff s join ocu u on u.id = s.ocu_id
    where s.person_id = p.id and s.organisation_id = g.id and u.operation_id = o.id
  ) f`;

/** Invitations that coordinators wrote under way stand in no plan. */
const IS_RILO_OF = 'select exists (select from participation r where r.operation_id = o.id and r.rilo = g.code)';

const HAS_RECEIVED = `
  select exists (select from delivery d where d.recipient_id = g.id and d.operation_id = o.id)
    or exists (select from feed f where f.recipient_id = g.id and f.operation_id = o.id and f.state in ('active', 'paused', 'ended'))`;

function postsAt({ stand_ins }: StandInRow, { posts }: Actor, now: number): string[] {
  const valid = stand_ins.filter(({ from, until }) => from <= now && now < until);
  return [...posts, ...valid.flatMap((standIn) => [...standIn.posts])];
}

async function operationOf(database: Database, row: OperationRow & OfficeRow, actor: Actor, now: Instant): Promise<OperationStanding> {
  const plan = await readPlan(database, row.plan_id, row.plan_edits);
  const offices = (row.offices ?? []).filter((office) => isValidAt(office, now));
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
    ocus: offices.flatMap(({ ocu }) => (ocu === null ? [] : [ocu])),
    relations: relationsIn({ ...involvementOf(plan, row, actor), ...heldNow(offices) }, actor),
  };
}

function heldNow(offices: NonNullable<OfficeRow['offices']>) {
  return {
    offices: offices.flatMap(({ role, isOwn }) => (role === null || !isOwn ? [] : [role])),
    hasSignatory: offices.some(({ role }) => role === 'approver'),
    isOcuStaff: offices.some(({ ocu }) => ocu !== null),
  };
}

/** Partners and regional offices learn of an operation when its plan is in force: until then it may come to nothing, or name others. */
function involvementOf(plan: Plan, row: OperationRow, { organisation }: Actor) {
  const isInForce = row.plan_version !== null;
  const planned = isInForce ? plan.invitees.flatMap(({ rilo }) => (rilo ? [rilo] : [])) : [];
  return {
    leads: plan.leads,
    partners: isInForce ? plan.partners : [],
    approverPosts: [...chainsOf(plan).flatMap(({ rules }) => rules.flatMap(({ posts }) => [...posts])), ...(plan.chains?.override ?? [])],
    isInvited: row.state !== null,
    takesPart: row.state === 'accepted',
    hasReceived: row.has_received,
    rilos: row.is_rilo_of ? [...planned, organisation.code] : planned,
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
