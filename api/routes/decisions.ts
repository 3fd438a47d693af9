import { v7 } from 'uuid';
import { z } from 'zod';
import { postsOfWriters } from '../../prisma/reads/approvers.ts';
import { findPlanVersion } from '../../prisma/reads/plans.ts';
import { findInvitation } from '../../prisma/reads/tasks.ts';
import { invitationFlaws, openSteps, submissionFlaws } from '../plan-writing.ts';
import { decideOnce } from '../receipt.ts';
import { Refusal, refuseFlaws } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutOperation, timeOf } from '../standing.ts';
import { Id, OperationPath } from '../shapes/id.ts';

const Nothing = z.strictObject({}).default({});

/** Decisions that move a whole operation. Each is an Update to its workflow; none is taken while Temporal is away. */
export const DECISION_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/submissions',
    action: 'operation.submit',
    summary: 'Submit the draft of the plan, or of an amendment, for approval',
    params: OperationPath,
    body: Nothing,
    about: aboutOperation,
    replies: { status: 201, schema: z.strictObject({ approvalId: Id, planVersion: z.number().int() }) },
    refuses: [
      'operation.submission-pending',
      'operation.nothing-to-submit',
      'operation.settled',
      'plan.unfit',
      'approval.out-of-reach',
      'temporal.unavailable',
    ],
    handle: async ({ params: { operationId }, actor, found: operation, receipt, realNow }, deps) => {
      const version = await findPlanVersion(deps.database, operationId);
      const approvalId = v7();
      const planVersion = version?.number ?? 0;
      const submit = async (command: { commandId: string; actorId: string }): Promise<void> => {
        if (operation.stage === 'rejected' || operation.stage === 'completed') throw new Refusal('operation.settled');
        if (version?.state === 'submitted') throw new Refusal('operation.submission-pending');
        if (version?.state !== 'draft') throw new Refusal('operation.nothing-to-submit');
        refuseFlaws('plan.unfit', await submissionFlaws(deps, version.plan, operation, timeOf(operation, realNow)));
        const writers = await postsOfWriters(deps.database, operationId, planVersion);
        const author = { personId: actor.personId, posts: [...new Set([...actor.posts, ...writers])] };
        const steps = await openSteps(deps, author, version.plan);
        await deps.gateway.submit(operationId, { ...command, approvalId, planVersion, author, steps });
      };
      return decideOnce(deps.database, receipt, submit, async ({ data }) => {
        const submitted = data as { approvalId: string; planVersion: number };
        return { status: 201, body: submitted, location: `/approvals/${submitted.approvalId}` };
      });
    },
  }),
  route({
    method: 'post',
    path: '/operations/{operationId}/launches',
    action: 'operation.launch',
    summary: 'Launch an approved operation: everybody whom the plan names is invited',
    params: OperationPath,
    body: Nothing,
    about: aboutOperation,
    replies: { status: 201, schema: z.strictObject({ taskingId: Id.nullable(), invited: z.number().int() }) },
    refuses: ['operation.not-approved', 'operation.launched-before', 'plan.unfit', 'temporal.unavailable'],
    handle: async ({ params: { operationId }, found: operation, receipt, realNow }, { database, gateway }) => {
      const launch = async (command: { commandId: string; actorId: string }): Promise<void> => {
        if (operation.planVersion === null) throw new Refusal('operation.not-approved');
        if (operation.stage === 'approved') refuseFlaws('plan.unfit', invitationFlaws(operation.plan, timeOf(operation, realNow)));
        await gateway.launch(operationId, command);
      };
      return decideOnce(database, receipt, launch, async () => {
        const { taskingId, invited } = await findInvitation(database, operationId);
        return { status: 201, body: { taskingId, invited }, location: taskingId ? `/taskings/${taskingId}` : `/operations/${operationId}` };
      });
    },
  }),
];
