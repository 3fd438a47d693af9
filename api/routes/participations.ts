import { v7 } from 'uuid';
import { z } from 'zod';
import { isoOf } from '../../domain/moment.ts';
import { takesAnswers } from '../../domain/operation.ts';
import { phasesInTheField, STANDINGS } from '../../domain/participation.ts';
import { withdrawParticipation } from '../../prisma/facts/withdrawals.ts';
import { listParticipations } from '../../prisma/reads/participations.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutOperation, sightOf, timeOf } from '../standing.ts';
import { Id, Instant, OperationPath } from '../shapes/id.ts';

const Participation = z
  .strictObject({
    organisation: z.string(),
    organisationId: Id,
    name: z.string(),
    state: z.string().meta({ description: 'What it answered: invited, accepted, declined, silent or withdrawn.' }),
    standing: z.enum(STANDINGS).meta({
      description:
        'The state; of whoever accepted, as far as you may see its reports: active once its phase in the field has begun, then reported or nil-reported.',
    }),
    joins: z.string(),
    rilo: z.string().nullable(),
    reason: z.string().nullable(),
    invitedAt: Instant,
    answeredAt: Instant.nullable(),
  })
  .meta({ id: 'Participation' });
const Withdrawal = z
  .strictObject({ id: Id, organisation: z.string(), reason: z.string(), withdrawnAt: Instant })
  .meta({ id: 'Withdrawal' });

export const PARTICIPATION_ROUTES = [
  route({
    method: 'get',
    path: '/operations/{operationId}/participations',
    action: 'participation.list',
    summary: 'Who is invited, what they answered, and where they stand; reasons and reports are told to those who may see them',
    params: OperationPath,
    query: PageQuery.extend({
      state: z.enum(['invited', 'accepted', 'declined', 'silent', 'withdrawn']).optional(),
      standing: z.enum(STANDINGS).optional(),
    }),
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(Participation) },
    handle: async ({ params: { operationId }, query: { state, standing, ...paging }, actor, found: operation, realNow }, deps) => {
      const page = readCursor(paging, 'id');
      const sight = await sightOf(deps, actor, operation);
      const inTheField = phasesInTheField(operation.plan.phases, timeOf(operation, realNow));
      const rows = await listParticipations(deps.database, sight, { operationId, inTheField, standing, state }, page);
      const body = toPage(rows, page, ({ organisationId }) => organisationId);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'post',
    path: '/operations/{operationId}/withdrawals',
    action: 'participation.withdraw',
    summary: 'Leave an operation that your administration takes part in; what it has reported stays and counts',
    params: OperationPath,
    body: z.strictObject({ reason: z.string().trim().min(1).max(2_000) }).meta({ id: 'NewParticipationWithdrawal' }),
    about: aboutOperation,
    replies: { status: 201, schema: Withdrawal },
    refuses: ['operation.not-running', 'participation.not-active', 'participation.withdrawn'],
    handle: async ({ params: { operationId }, body: { reason }, actor, found: operation, receipt, realNow }, { database }) => {
      if (!takesAnswers(operation.stage)) throw new Refusal('operation.not-running');
      if (operation.participation?.state === 'withdrawn') throw new Refusal('participation.withdrawn');
      const { organisation, personId } = actor;
      const withdrawal = { id: v7(), organisation: organisation.code, reason, withdrawnAt: isoOf(timeOf(operation, realNow)) };
      const reply = { status: 201, body: withdrawal };
      const leaving = { id: withdrawal.id, operationId, organisationId: organisation.id, personId, reason };
      refuseIf(await withdrawParticipation(database, leaving, realNow, receiptOf(receipt, reply)));
      return reply;
    },
  }),
];
