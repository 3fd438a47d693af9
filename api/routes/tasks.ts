import { z } from 'zod';
import { isAnswerTo, needsReason, TASK_STATES, type TaskingKind } from '../../domain/tasking.ts';
import { isoOf } from '../../domain/moment.ts';
import { phasesUpTo } from '../../domain/phase.ts';
import type { Plan } from '../../domain/plan.ts';
import { appendAnswer } from '../../prisma/facts/answers.ts';
import { findTasking, listTaskings, listTasks } from '../../prisma/reads/tasks.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutOperation, aboutPart, boardSightOf, timeOf } from '../standing.ts';
import { Id, Instant, OperationPath } from '../shapes/id.ts';
import { MomentShape } from '../shapes/plan.ts';

const Tasking = z
  .strictObject({
    id: Id,
    kind: z.string(),
    key: z.string(),
    title: z.string(),
    deadline: MomentShape,
    silence: z.enum(['silent', 'consent']),
    openedAt: Instant.nullable(),
    endedAt: Instant.nullable(),
    nextRungAt: Instant.nullable(),
    unanswered: z.number().int(),
  })
  .meta({ id: 'Tasking' });
const Task = z
  .strictObject({
    id: Id,
    taskingId: Id,
    operationId: Id,
    organisation: z.string(),
    kind: z.string(),
    key: z.string(),
    title: z.string(),
    deadline: MomentShape,
    state: z.enum(TASK_STATES),
    answer: z.string().nullable(),
    reason: z.string().nullable(),
    late: z.boolean(),
    answeredAt: Instant.nullable(),
  })
  .meta({ id: 'Task' });

const TaskingPath = z.object({ taskingId: Id });
const TaskPath = z.object({ taskId: Id });
const aboutTasking = aboutPart('tasking', ({ taskingId }: z.output<typeof TaskingPath>) => taskingId, 'task.not-found');
const aboutTask = aboutPart('task', ({ taskId }: z.output<typeof TaskPath>) => taskId, 'task.not-found');
const TaskQuery = PageQuery.extend({ state: z.enum(TASK_STATES).optional() });

export const TASK_ROUTES = [
  route({
    method: 'get',
    path: '/operations/{operationId}/taskings',
    action: 'tasking.read',
    summary: 'What the operation has asked for, oldest first',
    params: OperationPath,
    about: aboutOperation,
    replies: { status: 200, schema: z.strictObject({ items: z.array(Tasking), next: z.null() }) },
    handle: async ({ params }, { database }) => ({ body: { items: await listTaskings(database, params.operationId), next: null } }),
  }),
  route({
    method: 'get',
    path: '/taskings/{taskingId}',
    action: 'tasking.read',
    summary: 'The board of a tasking: who answered what, and when',
    params: TaskingPath,
    query: TaskQuery,
    about: aboutTasking,
    replies: { status: 200, schema: Tasking.extend({ tasks: pageOf(Task) }) },
    refuses: ['task.not-found'],
    handle: async ({ params: { taskingId }, query, actor, found: operation, relations }, deps) => {
      const tasking = await findTasking(deps.database, taskingId);
      if (!tasking) throw new Refusal('task.not-found');
      const page = readCursor(query, 'id');
      const sight = await boardSightOf(deps, actor, operation, relations);
      const filter = { taskingId, state: query.state, ...('all' in sight ? {} : { organisationIds: sight.organisations }) };
      const tasks = toPage(await listTasks(deps.database, filter, page), page, ({ id }) => id);
      return { body: { ...tasking, tasks }, next: tasks.next };
    },
  }),
  route({
    method: 'get',
    path: '/tasks',
    action: 'task.list-own',
    summary: 'What your organisation is asked for, in all operations: your inbox',
    query: TaskQuery,
    replies: { status: 200, schema: pageOf(Task) },
    handle: async ({ query, actor }, { database }) => {
      const page = readCursor(query, 'id');
      const body = toPage(
        await listTasks(database, { organisationIds: [actor.organisation.id], state: query.state }, page),
        page,
        ({ id }) => id,
      );
      return { body, next: body.next };
    },
  }),
  route({
    method: 'get',
    path: '/tasks/{taskId}',
    action: 'task.read',
    summary: 'One task',
    params: TaskPath,
    about: aboutTask,
    replies: { status: 200, schema: Task },
    refuses: ['task.not-found'],
    handle: async ({ params: { taskId: id } }, { database }) => {
      const [task] = await listTasks(database, { id }, { after: null, limit: 1 });
      if (!task) throw new Refusal('task.not-found');
      return { body: task };
    },
  }),
  route({
    method: 'post',
    path: '/tasks/{taskId}/answers',
    action: 'task.answer',
    summary: 'Answer a task: accept or decline an invitation, confirm or dispute figures',
    params: TaskPath,
    body: z
      .strictObject({ answer: z.enum(['accept', 'decline', 'confirm', 'dispute']), reason: z.string().trim().max(2_000).optional() })
      .meta({ id: 'NewAnswer' }),
    about: aboutTask,
    replies: { status: 201, schema: Task },
    refuses: ['task.not-found', 'task.closed', 'task.answer-unfit', 'task.reason-missing', 'operation.not-running'],
    handle: async ({ params: { taskId }, body, actor, found: operation, receipt, realNow }, deps) => {
      const [task] = await listTasks(deps.database, { id: taskId, organisationIds: [actor.organisation.id] }, { after: null, limit: 1 });
      if (!task) throw new Refusal('task.not-found');
      if (operation.stage !== 'running') throw new Refusal('operation.not-running');
      if (!isAnswerTo(task.kind as TaskingKind, body.answer)) throw new Refusal('task.answer-unfit');
      if (needsReason(body.answer) && !body.reason) throw new Refusal('task.reason-missing');
      const at = isoOf(timeOf(operation, realNow));
      const answered = {
        ...task,
        state: 'answered',
        answer: body.answer,
        reason: body.reason ?? null,
        late: task.state === 'lapsed',
        answeredAt: at,
      };
      const reply = { status: 201, body: answered, location: `/tasks/${taskId}` };
      const given = {
        taskId,
        organisationId: actor.organisation.id,
        personId: actor.personId,
        answer: body.answer,
        reason: body.reason ?? null,
        at,
        periods: periodsFrom(operation.plan, operation.participation?.joins ?? ''),
      };
      refuseIf(await appendAnswer(deps.database, given, receiptOf(receipt, reply)));
      return reply;
    },
  }),
];

/** Keys of the reporting periods for which somebody who joins with this phase is asked. */
function periodsFrom({ phases, reporting }: Plan, joins: string): string[] {
  return reporting.periods.filter(({ phase }) => phasesUpTo(phases, [phase]).includes(joins)).map(({ key }) => key);
}
