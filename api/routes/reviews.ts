import { v7 } from 'uuid';
import { z } from 'zod';
import type { Command } from '../../domain/command.ts';
import { instantOf, isoOf } from '../../domain/moment.ts';
import { refuseIn, takesAnswers } from '../../domain/operation.ts';
import { questionOf, refuseSettlement, REVIEW_STATES } from '../../domain/review.ts';
import { orderFlaws, type TaskingOrder } from '../../domain/tasking-order.ts';
import { appendReviewAnswer, settleReview } from '../../prisma/facts/reviews.ts';
import { listReviews, listReviewsOf, type ReviewItem } from '../../prisma/reads/reviews.ts';
import type { OperationStanding } from '../../prisma/reads/standing.ts';
import type { Sight } from '../../prisma/sight.ts';
import { momentAt } from '../addressing.ts';
import type { Dependencies } from '../dependencies.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { decideOnce, receiptOf } from '../receipt.ts';
import { Refusal, refuseFlaws, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutOperation, reviewSightOf, timeOf } from '../standing.ts';
import { Id, OperationPath } from '../shapes/id.ts';
import { MomentShape, OrganisationCode } from '../shapes/plan.ts';
import { Review, WarningCodeShape } from '../shapes/review.ts';
import { Reason } from '../shapes/tasking.ts';

const ReviewPath = OperationPath.extend({ reviewId: Id });

