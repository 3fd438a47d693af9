import { z } from 'zod';
import { differences } from '../../domain/difference.ts';
import { isoOf } from '../../domain/moment.ts';
import { refuseWriting } from '../../domain/operation.ts';
import { seesDrafts, type Relation } from '../../domain/permission.ts';
import { draftAmendment, planTag, writeDraft } from '../../prisma/facts/plans.ts';
import { findPlanVersion, listPlanVersions } from '../../prisma/reads/plans.ts';
import { readWrittenPlan, rewritings } from '../plan-writing.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseFlaws, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutOperation, timeOf } from '../standing.ts';
import { Change } from '../shapes/change.ts';
import { Id, Instant, OperationPath } from '../shapes/id.ts';
import { PlanShape } from '../shapes/plan.ts';

const PlanVersionItem = z
  .strictObject({
    number: z.number().int(),
    state: z.enum(['draft', 'submitted', 'approved', 'superseded', 'returned', 'rejected']),
    reason: z.string().nullable(),
    edits: z.number().int(),
    author: z.string(),
    writtenAt: Instant,
    settledAt: Instant.nullable(),
  })
  .meta({ id: 'PlanVersionItem' });
const PlanVersion = PlanVersionItem.extend({ plan: PlanShape }).meta({ id: 'PlanVersion' });
const LAST_NUMBER = 1_000_000;
const VersionPath = z.object({ operationId: Id, number: z.coerce.number().int().min(1).max(LAST_NUMBER) });

export const PLAN_VERSION_ROUTES = [
  route({
    method: 'get',
    path: '/operations/{operationId}/plan',
    action: 'plan.read',
    summary: 'The latest version of the plan, draft or not',
    params: OperationPath,
    about: aboutOperation,
    replies: { status: 200, schema: PlanVersion },
    handle: async ({ params, found: operation, relations }, { database }) => {
      const number = seesDrafts(relations) ? undefined : (operation.planVersion ?? 0);
      const version = await findPlanVersion(database, params.operationId, number);
      if (!version) throw new Refusal('plan.not-found');
      return { body: version, etag: planTag(version) };
    },
  }),
  route({
    method: 'put',
    path: '/operations/{operationId}/plan',
    action: 'plan.write',
    summary: 'Write the draft of the plan; after a return this begins the next version',
    params: OperationPath,
    body: PlanShape,
    about: aboutOperation,
    replies: { status: 200, schema: PlanVersion },
    refuses: ['plan.not-a-draft', 'request.stale', 'operation.settled', 'operation.closed'],
    handle: async ({ params: { operationId }, body, actor, found: operation, ifMatch, realNow }, deps) => {
      const { database } = deps;
      const now = timeOf(operation, realNow);
      const plan = readWrittenPlan('', body, actor);
      refuseFlaws('request.invalid', await rewritings(deps, operation, plan, now));
      const writing = { operationId, plan, actorId: actor.personId, at: new Date(now) };
      const written = await writeDraft(database, writing, (tag) => tag === ifMatch);
      if ('code' in written) throw new Refusal(written.code);
      const draft = { ...written, state: 'draft', author: actor.name, writtenAt: isoOf(now), settledAt: null };
      return { body: { ...draft, plan }, etag: planTag(draft) };
    },
  }),
  route({
    method: 'post',
    path: '/operations/{operationId}/amendments',
    action: 'plan.write',
    summary: 'Begin an amendment of the plan in force: extend it, invite others, change what is to come',
    params: OperationPath,
    body: z.strictObject({ reason: z.string().trim().min(1).max(2_000), plan: PlanShape }).meta({ id: 'NewAmendment' }),
    about: aboutOperation,
    replies: { status: 201, schema: z.strictObject({ number: z.number().int(), state: z.string(), reason: z.string() }) },
    refuses: ['operation.not-approved', 'operation.settled', 'operation.closed', 'plan.draft-open', 'operation.submission-pending'],
    handle: async ({ params: { operationId }, body, actor, found: operation, receipt, realNow }, deps) => {
      const { database } = deps;
      if (operation.planVersion === null) throw new Refusal('operation.not-approved');
      refuseIf(refuseWriting(operation.stage));
      const now = timeOf(operation, realNow);
      const plan = readWrittenPlan('/plan', body.plan, actor);
      refuseFlaws(
        'request.invalid',
        (await rewritings(deps, operation, plan, now)).map((flaw) => ({ ...flaw, pointer: `/plan${flaw.pointer}` })),
      );
      const replyFor = (number: number) => ({
        status: 201,
        body: { number, state: 'draft', reason: body.reason },
        location: `/operations/${operationId}/plan-versions/${number}`,
        etag: planTag({ number, edits: 1, state: 'draft' }),
      });
      const writing = { operationId, plan, actorId: actor.personId, at: new Date(now) };
      const drafted = await draftAmendment(database, writing, body.reason, (number) => receiptOf(receipt, replyFor(number)));
      if ('code' in drafted) throw new Refusal(drafted.code);
      return replyFor(drafted.number);
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/plan-versions',
    action: 'plan.read',
    summary: 'All versions of the plan, oldest first',
    params: OperationPath,
    about: aboutOperation,
    replies: { status: 200, schema: z.strictObject({ items: z.array(PlanVersionItem), next: z.null() }) },
    handle: async ({ params, relations }, { database }) => {
      const versions = await listPlanVersions(database, params.operationId);
      return { body: { items: versions.filter((version) => isKnownTo(relations, version)), next: null } };
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/plan-versions/{number}',
    action: 'plan.read',
    summary: 'One version of the plan',
    params: VersionPath,
    about: aboutOperation,
    replies: { status: 200, schema: PlanVersion },
    refuses: ['plan.not-found'],
    handle: async ({ params, relations }, { database }) => {
      const version = await findPlanVersion(database, params.operationId, params.number);
      if (!version || !isKnownTo(relations, version)) throw new Refusal('plan.not-found');
      return { body: version, etag: planTag(version) };
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/plan-versions/{number}/differences',
    action: 'plan.read',
    summary: 'What a version changes against an earlier one',
    params: VersionPath,
    query: z.strictObject({
      from: z.coerce
        .number()
        .int()
        .min(1)
        .max(LAST_NUMBER)
        .optional()
        .meta({ description: 'Version to compare with; the one before by default.' }),
    }),
    about: aboutOperation,
    replies: {
      status: 200,
      schema: z.strictObject({
        from: z.number(),
        to: z.number(),
        changes: z.array(Change),
      }),
    },
    refuses: ['plan.not-found'],
    handle: async ({ params: { operationId, number }, query, relations }, { database }) => {
      const from = query.from ?? number - 1;
      const [before, after] = await Promise.all([
        findPlanVersion(database, operationId, from),
        findPlanVersion(database, operationId, number),
      ]);
      if (!before || !after || ![before, after].every((version) => isKnownTo(relations, version))) throw new Refusal('plan.not-found');
      return { body: { from, to: number, changes: differences(before.plan, after.plan) } };
    },
  }),
];

function isKnownTo(relations: readonly Relation[], { state }: { state: string }): boolean {
  return seesDrafts(relations) || state === 'approved' || state === 'superseded';
}
