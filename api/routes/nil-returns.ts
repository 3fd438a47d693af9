import { v7 } from 'uuid';
import { z } from 'zod';
import { instantOf, isoOf } from '../../domain/moment.ts';
import { appendNilReturn } from '../../prisma/facts/nil-returns.ts';
import { listNilReturns } from '../../prisma/reads/nil-returns.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutOperation, sightOf, timeOf } from '../standing.ts';
import { Id, Instant, OperationPath } from '../shapes/id.ts';
import { refuseAbsence } from './cases.ts';

const NilReturn = z.strictObject({ id: Id, organisation: z.string(), period: z.string(), receivedAt: Instant }).meta({ id: 'NilReturn' });
const NilReturnItem = NilReturn.extend({
  supersededBy: z.strictObject({ caseId: Id.nullable(), at: Instant }).nullable().meta({
    description: 'The first report that speaks of the period after all, and since when; without a case where totals were declared.',
  }),
}).meta({ id: 'NilReturnItem' });

export const NIL_RETURN_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/nil-returns',
    action: 'nil-return.file',
    summary: 'Say that there is nothing to report for a period',
    params: OperationPath,
    body: z.strictObject({ period: z.string().min(1).max(40) }).meta({ id: 'NewNilReturn' }),
    about: aboutOperation,
    replies: { status: 201, schema: NilReturn },
    refuses: [
      'nil-return.period-unknown',
      'nil-return.too-early',
      'nil-return.given-before',
      'nil-return.contradicted',
      'participation.not-active',
      'participation.withdrawn',
      'operation.not-running',
    ],
    handle: async ({ params: { operationId }, body, actor, found: operation, receipt, realNow }, { database }) => {
      refuseAbsence(operation);
      const period = operation.plan.reporting.periods.find(({ key }) => key === body.period);
      if (!period || !operation.plan.reporting.nilReturns) throw new Refusal('nil-return.period-unknown');
      const now = timeOf(operation, realNow);
      if (now < instantOf(period.from)) throw new Refusal('nil-return.too-early');
      const at = isoOf(now);
      const nil = { id: v7(), organisation: actor.organisation.code, period: period.key, receivedAt: at };
      const reply = { status: 201, body: nil, location: `/operations/${operationId}/nil-returns` };
      const filing = { id: nil.id, operationId, organisationId: actor.organisation.id, personId: actor.personId, period: period.key, at };
      const filed = appendNilReturn(database, { ...filing, from: period.from.at, until: period.until.at }, receiptOf(receipt, reply));
      refuseIf(await filed.catch(refuseRepeat));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/nil-returns',
    action: 'nil-return.read',
    summary: 'Nil returns that you may see',
    params: OperationPath,
    query: PageQuery,
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(NilReturnItem) },
    handle: async ({ params, query, actor, found: operation }, deps) => {
      const page = readCursor(query, 'id');
      const sight = await sightOf(deps, actor, operation);
      const nils = { operationId: params.operationId, periods: operation.plan.reporting.periods };
      const body = toPage(await listNilReturns(deps.database, sight, nils, page), page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
];

function refuseRepeat(error: unknown): never {
  const { constraint } = error as { constraint?: string };
  if (constraint === 'nil_return_operation_id_organisation_id_period_key') throw new Refusal('nil-return.given-before');
  throw error;
}
