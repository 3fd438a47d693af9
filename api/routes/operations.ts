import { v7 } from 'uuid';
import { z } from 'zod';
import { realTimeClock, type Clock } from '../../domain/clock.ts';
import { isoOf } from '../../domain/moment.ts';
import { STAGES } from '../../domain/operation.ts';
import { nextTimer, waits } from '../../domain/waiting.ts';
import { createOperation } from '../../prisma/facts/plans.ts';
import { listOperations } from '../../prisma/reads/operations.ts';
import { readWaitable } from '../../prisma/reads/waiting.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { instantAt, readWrittenPlan, startFromTemplate } from '../plan-writing.ts';
import { receiptOf } from '../receipt.ts';
import { route } from '../route.ts';
import { carriedFrom } from '../strands.ts';
import { aboutOperation, boardSightOf, timeOf } from '../standing.ts';
import { Id, Instant, OperationPath } from '../shapes/id.ts';
import { MomentShape, PlanShape } from '../shapes/plan.ts';
import { Timer, Wait } from '../shapes/wait.ts';

const NewOperation = z
  .strictObject({
    template: z
      .string()
      .max(40)
      .optional()
      .meta({ description: 'Key of a plan of GET /plans; `blank` if neither this nor `plan` is given.' }),
    title: z.string().trim().min(3).max(200).optional(),
    plan: PlanShape.optional(),
    carriesFrom: Id.optional().meta({ description: 'An operation whose open recommendations the new plan carries on.' }),
    drill: z.strictObject({ startsAt: MomentShape }).optional().meta({
      description: 'An exercise: its clock begins at this moment, stands still, and is moved by PUT /operations/{operationId}/clock.',
    }),
  })
  .meta({ id: 'NewOperation' });

const OperationItem = z
  .strictObject({
    id: Id,
    title: z.string(),
    stage: z.enum(STAGES),
    stageSince: Instant,
    isDrill: z.boolean(),
    planVersion: z.number().nullable(),
  })
  .meta({ id: 'OperationItem' });

const Operation = OperationItem.extend({
  time: Instant,
  phases: z.array(
    z.strictObject({
      key: z.string(),
      name: z.string(),
      kind: z.string(),
      opensAt: Instant,
      closesAt: Instant,
      state: z.enum(['to come', 'open', 'closed']),
    }),
  ),
  waitingFor: z.array(Wait),
  nextTimer: Timer.nullable(),
  relations: z.array(z.string()).meta({ description: 'What you are in this operation.' }),
}).meta({ id: 'Operation' });

export const OPERATION_ROUTES = [
  route({
    method: 'post',
    path: '/operations',
    action: 'operation.create',
    summary: 'Create an operation with a draft plan',
    body: NewOperation,
    replies: { status: 201, schema: OperationItem },
    handle: async ({ body, actor, receipt, realNow }, { database }) => {
      const written = body.plan
        ? readWrittenPlan('/plan', body.plan, actor)
        : startFromTemplate(body.template ?? 'blank', body.title, actor);
      const carried = body.carriesFrom ? await carriedFrom(database, actor, body.carriesFrom) : [];
      const plan = carried.length === 0 ? written : { ...written, recommendations: [...(written.recommendations ?? []), ...carried] };
      const clock = body.drill ? standingAt(instantAt('/drill/startsAt', body.drill.startsAt), realNow) : realTimeClock(realNow);
      const id = v7();
      const at = new Date(clock.anchorMs);
      const item = {
        id,
        title: plan.title,
        stage: 'draft' as const,
        stageSince: at.toISOString(),
        isDrill: body.drill !== undefined,
        planVersion: null,
      };
      const reply = { status: 201, body: item, location: `/operations/${id}` };
      await createOperation(database, { id, plan, isDrill: item.isDrill, clock, actorId: actor.personId, at }, receiptOf(receipt, reply));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/operations',
    action: 'operation.list',
    summary: 'Operations that you have to do with, newest first',
    query: PageQuery,
    replies: { status: 200, schema: pageOf(OperationItem) },
    handle: async ({ query, actor }, { database }) => {
      const page = readCursor(query, 'id');
      const body = toPage(await listOperations(database, actor, page), page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}',
    action: 'operation.read',
    summary: 'Where an operation stands: phase, plan version, what it waits for, whose turn it is, and the next timer',
    params: OperationPath,
    about: aboutOperation,
    replies: { status: 200, schema: Operation },
    handle: async ({ actor, found: operation, relations, realNow }, deps) => {
      const { id, title, stage, stageSince, isDrill, planVersion, plan } = operation;
      const now = timeOf(operation, realNow);
      const waitable = await readWaitable(deps.database, await boardSightOf(deps, actor, operation, relations), operation, now);
      const phases = plan.phases.map(({ key, name, kind, opensAt, closesAt }) => ({
        key,
        name,
        kind,
        opensAt: opensAt.at,
        closesAt: closesAt.at,
        state: now < Date.parse(opensAt.at) ? 'to come' : now < Date.parse(closesAt.at) ? 'open' : 'closed',
      }));
      const isPartner = relations.every((relation) => relation === 'partner');
      return {
        body: {
          ...{ id, title, stage, stageSince: stageSince.toISOString(), isDrill, planVersion },
          time: isoOf(now),
          phases,
          waitingFor: isPartner ? [] : waits(waitable, now),
          nextTimer: isPartner ? null : nextTimer(waitable),
          relations,
        },
      };
    },
  }),
];

function standingAt(startMs: number, realNow: number): Clock {
  return { anchorRealMs: realNow, anchorMs: startMs, rate: 1, holdMs: startMs };
}
