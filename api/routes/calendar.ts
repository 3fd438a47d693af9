import { z } from 'zod';
import { calendarOf } from '../../documents/calendar.ts';
import { agendaOf } from '../../domain/calendar.ts';
import { listOwnDeadlines } from '../../prisma/reads/deadlines.ts';
import { route } from '../route.ts';
import { aboutOperation, timeOf } from '../standing.ts';
import { OperationPath } from '../shapes/id.ts';

export const CALENDAR_ROUTES = [
  route({
    method: 'get',
    path: '/operations/{operationId}/calendar.ics',
    action: 'calendar.read',
    summary: 'Phases, meetings and deadlines as an iCalendar file; of tasks only those of your own organisation',
    params: OperationPath,
    about: aboutOperation,
    replies: { status: 200, schema: z.string(), type: 'text/calendar' },
    handle: async ({ actor, found: operation, realNow }, { database }) => {
      const { id, stage, title, plan, planVersion, participation } = operation;
      const own = await listOwnDeadlines(database, id, actor.organisation.id);
      const entries = agendaOf({ id, stage, plan, own, isMember: participation !== null });
      return {
        body: calendarOf({
          name: title,
          entries: entries.map((entry) => ({ ...entry, sequence: planVersion ?? 0 })),
          stamp: new Date(timeOf(operation, realNow)),
        }),
        type: 'text/calendar; charset=utf-8',
      };
    },
  }),
];
