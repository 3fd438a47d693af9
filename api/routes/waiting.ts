import { z } from 'zod';
import { isoOf } from '../../domain/moment.ts';
import { STAGES } from '../../domain/operation.ts';
import { nextTimer, waits } from '../../domain/waiting.ts';
import { readWaitable } from '../../prisma/reads/waiting.ts';
import { route } from '../route.ts';
import { aboutOperation, boardSightOf, timeOf } from '../standing.ts';
import { Instant, OperationPath } from '../shapes/id.ts';
import { Timer, Wait } from '../shapes/wait.ts';

export const WAITING_ROUTES = [
  route({
    method: 'get',
    path: '/operations/{operationId}/waiting',
    action: 'waiting.read',
    summary: 'What an operation waits for: since when, whose turn it is, and what happens next by itself',
    params: OperationPath,
    about: aboutOperation,
    replies: {
      status: 200,
      schema: z.strictObject({ stage: z.enum(STAGES), time: Instant, items: z.array(Wait), nextTimer: Timer.nullable(), next: z.null() }),
    },
    handle: async ({ actor, found: operation, relations, realNow }, deps) => {
      const now = timeOf(operation, realNow);
      const waitable = await readWaitable(deps.database, await boardSightOf(deps, actor, operation, relations), operation, now);
      const { stage } = operation;
      return { body: { stage, time: isoOf(now), items: waits(waitable, now), nextTimer: nextTimer(waitable), next: null } };
    },
  }),
];
