import { z } from 'zod';
import { ledgerCsv } from '../../documents/csv/ledger.ts';
import { CHANNELS } from '../../domain/case.ts';
import { LEDGER_STATES } from '../../domain/ledger.ts';
import { listLedger, walkLedger } from '../../prisma/reads/ledger.ts';
import { readScorecards } from '../../prisma/reads/scorecards.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { route } from '../route.ts';
import { aboutOperation, sightOf } from '../standing.ts';
import { Id, Instant, OperationPath } from '../shapes/id.ts';

const Count = z.number().int();
const State = z.enum(LEDGER_STATES).optional();

const Entry = z
  .strictObject({
    id: Id,
    caseId: Id.nullable().meta({ description: 'Null where it was refused: no case came of it.' }),
    reference: z.string().nullable(),
    external: z.strictObject({ system: z.string(), id: z.string() }).nullable(),
    version: Count.nullable(),
    reportedAt: Instant,
    state: z.enum(LEDGER_STATES),
    warnings: z.strictObject({ unsettled: Count, settled: Count }),
    links: z
      .array(z.strictObject({ as: z.enum(['primary', 'secondary']), organisation: z.string(), operationId: Id, reason: z.string() }))
      .meta({ description: 'With whose report it is one seizure. A secondary counts with the other one, in the operation named.' }),
    exclusion: z.strictObject({ reason: z.string(), since: Instant }).nullable(),
    editions: z.array(z.string()).meta({ description: 'Keys of the editions in which it counts.' }),
    refusal: z
      .strictObject({
        channel: z.enum(CHANNELS),
        code: z.string(),
        errors: z.array(z.strictObject({ pointer: z.string(), code: z.string() })).meta({ description: 'The first five.' }),
        times: Count.meta({ description: 'How often it was sent and refused.' }),
      })
      .nullable()
      .meta({ description: 'Why one of many was refused; superseded once its case has been reported, or corrected, all the same.' }),
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
        errors: z.array(z.strictObject({ code: z.string(), count: Count })).meta({
          description: 'Codes of warnings and of what is refused, the most frequent first: of each, in how many reports.',
        }),
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
    query: PageQuery.extend({ state: State }),
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(Entry) },
    handle: async ({ params: { operationId }, query, actor }, { database }) => {
      const page = readCursor(query, 'id');
      const filter = { operationId, organisationId: actor.organisation.id, state: query.state };
      const body = toPage(await listLedger(database, filter, page), page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/ledger.csv',
    action: 'ledger.read',
    summary: 'The whole ledger of your administration as CSV, newest first, of any length',
    params: OperationPath,
    query: z.strictObject({ state: State }),
    about: aboutOperation,
    replies: { status: 200, type: 'text/csv' },
    handle: async ({ params: { operationId }, query: { state }, actor }, { database }) => ({
      body: null,
      stream: ledgerCsv(walkLedger(database, { operationId, organisationId: actor.organisation.id, state })),
      headers: { 'Content-Disposition': `attachment; filename="${operationId}-ledger.csv"` },
    }),
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
