import { z } from 'zod';
import { activityDeclared, activityFlaws, countableOf } from '../../domain/activity-count.ts';
import { ACTIVITY_MEASURES } from '../../domain/declared-count.ts';
import { isoOf } from '../../domain/moment.ts';
import { readActivity } from '../../prisma/reads/activity.ts';
import { declare, DeclaredQuery, listDeclared } from '../declaring.ts';
import { pageOf } from '../page.ts';
import { begunPeriod, saysNew } from '../periods.ts';
import { refuseFlaws } from '../refusal.ts';
import { route } from '../route.ts';
import { Quantity } from '../../documents/reports/shape.ts';
import { DeclaredCountItem, Declaration, PeriodKey, Reason } from '../shapes/declared-count.ts';
import { Instant, OperationPath } from '../shapes/id.ts';
import { aboutOperation, timeOf } from '../standing.ts';

const ActivityCount = z.strictObject({
  measure: z
    .enum(ACTIVITY_MEASURES)
    .default('activity')
    .meta({ description: 'Persons and groups are counted here by state where their services report them as totals only.' }),
  kind: z.string().min(1).max(63).meta({ description: 'A kind of activity, or a state of persons or groups, of the catalogue.' }),
  count: Quantity,
});

const Activity = z
  .strictObject({
    measure: z.enum(ACTIVITY_MEASURES),
    kind: z.string(),
    unit: z.string(),
    definition: z.string(),
    amount: z.string(),
    organisations: z.array(z.strictObject({ organisation: z.string(), amount: z.string() })),
  })
  .meta({ id: 'Activity', description: 'Stands beside the seizures, and is never added to them, nor to another kind.' });

const NewActivityCounts = z
  .strictObject({ period: PeriodKey, counts: z.array(ActivityCount).min(1).max(200), reason: Reason })
  .meta({ id: 'NewActivityCounts' });

export const ACTIVITY_COUNT_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/activity-counts',
    action: 'activity-count.state',
    summary: 'Say how many checks, inspections, arrests and the like a period brought; said again, they become a new version',
    params: OperationPath,
    body: NewActivityCounts,
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
    handle: async ({ params: { operationId }, body: { counts, ...body }, actor, found: operation, receipt, realNow }, deps) => {
      const takesNew = saysNew(operation);
      const now = timeOf(operation, realNow);
      const period = begunPeriod(operation, body.period, now);
      refuseFlaws('count.invalid', activityFlaws(counts, period.from.at));
      const location = `/operations/${operationId}/activity-counts`;
      const { reason } = body;
      const said = { operationId, actor, period, counts: activityDeclared(counts), reason, takesNew, now, location, receipt };
      return declare(deps, { kind: 'activity', ...said });
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/activity-counts',
    action: 'activity-count.read',
    summary: 'Activity counts that you may see, each with its versions',
    params: OperationPath,
    query: DeclaredQuery,
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(DeclaredCountItem) },
    handle: ({ query, actor, found: operation }, deps) => listDeclared(deps, { actor, operation, measures: ACTIVITY_MEASURES }, query),
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/activity',
    action: 'statistics.read',
    summary: 'What members counted beside their seizures, per kind, as it stands now',
    params: OperationPath,
    about: aboutOperation,
    replies: { status: 200, schema: z.strictObject({ asOf: Instant, level: z.string(), activity: z.array(Activity) }) },
    handle: async ({ params: { operationId }, found: operation, realNow }, { database }) => {
      const now = timeOf(operation, realNow);
      const counted = await readActivity(database, { operationId, phases: null, cutOff: new Date(now) });
      const activity = counted.map((each) => ({ ...each, definition: countableOf(each.measure, each.kind)?.definition ?? '' }));
      return { body: { asOf: isoOf(now), level: 'provisional', activity } };
    },
  }),
];
