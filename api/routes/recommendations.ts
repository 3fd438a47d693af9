import { z } from 'zod';
import { isoOf } from '../../domain/moment.ts';
import { RECOMMENDATION_STATES, refuseRecommendation } from '../../domain/recommendation.ts';
import { appendRecommendation, settleRecommendation } from '../../prisma/facts/recommendations.ts';
import { listRecommendations } from '../../prisma/reads/recommendations.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutOperation, aboutPart, timeOf } from '../standing.ts';
import { Id, Instant, OperationPath } from '../shapes/id.ts';

const Text = z.string().trim().min(1).max(2_000);
const Recommendation = z
  .strictObject({
    id: Id,
    operationId: Id,
    number: z.number().int(),
    phase: z.string(),
    text: z.string(),
    organisation: z.string(),
    saidAt: Instant,
    state: z.enum(RECOMMENDATION_STATES),
    outcome: z.string().nullable(),
    carriedTo: Id.nullable().meta({ description: 'The operation whose plan carries it on.' }),
    settledAt: Instant.nullable(),
  })
  .meta({ id: 'Recommendation' });

const RecommendationPath = z.object({ recommendationId: Id });
const aboutRecommendation = aboutPart(
  'recommendation',
  ({ recommendationId }: z.output<typeof RecommendationPath>) => recommendationId,
  'recommendation.not-found',
);

export const RECOMMENDATION_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/recommendations',
    action: 'recommendation.make',
    summary: 'Recommend something for later operations, in a phase of debrief or review',
    params: OperationPath,
    body: z.strictObject({ phase: z.string().min(1).max(40), text: Text }).meta({ id: 'NewRecommendation' }),
    about: aboutOperation,
    replies: { status: 201, schema: Recommendation },
    refuses: ['recommendation.phase-unfit', 'recommendation.too-early', 'operation.settled'],
    handle: async ({ params: { operationId }, body: { phase, text }, actor, found: operation, receipt, realNow }, { database }) => {
      const now = timeOf(operation, realNow);
      refuseIf(refuseRecommendation(operation, phase, now));
      const replyFor = (stored: { id: string; number: number }) => ({
        status: 201,
        body: {
          ...stored,
          ...{ operationId, phase, text, organisation: actor.organisation.code, saidAt: isoOf(now) },
          ...{ state: 'open', outcome: null, carriedTo: null, settledAt: null },
        },
        location: `/operations/${operationId}/recommendations`,
      });
      const said = { operationId, phase, text, personId: actor.personId, organisationId: actor.organisation.id, at: new Date(now) };
      return replyFor(await appendRecommendation(database, said, (stored) => receiptOf(receipt, replyFor(stored))));
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/recommendations',
    action: 'recommendation.read',
    summary: 'What was recommended in an operation, and what became of it',
    params: OperationPath,
    query: z.strictObject({ state: z.enum(RECOMMENDATION_STATES).optional() }),
    about: aboutOperation,
    replies: { status: 200, schema: z.strictObject({ items: z.array(Recommendation), next: z.null() }) },
    handle: async ({ params, query }, { database }) => ({
      body: { items: await listRecommendations(database, { ...params, ...query }), next: null },
    }),
  }),
  route({
    method: 'post',
    path: '/recommendations/{recommendationId}/settlements',
    action: 'recommendation.settle',
    summary: 'Say what became of a recommendation: done, or dropped',
    params: RecommendationPath,
    body: z.strictObject({ state: z.enum(['done', 'dropped']), outcome: Text }).meta({ id: 'NewSettlement' }),
    about: aboutRecommendation,
    replies: { status: 201, schema: Recommendation },
    refuses: ['recommendation.not-found', 'recommendation.settled'],
    handle: async (
      { params: { recommendationId: id }, body: { state, outcome }, actor, found: operation, receipt, realNow },
      { database },
    ) => {
      const now = timeOf(operation, realNow);
      const [recommendation] = await listRecommendations(database, { ids: [id] });
      if (!recommendation) throw new Refusal('recommendation.not-found');
      const reply = { status: 201, body: { ...recommendation, state, outcome, settledAt: isoOf(now) } };
      const settlement = { id, operationId: operation.id, state, outcome, actorId: actor.personId, at: new Date(now) };
      refuseIf(await settleRecommendation(database, settlement, receiptOf(receipt, reply)));
      return reply;
    },
  }),
];
