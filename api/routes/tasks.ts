import { z } from 'zod';
import { meetingsToTell } from '../../domain/meeting.ts';
import { isoOf } from '../../domain/moment.ts';
import { takesAnswersTo } from '../../domain/operation.ts';
import { RELATIONS } from '../../domain/permission.ts';
import { phasesUpTo } from '../../domain/phase.ts';
import type { Plan } from '../../domain/plan.ts';
import {
  kindsAnsweredBy,
  KINDS_OF_HOLDERS,
  mayAnswer,
  refuseAnswer,
  ruleOf,
  SPOKEN_ANSWERS,
  TASK_STATES,
  type SpokenAnswer,
} from '../../domain/tasking.ts';
import { appendAnswer } from '../../prisma/facts/answers.ts';
import { listOpenTurns } from '../../prisma/reads/open-turns.ts';
import { findServices } from '../../prisma/reads/holders.ts';
import type { TaskItem } from '../../prisma/reads/task-columns.ts';
import { findTask, listTasks } from '../../prisma/reads/tasks.ts';
import { readAnswerScope } from '../consenting.ts';
import { DisputedFigures, refuseStrangeFigures } from '../disputing.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutTask, timeOf } from '../standing.ts';
import { ConsentScope } from '../shapes/consent.ts';
import { Id } from '../shapes/id.ts';
import { Flag, OpenTurn, Task, TaskingKind as Kind } from '../shapes/task.ts';

const TaskPath = z.object({ taskId: Id });

const ANSWERABLE = {
  byRelation: Object.fromEntries(RELATIONS.map((relation) => [relation, kindsAnsweredBy(relation)])),
  byHolder: KINDS_OF_HOLDERS,
};

export const TASK_ROUTES = [
  route({
    method: 'get',
    path: '/tasks',
    action: 'task.list-own',
    summary: 'What your administration is asked for, in all operations. With `mine`, your inbox: what waits for you',
    query: PageQuery.extend({
      mine: Flag.optional().meta({
        description: 'Only what you may answer and what still takes an answer; tasks that were handed to you come first.',
      }),
      state: z.enum(TASK_STATES).optional(),
      kind: Kind.optional(),
      operation: Id.optional(),
    }),
    replies: { status: 200, schema: pageOf(Task).extend({ approvals: z.array(OpenTurn) }) },
    handle: async ({ query, actor, realNow }, { database }) => {
      const isInbox = query.mine !== undefined;
      const page = readCursor(query, isInbox ? 'inbox' : 'id');
      const filter = {
        organisationIds: isInbox ? await findServices(database, actor.personId) : [actor.organisation.id],
        operationId: query.operation,
        states: query.state && [query.state],
        waits: isInbox && !query.state ? (true as const) : undefined,
        kind: query.kind,
        answerable: isInbox ? ANSWERABLE : undefined,
      };
      const holder = isInbox ? { holderId: actor.personId } : {};
      const body = toPage(await listTasks(database, filter, { ...page, ...holder }, realNow), page, ({ id, holderId }) =>
        isInbox ? `${holderId === actor.personId ? 0 : 1}${id}` : id,
      );
      const approvals = isInbox && query.cursor === undefined ? await listOpenTurns(database, actor.personId, realNow) : [];
      return { body: { ...body, approvals }, next: body.next };
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
    handle: async ({ params: { taskId }, realNow }, { database }) => {
      const task = await findTask(database, taskId, realNow);
      if (!task) throw new Refusal('task.not-found');
      return { body: task };
    },
  }),
  route({
    method: 'post',
    path: '/tasks/{taskId}/answers',
    action: 'task.answer',
    summary: 'Answer a task, or correct your answer until the deadline',
    params: TaskPath,
    body: z
      .strictObject({
        answer: z.enum(SPOKEN_ANSWERS),
        reason: z.string().trim().max(2_000).optional(),
        details: z.string().trim().max(4_000).optional(),
        scope: ConsentScope.optional().meta({
          description: 'Where a consent is asked for and given. Without it, it reaches as far as it is asked.',
        }),
        figures: DisputedFigures.optional().meta({
          description:
            'Of an edition that you dispute: which of your own figures are wrong. Only these are held, where the plan holds any.',
        }),
      })
      .meta({ id: 'NewAnswer' }),
    about: aboutTask,
    replies: { status: 201, schema: Task },
    refuses: [
      'task.not-found',
      'task.closed',
      'task.too-late',
      'task.answer-unfit',
      'task.reason-missing',
      'task.details-missing',
      'operation.not-running',
      'participation.withdrawn',
    ],
    handle: async ({ params: { taskId }, body, actor, found, relations, receipt, realNow }, deps) => {
      const { database } = deps;
      const { task, ...operation } = found;
      if (task.organisation !== actor.organisation.code) throw new Refusal('task.not-found');
      const { kind } = task;
      const isHolder = task.holderId === actor.personId;
      if (!mayAnswer(kind, relations, isHolder)) throw new Refusal('permission.denied');
      if (!takesAnswersTo(kind, operation.stage)) throw new Refusal('operation.not-running');
      if (kind === 'take-part' && task.state !== 'open' && operation.participation?.state === 'withdrawn')
        throw new Refusal('participation.withdrawn');
      refuseIf(refuseAnswer(kind, body));
      if (body.figures) await refuseStrangeFigures(database, { ...task, ...body, figures: body.figures }, actor.organisation.id);
      const now = timeOf(operation, realNow);
      const owner = { operationId: operation.id, organisationId: actor.organisation.id };
      const at = isoOf(now);
      const given = {
        taskId,
        kind,
        ...owner,
        scope: await readAnswerScope(deps, owner, body, now),
        personId: actor.personId,
        answer: body.answer,
        reason: body.reason ?? null,
        details: body.details ?? null,
        figures: body.figures ?? null,
        disputeRule: operation.plan.publication.disputes ?? ('none' as const),
        at,
        replaces: Object.keys(ruleOf(kind).answers) as SpokenAnswer[],
        isBuiltOn: ruleOf(kind).isBuiltOn,
        periods: periodsFrom(operation.plan, operation.participation?.joins ?? ''),
        isToldOfMeetings: meetingsToTell(operation.plan, now).length > 0,
      };
      const late = task.deadline.at <= (operation.stage === 'suspended' ? operation.stageSince.toISOString() : at);
      const answered: TaskItem = {
        ...task,
        ...{ state: 'answered', answer: given.answer, reason: given.reason, details: given.details },
        ...{ late, lateByHours: late ? task.lateByHours : null, answeredAt: at, answeredBy: actor.name, holder: null },
      };
      const reply = { status: 201, body: answered, location: `/tasks/${taskId}` };
      refuseIf(await appendAnswer(database, given, receiptOf(receipt, reply)));
      return reply;
    },
  }),
];

/** Keys of the reporting periods for which somebody who joins with this phase is asked. */
function periodsFrom({ phases, reporting }: Plan, joins: string): string[] {
  return reporting.periods.filter(({ phase }) => phasesUpTo(phases, [phase]).includes(joins)).map(({ key }) => key);
}
