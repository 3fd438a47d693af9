import { z } from 'zod';
import { BREAKDOWNS } from '../../domain/breakdown.ts';
import { namedFigures } from '../../domain/edition.ts';
import { CURRENT_FACTORS } from '../../domain/catalogue/factors.ts';
import { normalise } from '../../domain/conversion.ts';
import { isoOf } from '../../domain/moment.ts';
import { isField } from '../../domain/phase.ts';
import { readComparison } from '../../prisma/reads/comparisons.ts';
import { readConcentration } from '../../prisma/reads/concentration.ts';
import { findPurgedInputs } from '../../prisma/reads/tombstones.ts';
import { readReporting } from '../../prisma/reads/reporting.ts';
import { readBreakdown, readFigures } from '../../prisma/reads/statistics.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutOperation, timeOf } from '../standing.ts';
import { Comparison, Concentration, Normalised, PeriodReporting } from '../shapes/statistics.ts';
import { BreakdownShape } from '../shapes/breakdown.ts';
import { Figures, NamedFigure } from '../shapes/figures.ts';
import { Instant, OperationPath } from '../shapes/id.ts';
import { PurgedInputs } from '../shapes/retention.ts';

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
    replies: {
      status: 200,
      schema: z.strictObject({
        ...{ asOf: Instant, level: z.string(), figures: Figures, named: z.array(NamedFigure), normalised: Normalised },
        purged: PurgedInputs,
      }),
    },
    handle: async ({ params: { operationId }, found: { plan, clock }, realNow }, { database }) => {
      const now = timeOf({ clock }, realNow);
      const figures = await readFigures(database, plan, { operationId, now: new Date(now) });
      const normalised = normalise(figures.quantities, CURRENT_FACTORS);
      const purged = await findPurgedInputs(database, { operationId, cutOffAt: new Date(now) });
      return { body: { asOf: isoOf(now), level: 'provisional', figures, named: namedFigures(figures), normalised, purged } };
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/statistics/concentration',
    action: 'statistics.read',
    summary: 'How much of each quantity stands in one case, or is one administration’s, and the median of the seizures',
    params: OperationPath,
    about: aboutOperation,
    replies: { status: 200, schema: z.strictObject({ asOf: Instant, items: z.array(Concentration) }) },
    handle: async ({ params: { operationId }, found: { plan, clock }, realNow }, { database }) => {
      const now = timeOf({ clock }, realNow);
      const phases = plan.phases.filter(isField).map(({ key }) => key);
      return { body: { asOf: isoOf(now), items: await readConcentration(database, { operationId, phases, cutOff: new Date(now) }) } };
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/statistics/comparison',
    action: 'statistics.read',
    summary: 'Two periods, by the administrations that reported in both: counts first, since a few large seizures make most of a quantity',
    params: OperationPath,
    query: z.strictObject({ before: z.string().min(1).max(40), now: z.string().min(1).max(40) }),
    about: aboutOperation,
    replies: { status: 200, schema: Comparison },
    refuses: ['statistics.period-unknown'],
    handle: async ({ params: { operationId }, query: { before, now }, found: { plan, clock }, realNow }, { database }) => {
      const known = plan.reporting.periods.map(({ key }) => key);
      if (!known.includes(before) || !known.includes(now)) throw new Refusal('statistics.period-unknown');
      const at = timeOf({ clock }, realNow);
      const comparison = await readComparison(database, { operationId, before, now, cutOff: new Date(at) });
      return { body: { asOf: isoOf(at), periods: { before, now }, ...comparison } };
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/statistics/reporting',
    action: 'statistics.read',
    summary: 'How each period was reported: rate, timeliness, and the days from a seizure to its report',
    params: OperationPath,
    about: aboutOperation,
    replies: { status: 200, schema: z.strictObject({ asOf: Instant, items: z.array(PeriodReporting) }) },
    handle: async ({ params: { operationId }, found: { clock }, realNow }, { database }) => ({
      body: { asOf: isoOf(timeOf({ clock }, realNow)), items: await readReporting(database, operationId) },
    }),
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
