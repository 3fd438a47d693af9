import { v7 } from 'uuid';
import { z } from 'zod';
import type { Command } from '../../domain/command.ts';
import { flaw } from '../../domain/failure.ts';
import { instantOf, isBefore, isoOf } from '../../domain/moment.ts';
import { takesAnswersTo } from '../../domain/operation.ts';
import { mayAnswer } from '../../domain/tasking.ts';
import { appendExtensionRequest } from '../../prisma/facts/extension-requests.ts';
import { findExtensionRequest } from '../../prisma/reads/extension-requests.ts';
import { momentAt } from '../addressing.ts';
import { decideOnce, receiptOf } from '../receipt.ts';
import { Refusal, refuseFlaws, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutPart, aboutTask, timeOf } from '../standing.ts';
import { Id, Instant } from '../shapes/id.ts';
import { MomentShape } from '../shapes/plan.ts';
import { ExtensionState } from '../shapes/task.ts';
import { Reason } from '../shapes/tasking.ts';

const ExtensionRequest = z
  .strictObject({
    id: Id,
    taskId: Id,
    taskingId: Id,
    operationId: Id,
    organisation: z.string(),
    until: MomentShape,
    reason: z.string(),
    state: ExtensionState.meta({ description: '`moot`: answered or withdrawn before anybody decided.' }),
    askedBy: z.string(),
    askedAt: Instant,
    decidedBy: z.string().nullable(),
    decidedAt: Instant.nullable(),
    decisionReason: z.string().nullable(),
  })
  .meta({ id: 'ExtensionRequest' });

const NewExtensionDecision = z
  .discriminatedUnion('outcome', [
    z.strictObject({
      outcome: z.literal('granted'),
      until: MomentShape.optional().meta({ description: 'Another moment than was asked for.' }),
      reason: Reason.optional(),
    }),
    z.strictObject({ outcome: z.literal('refused'), reason: Reason }),
  ])
  .meta({ id: 'NewExtensionDecision' });

const TaskPath = z.object({ taskId: Id });
const RequestPath = z.object({ requestId: Id });
const aboutRequest = aboutPart('extension-request', ({ requestId }: z.output<typeof RequestPath>) => requestId, 'extension.not-found');

export const EXTENSION_ROUTES = [
  route({
    method: 'post',
    path: '/tasks/{taskId}/extension-requests',
    action: 'extension.ask',
    summary: 'Ask for more time while your task is open; the coordinators decide',
    params: TaskPath,
    body: z.strictObject({ until: MomentShape, reason: Reason }).meta({ id: 'NewExtensionRequest' }),
    about: aboutTask,
    replies: { status: 201, schema: ExtensionRequest },
    refuses: ['task.not-found', 'task.not-open', 'extension.asked-before', 'operation.not-running'],
    handle: async ({ params: { taskId }, body, actor, found, relations, receipt, realNow }, { database }) => {
      const { task, ...operation } = found;
      if (task.organisation !== actor.organisation.code) throw new Refusal('task.not-found');
      if (!mayAnswer(task.kind, relations, false)) throw new Refusal('permission.denied');
      if (!takesAnswersTo(task.kind, operation.stage)) throw new Refusal('operation.not-running');
      const at = timeOf(operation, realNow);
      const until = momentAt('/until', body.until);
      if (instantOf(until) <= at || !isBefore(task.deadline, until))
        refuseFlaws('request.invalid', [flaw('/until', 'extension.not-later')]);
      const id = v7();
      const view = {
        ...{ id, taskId, taskingId: task.taskingId, operationId: operation.id, organisation: actor.organisation.code },
        ...{ until, reason: body.reason, state: 'asked', askedBy: actor.name, askedAt: isoOf(at) },
        ...{ decidedBy: null, decidedAt: null, decisionReason: null },
      };
      const reply = { status: 201, body: view, location: `/extension-requests/${id}` };
      const request = {
        ...{ id, taskId, until, reason: body.reason },
        operation: { id: operation.id, title: operation.title, at },
        organisationId: actor.organisation.id,
        organisationName: task.organisationName,
        personId: actor.personId,
      };
      refuseIf(await appendExtensionRequest(database, request, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/extension-requests/{requestId}',
    action: 'task.read',
    summary: 'One request for more time, and what was decided',
    params: RequestPath,
    about: aboutRequest,
    replies: { status: 200, schema: ExtensionRequest },
    refuses: ['extension.not-found'],
    handle: async ({ params: { requestId } }, { database }) => {
      const request = await findExtensionRequest(database, requestId);
      if (!request) throw new Refusal('extension.not-found');
      return { body: request };
    },
  }),
  route({
    method: 'post',
    path: '/extension-requests/{requestId}/decisions',
    action: 'extension.decide',
    summary: 'Grant more time, as it was asked for or until another moment, or refuse it with a reason',
    params: RequestPath,
    body: NewExtensionDecision,
    about: aboutRequest,
    replies: { status: 201, schema: ExtensionRequest },
    refuses: ['extension.not-found', 'extension.settled', 'tasking.ended', 'temporal.unavailable'],
    handle: async ({ params: { requestId }, body, found: operation, receipt, realNow }, { database, gateway }) => {
      const decide = async (command: Command): Promise<void> => {
        const request = await findExtensionRequest(database, requestId);
        if (request?.state !== 'asked') throw new Refusal('extension.settled');
        const granted = body.outcome === 'granted';
        const until = granted && body.until ? momentAt('/until', body.until) : null;
        if (granted && instantOf(until ?? request.until) <= timeOf(operation, realNow))
          refuseFlaws('request.invalid', [flaw('/until', 'tasking.deadline-past')]);
        const change = granted
          ? { kind: 'decide-extension' as const, requestId, outcome: body.outcome, until, reason: body.reason ?? null }
          : { kind: 'decide-extension' as const, requestId, outcome: body.outcome, until: null, reason: body.reason };
        await gateway.change(request.taskingId, { ...command, change });
      };
      return decideOnce(database, receipt, decide, async () => ({
        status: 201,
        body: await findExtensionRequest(database, requestId),
        location: `/extension-requests/${requestId}`,
      }));
    },
  }),
];