export const REVIEW_ROUTES = [
  route({
    method: 'get',
    path: '/operations/{operationId}/reviews',
    action: 'review.read',
    summary: 'Warnings about reports that you may ask about or have made, oldest first, and what became of them',
    params: OperationPath,
    query: PageQuery.extend({
      state: z.enum(REVIEW_STATES).optional(),
      code: WarningCodeShape.optional(),
      case: Id.optional(),
      organisation: OrganisationCode.optional(),
      rilo: OrganisationCode.optional().meta({ description: 'The regional office that follows the owners up.' }),
    }),
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(Review) },
    handle: async ({ params: { operationId }, query, actor, found: operation }, deps) => {
      const page = readCursor(query, 'id');
      const sight = await reviewSightOf(deps, actor, operation);
      const { state, code, organisation, rilo } = query;
      const filter = { operationId, caseId: query.case, state, code, organisation, rilo };
      const body = toPage(await listReviews(deps.database, sight, filter, page), page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'post',
    path: '/operations/{operationId}/reviews/{reviewId}/questions',
    action: 'review.ask',
    summary:
      'Ask the owner, by a tasking, to correct its report or say why it is right: about this, and whatever else of the case is unsettled',
    params: ReviewPath,
    body: z.strictObject({ question: Reason.optional(), deadline: MomentShape }).meta({ id: 'NewQuestion' }),
    about: aboutOperation,
    replies: { status: 201, schema: Review },
    refuses: [
      'review.not-found',
      'review.settled',
      'review.asked-before',
      'operation.not-running',
      'operation.suspended',
      'operation.settled',
      'temporal.unavailable',
    ],
    handle: async ({ params: { operationId, reviewId }, body, actor, found: operation, receipt, realNow }, deps) => {
      const sight = await reviewSightOf(deps, actor, operation);
      const review = await reviewIn(deps, sight, operationId, reviewId);
      const ask = async (command: Command): Promise<void> => {
        if (review.state === 'settled') throw new Refusal('review.settled');
        if (review.state === 'asked') throw new Refusal('review.asked-before');
        refuseIf(refuseIn(operation.stage, 'task'));
        const order = await orderOf(deps, sight, operation, review, body);
        refuseFlaws(
          'request.invalid',
          orderFlaws(order, operation.plan, { now: timeOf(operation, realNow), earliest: instantOf(order.deadline) }),
        );
        await deps.gateway.task(operationId, { ...command, order });
      };
      return decideOnce(deps.database, receipt, ask, async ({ subjectId }) => ({
        status: 201,
        body: await reviewIn(deps, sight, operationId, reviewId),
        location: `/operations/${operationId}/taskings/${subjectId}`,
      }));
    },
  }),
  route({
    method: 'post',
    path: '/operations/{operationId}/reviews/{reviewId}/answers',
    action: 'review.answer',
    summary: 'Say why what is questioned about a case of your own administration is right; what is wrong is corrected',
    params: ReviewPath,
    body: z.strictObject({ answer: Reason }).meta({ id: 'NewReviewAnswer' }),
    about: aboutOperation,
    replies: { status: 201, schema: Review },
    refuses: ['review.not-found', 'review.settled', 'operation.not-running'],
    handle: async ({ params: { operationId, reviewId: id }, body: { answer }, actor, found: operation, receipt, realNow }, deps) => {
      const { review, at } = await toWrite(deps, { organisations: [actor.organisation.id] }, operation, id, realNow);
      if (review.state === 'settled') throw new Refusal('review.settled');
      const reply = { status: 201, body: { ...review, state: 'answered', answer, answeredAt: isoOf(at) } };
      const said = { id, operationId, organisationId: actor.organisation.id, personId: actor.personId, answer, at: new Date(at) };
      refuseIf(await appendReviewAnswer(deps.database, said, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'post',
    path: '/operations/{operationId}/reviews/{reviewId}/settlements',
    action: 'review.settle',
    summary: 'Accept the answer of the owner, or dismiss the warning with a reason',
    params: ReviewPath,
    body: z.strictObject({ outcome: z.enum(['accepted', 'dismissed']), reason: Reason.optional() }).meta({ id: 'NewReviewSettlement' }),
    about: aboutOperation,
    replies: { status: 201, schema: Review },
    refuses: ['review.not-found', 'review.settled', 'review.unanswered', 'review.reason-missing', 'operation.not-running'],
    handle: async ({ params: { operationId, reviewId: id }, body, actor, found: operation, receipt, realNow }, deps) => {
      const { outcome, reason = null } = body;
      const { review, at } = await toWrite(deps, await reviewSightOf(deps, actor, operation), operation, id, realNow);
      refuseIf(refuseSettlement(review.state, outcome, reason));
      const reply = { status: 201, body: { ...review, state: 'settled', outcome, reason, settledAt: isoOf(at) } };
      const settlement = { id, operationId, outcome, reason, personId: actor.personId, at: new Date(at) };
      refuseIf(await settleReview(deps.database, settlement, receiptOf(receipt, reply)));
      return reply;
    },
  }),
];

async function reviewIn({ database }: Dependencies, sight: Sight, operationId: string, id: string): Promise<ReviewItem> {
  const [review] = await listReviews(database, sight, { operationId, id }, { after: null, limit: 1 });
  if (!review) throw new Refusal('review.not-found');
  return review;
}

/** Reviews go on after the closing, which can pass over them. */
async function toWrite(deps: Dependencies, sight: Sight, operation: OperationStanding, id: string, realNow: number) {
  const review = await reviewIn(deps, sight, operation.id, id);
  if (!takesAnswers(operation.stage)) throw new Refusal('operation.not-running');
  return { review, at: timeOf(operation, realNow) };
}

async function orderOf(
  { database }: Dependencies,
  sight: Sight,
  operation: OperationStanding,
  { caseId, organisation, reference }: ReviewItem,
  { question, deadline }: { question?: string | undefined; deadline: z.output<typeof MomentShape> },
): Promise<TaskingOrder> {
  const all = await listReviewsOf(database, sight, operation.id, caseId);
  const matters = all.filter(({ state }) => state === 'open' || state === 'answered');
  const taskingId = v7();
  return {
    ...{ taskingId, kind: 'correct-report', key: `case-${taskingId.slice(-12)}`, aboutId: caseId, addressees: { list: [organisation] } },
    ...questionOf(reference, matters, question ?? null),
    ...{ deadline: momentAt('/deadline', deadline), isLocal: false, ladder: LADDER, ends: 'answered', silence: 'silent', late: 'taken' },
    ...{ isUrgent: false, joining: null },
  };
}

/** Its owner is reminded a day before, and whoever follows it up is told once it is late. */
const LADDER = [
  { offsetHours: -24, tells: ['addressee'] },
  { offsetHours: 24, tells: ['rilo', 'coordinator'] },
] as const;
