import { v7 } from 'uuid';
import { z } from 'zod';
import { caseFlaws } from '../../domain/case-flaws.ts';
import { lateFlaws, missedEditions } from '../../domain/late-report.ts';
import { isoOf } from '../../domain/moment.ts';
import { takesReports } from '../../domain/operation.ts';
import { CaseShape } from '../../documents/reports/shape.ts';
import { raisedBy } from '../../prisma/facts/raised-warnings.ts';
import { appendCaseOfAppeal } from '../../prisma/facts/cases.ts';
import { appendLateAppeal, refuseLateAppeal } from '../../prisma/facts/late-appeals.ts';
import { findLateAppeal, listLateAppeals, type LateAppealItem } from '../../prisma/reads/late-appeals.ts';
import { findHistories } from '../../prisma/reads/magnitudes.ts';
import { EVERYTHING } from '../../prisma/sight.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseFlaws, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutOperation, aboutPart, sightOf, timeOf } from '../standing.ts';
import { within } from '../plan-writing.ts';
import { refuseAbsence } from './cases.ts';
import { Id, Instant, OperationPath } from '../shapes/id.ts';
import { Reason } from '../shapes/tasking.ts';

const LateAppeal = z
  .strictObject({
    id: Id,
    operationId: Id,
    organisation: z.string(),
    reference: z.string(),
    report: CaseShape,
    reason: z.string(),
    state: z.enum(['asked', 'granted', 'refused']),
    askedBy: z.string(),
    askedAt: Instant,
    decidedBy: z.string().nullable(),
    decidedAt: Instant.nullable(),
    decisionReason: z.string().nullable(),
    caseId: Id.nullable().meta({ description: 'The case that it became once it was granted.' }),
  })
  .meta({ id: 'LateAppeal' });

const NewAppealDecision = z
  .discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('granted'), reason: Reason.optional() }),
    z.strictObject({ outcome: z.literal('refused'), reason: Reason }),
  ])
  .meta({ id: 'NewAppealDecision' });

const AppealPath = z.object({ appealId: Id });
const aboutAppeal = aboutPart('late-appeal', ({ appealId }: z.output<typeof AppealPath>) => appealId, 'appeal.not-found');

const viewOf = ({ organisationId: _, askedById: __, ...view }: LateAppealItem) => view;

/** What comes after a cut-off where the plan takes nothing late, and should be taken all the same. */
export const LATE_APPEAL_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/late-appeals',
    action: 'late-appeal.make',
    summary: 'Send a report that was refused for coming after a cut-off, with why it should be taken all the same',
    params: OperationPath,
    body: z.strictObject({ report: CaseShape, reason: Reason }).meta({ id: 'NewLateAppeal' }),
    about: aboutOperation,
    replies: { status: 201, schema: LateAppeal },
    refuses: [
      'case.invalid',
      'appeal.not-late',
      'appeal.made-before',
      'participation.not-active',
      'participation.withdrawn',
      'operation.not-running',
    ],
    handle: async ({ body: { report, reason }, actor, found: operation, receipt, realNow }, { database }) => {
      refuseAbsence(operation);
      const now = timeOf(operation, realNow);
      refuseFlaws('case.invalid', within('/report', caseFlaws(report, operation.plan, now)));
      if (lateFlaws(report, operation.plan, now).length === 0) throw new Refusal('appeal.not-late');
      const id = v7();
      const view = {
        ...{ id, operationId: operation.id, organisation: actor.organisation.code, reference: report.reference, report, reason },
        ...{ state: 'asked', askedBy: actor.name, askedAt: isoOf(now) },
        ...{ decidedBy: null, decidedAt: null, decisionReason: null, caseId: null },
      };
      const reply = { status: 201, body: view, location: `/late-appeals/${id}` };
      const missed = missedEditions(report, operation.plan, now);
      const from = { operation: { ...operation, at: now }, organisationId: actor.organisation.id, personId: actor.personId };
      refuseIf(await appendLateAppeal(database, { id, ...from, missed, report, reason }, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/late-appeals',
    action: 'late-appeal.read',
    summary: 'Appeals for late reports that you may see, oldest first',
    params: OperationPath,
    about: aboutOperation,
    replies: { status: 200, schema: z.strictObject({ items: z.array(LateAppeal), next: z.null() }) },
    handle: async ({ params: { operationId }, actor, found }, deps) => {
      const items = await listLateAppeals(deps.database, await sightOf(deps, actor, found), operationId);
      return { body: { items: items.map(viewOf), next: null } };
    },
  }),
  route({
    method: 'get',
    path: '/late-appeals/{appealId}',
    action: 'late-appeal.read',
    summary: 'One appeal for a late report, and what was decided',
    params: AppealPath,
    about: aboutAppeal,
    replies: { status: 200, schema: LateAppeal },
    refuses: ['appeal.not-found'],
    handle: async ({ params: { appealId }, actor, found }, deps) => {
      const appeal = await findLateAppeal(deps.database, await sightOf(deps, actor, found), appealId);
      if (!appeal) throw new Refusal('appeal.not-found');
      return { body: viewOf(appeal) };
    },
  }),
  route({
    method: 'post',
    path: '/late-appeals/{appealId}/decisions',
    action: 'late-appeal.decide',
    summary: 'Take the report all the same, from now on, or refuse the appeal with a reason',
    params: AppealPath,
    body: NewAppealDecision,
    about: aboutAppeal,
    replies: { status: 201, schema: LateAppeal },
    refuses: ['appeal.not-found', 'appeal.decided-before', 'case.reference-taken', 'operation.not-running'],
    handle: async ({ params: { appealId }, body, actor, found: operation, receipt, realNow }, { database }) => {
      if (!takesReports(operation.stage)) throw new Refusal('operation.not-running');
      const appeal = await findLateAppeal(database, EVERYTHING, appealId);
      if (!appeal) throw new Refusal('appeal.not-found');
      const now = timeOf(operation, realNow);
      const caseId = body.outcome === 'granted' ? v7() : null;
      const decided = {
        ...viewOf(appeal),
        ...{ state: body.outcome, decidedBy: actor.name, decidedAt: isoOf(now), decisionReason: body.reason ?? null, caseId },
      };
      const reply = { status: 201, body: decided, location: `/late-appeals/${appealId}` };
      const missed = missedEditions(appeal.report, operation.plan, now);
      const by = { id: appealId, personId: actor.personId, reason: body.reason ?? null, missed };
      if (caseId === null) {
        const { organisationId, reference } = appeal;
        const refusal = { ...by, reason: body.reason ?? '', operation: { ...operation, at: now }, organisationId, reference };
        refuseIf(await refuseLateAppeal(database, refusal, receiptOf(receipt, reply)));
        return reply;
      }
      const { report, organisationId, askedById } = appeal;
      const writing = {
        ...{ caseId, version: 1, operationId: operation.id, organisationId, personId: askedById, report, plan: operation.plan },
        ...{
          channel: 'form' as const,
          reason: null,
          at: isoOf(now),
          warnings: raisedBy(report, await findHistories(database, operation.id)),
        },
      };
      refuseIf(await appendCaseOfAppeal(database, writing, by, receiptOf(receipt, reply)));
      return reply;
    },
  }),
];
