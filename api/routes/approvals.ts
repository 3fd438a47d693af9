import { z } from 'zod';
import { OUTCOMES, type Decision } from '../../domain/approval.ts';
import { findApproval, listApprovals } from '../../prisma/reads/approvals.ts';
import { decideOnce } from '../receipt.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutOperation, aboutPart } from '../standing.ts';
import { Id, Instant, OperationPath } from '../shapes/id.ts';

const ApprovalView = z
  .strictObject({
    id: Id,
    operationId: Id,
    subject: z.enum(['plan', 'edition']),
    planVersion: z.number().int().nullable(),
    editionId: Id.nullable(),
    outcome: z.enum(OUTCOMES),
    openedAt: Instant,
    settledAt: Instant.nullable(),
    step: z.string().nullable(),
    stepSince: Instant,
    steps: z.array(z.strictObject({ name: z.string(), posts: z.array(z.string()), quorum: z.unknown(), agreed: z.array(z.string()) })),
    turn: z.array(z.string()).meta({ description: 'Posts whose holders can decide now.' }),
    decisions: z.array(
      z.strictObject({ post: z.string(), step: z.string(), decision: z.string(), reason: z.string().nullable(), at: Instant }),
    ),
  })
  .meta({ id: 'Approval' });

const ApprovalPath = z.object({ approvalId: Id });
const aboutApproval = aboutPart('approval', ({ approvalId }: z.output<typeof ApprovalPath>) => approvalId, 'approval.not-found');

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
      .strictObject({ decision: z.enum(['approve', 'return', 'reject']), reason: z.string().max(2_000).optional() })
      .meta({ id: 'NewDecision' }),
    about: aboutApproval,
    replies: { status: 201, schema: ApprovalView },
    refuses: [
      'approval.settled',
      'approval.not-an-approver',
      'approval.own-work',
      'approval.decided-before',
      'approval.needed-later',
      'approval.reason-missing',
      'temporal.unavailable',
    ],
    handle: async ({ params: { approvalId }, body, actor: { personId }, receipt }, { database, gateway }) => {
      const decision: Decision =
        body.decision === 'approve' ? { kind: 'approve', personId } : { kind: body.decision, personId, reason: body.reason ?? '' };
      const decide = async (command: { commandId: string; actorId: string }): Promise<void> => {
        const approval = await findApproval(database, approvalId);
        if (approval?.outcome !== 'waiting') throw new Refusal('approval.settled');
        await gateway.decide(approvalId, { ...command, decision });
      };
      return decideOnce(database, receipt, decide, async () => ({
        status: 201,
        body: await findApproval(database, approvalId),
        location: `/approvals/${approvalId}`,
      }));
    },
  }),
];
