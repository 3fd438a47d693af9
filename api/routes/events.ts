import { z } from 'zod';
import { EVENTS, eventTypesSeenBy, type Sight } from '../../domain/event.ts';
import { seesAll, type Relation } from '../../domain/permission.ts';
import { listEvents } from '../../prisma/reads/events.ts';
import { regionOf } from '../../prisma/reads/owners.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { route } from '../route.ts';
import { aboutOperation } from '../standing.ts';
import { Instant, OperationPath } from '../shapes/id.ts';

const EventItem = z
  .strictObject({
    seq: z.string(),
    type: z.string(),
    says: z.string(),
    at: Instant,
    recordedAt: Instant,
    subjectId: z.string().nullable(),
    organisation: z.string().nullable(),
    actor: z.string().nullable(),
    data: z.unknown(),
  })
  .meta({ id: 'Event' });

export const EVENT_ROUTES = [
  route({
    method: 'get',
    path: '/operations/{operationId}/events',
    action: 'event.list',
    summary: 'The story of an operation in its order, as far as you may know it',
    params: OperationPath,
    query: PageQuery,
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(EventItem) },
    handle: async ({ params, query, actor, relations }, { database }) => {
      const page = readCursor(query, 'seq');
      const region = relations.includes('rilo') ? await regionOf(database, params.operationId, actor.organisation.code) : [];
      const sight = {
        types: eventTypesSeenBy(sightsOf(relations)),
        ownTypes: eventTypesSeenBy(['owner']),
        organisationIds: [actor.organisation.id, ...region],
      };
      const rows = await listEvents(database, params.operationId, sight, page);
      const body = toPage(rows, page, ({ seq }) => seq);
      return { body: { ...body, items: body.items.map((event) => ({ ...event, says: says(event.type) })) }, next: body.next };
    },
  }),
];

function sightsOf(relations: readonly Relation[]): Sight[] {
  if (seesAll(relations)) return ['leads', 'participants', 'owner'];
  return relations.includes('approver') ? ['leads', 'participants'] : ['participants'];
}

function says(type: string): string {
  return type in EVENTS ? EVENTS[type as keyof typeof EVENTS].says : '';
}
