import { z } from 'zod';
import { LEDGER_STATES } from '../../domain/ledger.ts';
import { listLedger } from '../../prisma/reads/ledger.ts';
import { readScorecards } from '../../prisma/reads/scorecards.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { route } from '../route.ts';
import { aboutOperation, sightOf } from '../standing.ts';
import { Id, Instant, OperationPath } from '../shapes/id.ts';
import { WarningCodeShape } from '../shapes/review.ts';

const Count = z.number().int();

const Entry = z
  .strictObject({
    caseId: Id,
    reference: z.string(),
    external: z.strictObject({ system: z.string(), id: z.string() }).nullable(),
    version: Count,
    reportedAt: Instant,
    state: z.enum(LEDGER_STATES),
    warnings: z.strictObject({ unsettled: Count, settled: Count }),
    links: z
      .array(z.strictObject({ as: z.enum(['primary', 'secondary']), organisation: z.string(), operationId: Id, reason: z.string() }))
      .meta({ description: 'With whose report it is one seizure. A secondary counts with the other one, in the operation named.' }),
    exclusion: z.strictObject({ reason: z.string(), since: Instant }).nullable(),
    editions: z.array(z.string()).meta({ description: 'Keys of the editions in which it counts.' }),
  })
  .meta({ id: 'LedgerEntry' });

const score = {
  daysToReport: z.number().nullable().meta({ description: 'Days from a seizure to its first report: the median.' }),
  inTime: z.number().nullable().meta({ description: 'Share of the tasks that were due and answered in time.' }),
  completeness: z.number().nullable().meta({ description: 'Share of what the minimal form leaves out and reports tell all the same.' }),
  warnedCases: z.number().nullable().meta({ description: 'Share of the cases about which something had to be asked.' }),
};
const Scorecards = z
  .strictObject({
    median: z.strictObject(score).meta({ description: 'Of all administrations; null where fewer than three have the figure.' }),
    items: z.array(
      z.strictObject({
        organisation: z.string(),
        cases: Count,
        ...score,
        errors: z.array(z.strictObject({ code: WarningCodeShape, count: Count })).meta({ description: 'The most frequent first.' }),
      }),
    ),
  })
  .meta({ id: 'Scorecards' });

/** What comes back to whoever reports: what became of it, and how well it was done. */
export const LEDGER_ROUTES = [
  route({
    method: 'get',
    path: '/operations/{operationId}/ledger',
    action: 'ledger.read',
    summary: 'What became of every report that your administration has sent, newest first',
    params: OperationPath,
    query: PageQuery.extend({ state: z.enum(LEDGER_STATES).optional() }),
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(Entry) },
    handle: async ({ params: { operationId }, query, actor }, { database }) => {
      const page = readCursor(query, 'id');
      const filter = { operationId, organisationId: actor.organisation.id, state: query.state };
      const body = toPage(await listLedger(database, filter, page), page, ({ caseId }) => caseId);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/scorecards',
    action: 'scorecard.read',
    summary:
      'How timely and how complete the reports of those are that you may look into, and what is asked about them, beside the median of all',
    params: OperationPath,
    about: aboutOperation,
    replies: { status: 200, schema: Scorecards },
    handle: async ({ params: { operationId }, actor, found: operation }, deps) => ({
      body: await readScorecards(deps.database, await sightOf(deps, actor, operation), operationId),
    }),
  }),
];
