import { z } from 'zod';
import { OUTCOMES, type Decision } from '../../domain/approval.ts';
import type { Command } from '../../domain/command.ts';
import { SUBJECTS } from '../../domain/letter.ts';
import { findApproval, listApprovals } from '../../prisma/reads/approvals.ts';
import { approversOf } from '../../prisma/reads/approvers.ts';
import { decideOnce } from '../receipt.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutApproval, aboutOperation, timeOf } from '../standing.ts';
import { Id, Instant, OperationPath } from '../shapes/id.ts';

const ApprovalView = z
  .strictObject({
    id: Id,
    operationId: Id,
    subject: z.enum(SUBJECTS),
    planVersion: z.number().int().nullable(),
    editionId: Id.nullable(),
    partner: z.string().nullable().meta({ description: 'The organisation to which a release would pass the publication on.' }),
    outcome: z.enum(OUTCOMES),
    fastTrack: z.strictObject({ legalBasis: z.string(), reason: z.string() }).nullable(),
    override: z.string().nullable().meta({ description: 'Why an operation is to be closed although something is open, and what is.' }),
    openedAt: Instant,
    settledAt: Instant.nullable(),
    step: z.string().nullable().meta({ description: 'The open step; of several that are open together, the first.' }),
    stepSince: Instant,
    steps: z.array(
      z.strictObject({
        name: z.string(),
        posts: z.array(z.string()),
        quorum: z.unknown(),
        isParallel: z.boolean(),
        veto: z.array(z.string()),
        state: z.string().meta({ description: '`ahead`, `open`, `kept` from before a return, or what ended it.' }),
        since: Instant.nullable(),
        deadline: Instant.nullable(),
        then: z.enum(['lapse', 'consent']).nullable(),
        agreed: z.array(z.string()),
        turn: z
          .array(z.strictObject({ post: z.string(), by: z.string() }))
          .meta({ description: 'Who can decide it now. A stand-in is shown as "A for B".' }),
      }),
    ),
    turn: z.array(z.string()).meta({ description: 'Posts whose holders can decide now.' }),
    decisions: z.array(
      z.strictObject({
        post: z.string(),
        step: z.string(),
        decision: z.string(),
        by: z.string().meta({ description: 'Who decided. A stand-in is shown as "A for B".' }),
        reason: z.string().nullable(),
        at: Instant,
      }),
    ),
    previousId: Id.nullable().meta({ description: 'The approval by which this was returned before.' }),
    differences: z
      .array(z.strictObject({ pointer: z.string(), before: z.unknown().optional(), after: z.unknown().optional() }))
      .meta({ description: 'What differs from what was returned. Empty in lists.' }),
  })
  .meta({ id: 'Approval' });

const ApprovalPath = z.object({ approvalId: Id });

export const APPROVAL_ROUTES = [
  route({
    method: 'get',
    path: '/operations/{operationId}/approvals',
    action: 'approval.read',
    summary: 'Approvals of an operation, oldest first',
    params: OperationPath,
    query: z.strictObject({ outcome: z.enum(OUTCOMES).optional() }),
    about: aboutOperation,
    replies: { status: 200, schema: z.strictObject({ items: z.array(ApprovalView), next: z.null() }) },
    handle: async ({ params, query }, { database }) => ({
      body: { items: await listApprovals(database, params.operationId, query.outcome), next: null },
    }),
  }),
  route({
    method: 'get',
    path: '/approvals/{approvalId}',
    action: 'approval.read',
    summary: 'One approval: its steps, who has decided, whose turn it is',
    params: ApprovalPath,
    about: aboutApproval,
    replies: { status: 200, schema: ApprovalView },
    refuses: ['approval.not-found'],
    handle: async ({ params }, { database }) => {
      const approval = await findApproval(database, params.approvalId);
      if (!approval) throw new Refusal('approval.not-found');
      return { body: approval };
    },
  }),
  route({
    method: 'post',
    path: '/approvals/{approvalId}/decisions',
    action: 'approval.decide',
    summary: 'Approve, return with a reason, or reject with a reason',
    params: ApprovalPath,
    body: z
      .strictObject({
        decision: z.enum(['approve', 'return', 'reject']),
        reason: z.string().max(2_000).optional(),
        step: z.string().max(2_000).optional(),
      })
      .meta({ id: 'NewDecision' }),
    about: aboutApproval,
    replies: { status: 201, schema: ApprovalView },
    refuses: [
      'approval.settled',
      'approval.not-an-approver',
      'approval.own-work',
      'approval.decided-before',
      'approval.step-unclear',
      'approval.needed-later',
      'approval.reason-missing',
      'temporal.unavailable',
    ],
    handle: async ({ params: { approvalId }, body, actor: { personId }, found: operation, receipt, realNow }, { database, gateway }) => {
      const { decision: kind, step, reason = '' } = body;
      const decision: Decision = kind === 'approve' ? { kind, personId, step } : { kind, personId, step, reason };
      const decide = async (command: Command): Promise<void> => {
        const { approval } = operation;
        if (approval.outcome !== 'waiting') throw new Refusal('approval.settled');
        const approvers = await approversOf(database.prisma, approval, timeOf(operation, realNow));
        await gateway.decide(approvalId, { ...command, decision, approvers });
      };
      return decideOnce(database, receipt, decide, async () => ({
        status: 201,
        body: await findApproval(database, approvalId),
        location: `/approvals/${approvalId}`,
      }));
    },
  }),
];
