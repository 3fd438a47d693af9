import { v7 } from 'uuid';
import { z } from 'zod';
import { natureOf } from '../../domain/amendment.ts';
import type { Author } from '../../domain/approval.ts';
import { chainFor, type Chain } from '../../domain/chain.ts';
import type { Command, SubmitCommand } from '../../domain/command.ts';
import { refuseIn } from '../../domain/operation.ts';
import type { Plan } from '../../domain/plan.ts';
import { findReturned, readApprovalState } from '../../prisma/reads/approvals.ts';
import { writersOf } from '../../prisma/reads/approvers.ts';
import { findPlanVersion } from '../../prisma/reads/plans.ts';
import { openChain, refuseStuckChains } from '../chains.ts';
import { submissionFlaws } from '../plan-writing.ts';
import { decideOnce } from '../receipt.ts';
import { Refusal, refuseFlaws, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutOperation, timeOf } from '../standing.ts';
import { Id, OperationPath } from '../shapes/id.ts';
import { readHealth, StepHealthShape } from './chain-health.ts';

const Because = z.string().trim().min(1).max(2_000);
const FastTrack = z
  .strictObject({ legalBasis: Because, reason: Because })
  .meta({ id: 'FastTrack', description: 'In an emergency: the shorter chain of the plan now, its ratification afterwards.' });
type FastTrackShape = z.output<typeof FastTrack>;

export const SUBMISSION_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/submissions',
    action: 'operation.submit',
    summary: 'Submit the draft of the plan, of an amendment or of an extension for approval',
    params: OperationPath,
    body: z.strictObject({ fastTrack: FastTrack.optional() }).default({}).meta({ id: 'NewSubmission' }),
    about: aboutOperation,
    replies: {
      status: 201,
      schema: z.strictObject({
        approvalId: Id,
        planVersion: z.number().int(),
        subject: z.enum(['plan', 'amendment', 'extension']),
        warnings: z.array(StepHealthShape).meta({ description: 'Steps of its chain that may hold it up.' }),
      }),
    },
    refuses: [
      'operation.submission-pending',
      'operation.closing-pending',
      'operation.nothing-to-submit',
      'operation.settled',
      'operation.suspended',
      'operation.closed',
      'plan.unfit',
      'plan.draft-changed',
      'approval.out-of-reach',
      'approval.no-fast-track',
      'temporal.unavailable',
    ],
    handle: async ({ params: { operationId }, body, actor, found: operation, receipt, realNow }, deps) => {
      const { database, gateway } = deps;
      const now = timeOf(operation, realNow);
      const version = await findPlanVersion(database, operationId);
      const submit = async (command: Command): Promise<void> => {
        if (version?.state === 'submitted') throw new Refusal('operation.submission-pending');
        refuseIf(refuseIn(operation.stage, 'submit'));
        if (version?.state !== 'draft') throw new Refusal('operation.nothing-to-submit');
        const isFirst = operation.planVersion === null;
        const subject: SubmitCommand['subject'] = isFirst ? 'plan' : natureOf(operation.plan, version.plan);
        // Those who agreed to the plan in force agreed to how it may be changed: a draft does not choose its own judges.
        const rules = isFirst ? version.plan : operation.plan;
        const chain = body.fastTrack ? fastChain(rules) : chainFor(rules, subject);
        refuseFlaws('plan.unfit', await submissionFlaws(deps, actor, version.plan, operation, now));
        await refuseStuckChains(database, version.plan, now);

        const { writers, posts } = await writersOf(database, operationId, version.number);
        const author: Author = { personId: actor.personId, posts: [...new Set([...actor.posts, ...posts])], writers };
        const returned = await findReturned(database, operationId, version.number - 1);
        const { steps, kept } = await openChain(database, chain, author, rules, now, returned?.state);
        const fastTrack = body.fastTrack ? await ratifiedLater(body.fastTrack, rules) : null;
        const previousId = returned?.id ?? null;
        const checked = { planVersion: version.number, edits: version.edits };
        const submission = { approvalId: v7(), ...checked, subject, author, steps, previousId, kept, fastTrack };
        await gateway.submit(operationId, { ...command, ...submission });

        async function ratifiedLater({ legalBasis, reason }: FastTrackShape, plan: Plan) {
          const pointer = '/chains/fastTrack/ratification';
          const { ratification = [], ifUnratified = 'continue' } = plan.chains?.fastTrack ?? {};
          const { steps: later } = await openChain(database, { pointer, rules: ratification }, author, plan, now);
          return { legalBasis, reason, ratification: later, ifUnratified };
        }
      };
      return decideOnce(database, receipt, submit, async ({ data }) => {
        const { approvalId, planVersion, subject } = data as { approvalId: string; planVersion: number; subject: string };
        const rules = (await readApprovalState(database, approvalId))?.steps ?? [];
        const health = await readHealth(database, [{ pointer: '', rules: [...rules] }], { isDrill: operation.isDrill, now });
        const warnings = health.filter(({ concerns }) => concerns.length > 0);
        return { status: 201, body: { approvalId, planVersion, subject, warnings }, location: `/approvals/${approvalId}` };
      });
    },
  }),
];

function fastChain({ chains }: Plan): Chain {
  if (!chains?.fastTrack) throw new Refusal('approval.no-fast-track');
  return { pointer: '/chains/fastTrack/approval', rules: chains.fastTrack.approval };
}
