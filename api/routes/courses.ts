import { v7 } from 'uuid';
import { z } from 'zod';
import { closingCourse, knownOpen, obstacles } from '../../domain/closing.ts';
import type { Command } from '../../domain/command.ts';
import { refuseIn } from '../../domain/operation.ts';
import { findOpenEnds } from '../../prisma/reads/open-ends.ts';
import { openChain } from '../chains.ts';
import { decideOnce } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { resumptionAt } from '../resumption.ts';
import { route } from '../route.ts';
import { aboutOperation, timeOf } from '../standing.ts';
import { Id, OperationPath } from '../shapes/id.ts';

const Reason = z.string().trim().min(1).max(2_000);
const Reasoned = z.strictObject({ reason: Reason });

/** Decisions by which a launched operation pauses, goes on, or comes to its end. Each is an Update to its workflow. */
export const COURSE_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/suspensions',
    action: 'operation.suspend',
    summary: 'Suspend a running operation: every timer stands still until it is resumed; reports and answers are taken',
    params: OperationPath,
    body: Reasoned.meta({ id: 'NewSuspension' }),
    about: aboutOperation,
    replies: { status: 201, schema: z.strictObject({ stage: z.literal('suspended'), reason: z.string() }) },
    refuses: [
      'operation.not-running',
      'operation.suspended',
      'operation.closed',
      'operation.closing-pending',
      'operation.settled',
      'temporal.unavailable',
    ],
    handle: async ({ params: { operationId }, body, found: { stage }, receipt }, { database, gateway }) => {
      const suspend = async (command: Command): Promise<void> => {
        refuseIf(refuseIn(stage, 'suspend'));
        await gateway.suspend(operationId, { ...command, reason: body.reason });
      };
      return decideOnce(database, receipt, suspend, async () => ({
        status: 201,
        body: { stage: 'suspended', reason: body.reason },
        location: `/operations/${operationId}`,
      }));
    },
  }),
  route({
    method: 'post',
    path: '/operations/{operationId}/resumptions',
    action: 'operation.resume',
    summary: 'Resume a suspended operation: everything that lay ahead moves by as many whole days as it stood still',
    params: OperationPath,
    body: z.strictObject({}).default({}),
    about: aboutOperation,
    replies: {
      status: 201,
      schema: z.strictObject({
        stage: z.literal('running'),
        days: z.number().int(),
        planVersion: z.number().int(),
        reason: z.string().meta({ description: 'What moved, and which hours a change of clocks did not allow.' }),
      }),
    },
    refuses: [
      'operation.not-suspended',
      'operation.submission-pending',
      'operation.plan-changed',
      'operation.closed',
      'operation.settled',
      'temporal.unavailable',
    ],
    handle: async ({ params: { operationId }, found: operation, receipt, realNow }, { database, gateway }) => {
      const resume = async (command: Command): Promise<void> => {
        refuseIf(refuseIn(operation.stage, 'resume'));
        await gateway.resume(operationId, { ...command, ...(await resumptionAt(database, operation, timeOf(operation, realNow))) });
      };
      return decideOnce(database, receipt, resume, async ({ data: { days, planVersion, reason } }) => ({
        status: 201,
        body: { stage: 'running', days, planVersion, reason },
        location: `/operations/${operationId}/plan-versions/${String(planVersion)}`,
      }));
    },
  }),
  route({
    method: 'post',
    path: '/operations/{operationId}/cancellations',
    action: 'operation.cancel',
    summary: 'Cancel an operation that is not over: what is open is withdrawn, and everybody invited is told why',
    params: OperationPath,
    body: Reasoned.meta({ id: 'NewCancellation' }),
    about: aboutOperation,
    replies: { status: 201, schema: z.strictObject({ stage: z.literal('cancelled'), reason: z.string() }) },
    refuses: ['operation.settled', 'temporal.unavailable'],
    handle: async ({ params: { operationId }, body, found: { stage }, receipt }, { database, gateway }) => {
      const cancel = async (command: Command): Promise<void> => {
        refuseIf(refuseIn(stage, 'cancel'));
        await gateway.cancel(operationId, { ...command, reason: body.reason });
      };
      return decideOnce(database, receipt, cancel, async () => ({
        status: 201,
        body: { stage: 'cancelled', reason: body.reason },
        location: `/operations/${operationId}`,
      }));
    },
  }),
  route({
    method: 'post',
    path: '/operations/{operationId}/closings',
    action: 'operation.close',
    summary: 'Close an operation of which nothing is open, or, with an override, although something is',
    params: OperationPath,
    body: z
      .strictObject({
        override: Reasoned.optional().meta({ description: 'Why what is open may stay open; those whom the plan entitles decide on it.' }),
      })
      .default({})
      .meta({ id: 'NewClosing' }),
    about: aboutOperation,
    replies: {
      status: 201,
      schema: z.strictObject({
        approvalId: Id.nullable().meta({ description: 'The approval that decides on it; null where it is closed at once.' }),
        openEnds: z.array(z.string()),
      }),
    },
    refuses: [
      'operation.not-closable',
      'operation.no-override',
      'operation.not-running',
      'operation.submission-pending',
      'operation.closing-pending',
      'operation.suspended',
      'operation.closed',
      'operation.settled',
      'approval.out-of-reach',
      'temporal.unavailable',
    ],
    handle: async ({ params: { operationId }, body: { override }, actor, found: operation, receipt, realNow }, { database, gateway }) => {
      const { stage, plan } = operation;
      const close = async (command: Command): Promise<void> => {
        refuseIf(refuseIn(stage, 'close'));
        const ends = await findOpenEnds(database, operationId, plan);
        const flaws = obstacles(ends);
        const course = closingCourse(plan, flaws.length > 0, override !== undefined);
        if ('refused' in course) throw new Refusal(course.refused, { flaws });
        const author = { personId: actor.personId, posts: actor.posts };
        const chain = { pointer: '/chains/closing', rules: course.steps };
        const { steps } = await openChain(database, chain, author, plan, timeOf(operation, realNow));
        await gateway.close(operationId, {
          ...command,
          approvalId: steps.length > 0 ? v7() : null,
          author,
          steps,
          override: flaws.length > 0 ? (override?.reason ?? null) : null,
          openEnds: flaws.map(({ detail }) => detail),
          known: knownOpen(ends),
        });
      };
      return decideOnce(database, receipt, close, async ({ data }) => {
        const { approvalId = null, openEnds } = data as { approvalId?: string; openEnds: string[] };
        return {
          status: 201,
          body: { approvalId, openEnds },
          location: approvalId ? `/approvals/${approvalId}` : `/operations/${operationId}`,
        };
      });
    },
  }),
];
