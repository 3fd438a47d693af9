import { z } from 'zod';
import { TASK_STATES } from '../../domain/tasking.ts';
import { countTasks, findTasking, listTaskings } from '../../prisma/reads/taskings.ts';
import { listTasks } from '../../prisma/reads/tasks.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutOperation, boardSightOf, timeOf } from '../standing.ts';
import { Id, OperationPath } from '../shapes/id.ts';
import { OrganisationCode } from '../shapes/plan.ts';
import { Flag, Task, Tasking } from '../shapes/task.ts';

const Count = z.number().int();

export const TASKING_ROUTES = [
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
    path: '/operations/{operationId}/taskings/{taskingId}',
    action: 'tasking.read',
    summary: 'The board of a tasking: who answered what and when, who is late by how long, and who holds it now',
    params: OperationPath.extend({ taskingId: Id }),
    query: PageQuery.extend({
      state: z.enum(TASK_STATES).optional(),
      late: Flag.optional(),
      rilo: OrganisationCode.optional(),
      organisation: OrganisationCode.optional(),
    }),
    about: aboutOperation,
    replies: {
      status: 200,
      schema: Tasking.extend({
        counts: z.strictObject({ open: Count, answered: Count, lapsed: Count, withdrawn: Count, late: Count }),
        tasks: pageOf(Task),
      }),
    },
    refuses: ['tasking.not-found'],
    handle: async ({ params: { operationId, taskingId }, query, actor, found: operation, relations, realNow }, deps) => {
      const found = await findTasking(deps.database, taskingId);
      if (found?.operationId !== operationId) throw new Refusal('tasking.not-found');
      const { operationId: _, ...tasking } = found;
      const page = readCursor(query, 'id');
      const sight = await boardSightOf(deps, actor, operation, relations);
      const organisationIds = 'all' in sight ? undefined : sight.organisations;
      const at = new Date(timeOf(operation, realNow));
      const filter = {
        ...{ taskingId, organisationIds, rilo: query.rilo, organisation: query.organisation },
        states: query.state && [query.state],
        lateAt: query.late === undefined ? undefined : at,
      };
      const tasks = toPage(await listTasks(deps.database, filter, page, realNow), page, ({ id }) => id);
      const counts = await countTasks(deps.database, { taskingId, organisationIds, at });
      return { body: { ...tasking, counts, tasks }, next: tasks.next };
    },
  }),
];
