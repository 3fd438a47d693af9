import { z } from 'zod';
import { BREAKDOWNS } from '../../domain/breakdown.ts';
import { namedFigures } from '../../domain/edition.ts';
import { isoOf } from '../../domain/moment.ts';
import { readBreakdown, readFigures } from '../../prisma/reads/statistics.ts';
import { route } from '../route.ts';
import { aboutOperation, timeOf } from '../standing.ts';
import { BreakdownShape } from '../shapes/breakdown.ts';
import { Figures, NamedFigure } from '../shapes/figures.ts';
import { Instant, OperationPath } from '../shapes/id.ts';

const BreakdownPath = OperationPath.extend({ by: z.enum(BREAKDOWNS) });
const BreakdownQuery = z.strictObject({
  phase: z.string().max(40).default('').meta({ description: 'Key of a phase; all of them together without it.' }),
  limit: z.coerce.number().int().min(1).max(2_000).default(200),
});

export const STATISTICS_ROUTES = [
  route({
    method: 'get',
    path: '/operations/{operationId}/statistics',
    action: 'statistics.read',
    summary: 'The figures as they stand now: provisional, agreed by nobody',
    params: OperationPath,
    about: aboutOperation,
    replies: { status: 200, schema: z.strictObject({ asOf: Instant, level: z.string(), figures: Figures, named: z.array(NamedFigure) }) },
    handle: async ({ params: { operationId }, found: { plan, clock }, realNow }, { database }) => {
      const now = timeOf({ clock }, realNow);
      const figures = await readFigures(database, plan, { operationId, now: new Date(now) });
      return { body: { asOf: isoOf(now), level: 'provisional', figures, named: namedFigures(figures) } };
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/statistics/{by}',
    action: 'statistics.read',
    summary: 'The figures as they stand now, broken down',
    params: BreakdownPath,
    query: BreakdownQuery,
    about: aboutOperation,
    replies: { status: 200, schema: BreakdownShape },
    handle: async ({ params: { operationId, by }, query: { phase, limit }, found: { clock }, realNow }, { database }) => {
      const rows = await readBreakdown(database, by, { operationId, phase }, limit);
      const countLevel = 'a case, and a seizure, counts once in every row that it touches' as const;
      return { body: { asOf: isoOf(timeOf({ clock }, realNow)), level: 'provisional', countLevel, by, phase, rows } };
    },
  }),
];
