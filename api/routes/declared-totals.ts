import { z } from 'zod';
import { TOTAL_MEASURES } from '../../domain/declared-count.ts';
import { totalFlaws, totalsDeclared } from '../../domain/declared-total.ts';
import { isoOf } from '../../domain/moment.ts';
import { readRemainders } from '../../prisma/reads/remainders.ts';
import { declare, DeclaredQuery, listDeclared } from '../declaring.ts';
import { pageOf } from '../page.ts';
import { begunPeriod, saysNew } from '../periods.ts';
import { refuseFlaws } from '../refusal.ts';
import { route } from '../route.ts';
import { Quantity } from '../../documents/reports/shape.ts';
import { DeclaredCountItem, Declaration, PeriodKey, Reason } from '../shapes/declared-count.ts';
import { Instant, OperationPath } from '../shapes/id.ts';
import { aboutOperation, timeOf } from '../standing.ts';

const Count = z.number().int().min(0).max(1_000_000_000);

const NewTotals = z
  .strictObject({
    period: PeriodKey,
    totals: z
      .array(
        z.strictObject({
          heading: z.string().min(1).max(80).nullable().meta({ description: 'null: all goods together.' }),
          cases: Count.optional(),
          seizures: Count.optional(),
          quantities: z
            .array(z.strictObject({ unit: z.string().min(1).max(20), quantity: Quantity }))
            .max(20)
            .optional(),
        }),
      )
      .max(100)
      .default([]),
    detailsComplete: z
      .boolean()
      .optional()
      .meta({ description: 'Cases have shown all that there is: what is left of the totals will not follow.' }),
    reason: Reason,
  })
  .refine(
    ({ totals, detailsComplete }) => totals.length > 0 || detailsComplete !== undefined,
    'Declare a total, or say whether details are complete.',
  )
  .meta({ id: 'NewDeclaredTotals' });

const Remainder = z
  .strictObject({
    measure: z.enum(['cases', 'seizures', 'quantity']),
    heading: z.string().nullable(),
    unit: z.string().nullable(),
    remainder: z.string(),
    organisations: z.number().int(),
  })
  .meta({ id: 'Remainder', description: 'Declared, details to follow: comes on top of what the cases give.' });

export const DECLARED_TOTAL_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/declared-totals',
    action: 'declared-total.declare',
    summary: 'Declare totals of a period first: cases replace them as their details arrive, and nothing counts twice',
    params: OperationPath,
    body: NewTotals,
    about: aboutOperation,
    replies: { status: 201, schema: Declaration },
    refuses: [
      'period.unknown',
      'period.too-early',
      'count.invalid',
      'count.reason-missing',
      'participation.not-active',
      'participation.withdrawn',
      'operation.not-running',
    ],
    handle: async ({ params: { operationId }, body, actor, found: operation, receipt, realNow }, deps) => {
      const takesNew = saysNew(operation);
      const now = timeOf(operation, realNow);
      const period = begunPeriod(operation, body.period, now);
      const { totals, detailsComplete, reason } = body;
      refuseFlaws('count.invalid', totalFlaws(totals, operation.plan));
      const counts = totalsDeclared(totals, detailsComplete);
      const location = `/operations/${operationId}/declared-totals`;
      return declare(deps, { kind: 'totals', operationId, actor, period, counts, reason, takesNew, now, location, receipt });
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/declared-totals',
    action: 'declared-total.read',
    summary: 'Declared totals that you may see, each with its versions',
    params: OperationPath,
    query: DeclaredQuery,
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(DeclaredCountItem) },
    handle: ({ query, actor, found: operation }, deps) => listDeclared(deps, { actor, operation, measures: TOTAL_MEASURES }, query),
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/remainders',
    action: 'statistics.read',
    summary: 'Declared, details to follow: what totals exceed the cases by, as it stands now',
    params: OperationPath,
    about: aboutOperation,
    replies: { status: 200, schema: z.strictObject({ asOf: Instant, level: z.string(), remainders: z.array(Remainder) }) },
    handle: async ({ params: { operationId }, found: operation, realNow }, { database }) => {
      const now = timeOf(operation, realNow);
      const remainders = await readRemainders(database, { operationId, phases: null, cutOff: new Date(now) });
      return { body: { asOf: isoOf(now), level: 'provisional', remainders } };
    },
  }),
];
