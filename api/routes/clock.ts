import { z } from 'zod';
import { FASTEST_RATE, type Clock } from '../../domain/clock.ts';
import { isoOf } from '../../domain/moment.ts';
import { clockTag, setClock } from '../../prisma/facts/clocks.ts';
import { instantAt } from '../plan-writing.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutOperation, timeOf } from '../standing.ts';
import { Instant, OperationPath } from '../shapes/id.ts';
import { MomentShape } from '../shapes/plan.ts';

const ClockView = z
  .strictObject({
    time: Instant,
    rate: z.number(),
    holdAt: Instant.nullable().meta({ description: 'The clock stands still once it has reached this.' }),
  })
  .meta({ id: 'Clock' });

export const CLOCK_ROUTES = [
  route({
    method: 'get',
    path: '/operations/{operationId}/clock',
    action: 'operation.read',
    summary: "The operation's own time, and how it runs",
    params: OperationPath,
    about: aboutOperation,
    replies: { status: 200, schema: ClockView },
    handle: async ({ found: operation, realNow }) => ({
      body: viewOf(operation.clock, timeOf(operation, realNow)),
      etag: clockTag(operation.clock),
      isAlive: true,
    }),
  }),
  route({
    method: 'put',
    path: '/operations/{operationId}/clock',
    action: 'clock.set',
    summary: "Set a drill's clock: how fast it runs, and where it stands still",
    params: OperationPath,
    body: z
      .strictObject({ rate: z.number().min(0).max(FASTEST_RATE), holdAt: MomentShape.nullable().default(null) })
      .meta({ id: 'ClockSetting', description: '`rate` 1 is real time, 0 stands still.' }),
    about: aboutOperation,
    replies: { status: 200, schema: ClockView },
    refuses: ['operation.not-a-drill', 'request.stale'],
    handle: async ({ params: { operationId }, body, actor, ifMatch, realNow }, { database }) => {
      const holdMs = body.holdAt && instantAt('/holdAt', body.holdAt);
      const set = await setClock(
        database,
        { operationId, rate: body.rate, holdMs, actorId: actor.personId, realNow },
        (tag) => tag === ifMatch || ifMatch === '*',
      );
      if (typeof set === 'string') throw new Refusal(set);
      return { body: viewOf(set.clock, timeOf(set, realNow)), etag: clockTag(set.clock) };
    },
  }),
];

function viewOf({ rate, holdMs }: Clock, now: number) {
  return { time: isoOf(now), rate, holdAt: holdMs === null ? null : isoOf(holdMs) };
}
