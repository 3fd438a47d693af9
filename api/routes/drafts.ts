import { v7 } from 'uuid';
import { z } from 'zod';
import { readReport } from '../../documents/reports/intake.ts';
import type { Flaw } from '../../domain/failure.ts';
import { isoOf } from '../../domain/moment.ts';
import { takesReports } from '../../domain/operation.ts';
import { appendCaseOfDraft } from '../../prisma/facts/cases.ts';
import { appendDraft, saveDraft, withdrawDraft } from '../../prisma/facts/drafts.ts';
import { type DraftView as Draft, findDraft, listDrafts } from '../../prisma/reads/drafts.ts';
import type { OperationStanding } from '../../prisma/reads/standing.ts';
import type { Dependencies } from '../dependencies.ts';
import { refuseLate } from '../late-reports.ts';
import { newCase } from '../new-case.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { DraftItem, DraftShape, DraftView } from '../shapes/draft.ts';
import { Id, OperationPath } from '../shapes/id.ts';
import { aboutOperation, aboutPart, timeOf } from '../standing.ts';
import { versionTag } from '../version-tag.ts';
import { CaseWithWarnings, refuseAbsence } from './cases.ts';

const DraftPath = z.object({ draftId: Id });
const aboutDraft = aboutPart('draft', ({ draftId }: z.output<typeof DraftPath>) => draftId, 'draft.not-found');

export const DRAFT_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/drafts',
    action: 'draft.write',
    summary: 'Save a report that is not finished; answers what it still lacks',
    params: OperationPath,
    body: DraftShape,
    about: aboutOperation,
    replies: { status: 201, schema: DraftView },
    refuses: ['draft.too-large', 'draft.too-many', 'participation.not-active', 'participation.withdrawn', 'operation.not-running'],
    handle: async ({ params: { operationId }, body: { report }, actor, found: operation, receipt, realNow }, { database }) => {
      refuseAbsence(operation);
      refuseSize(report);
      const now = timeOf(operation, realNow);
      const begun = { id: v7(), operationId, organisation: actor.organisation.code, version: 1, state: 'open' as const };
      const draft = { ...begun, author: actor.name, savedAt: isoOf(now), caseId: null, report };
      const body = { ...draft, errors: errorsOf(report, operation, now) };
      const reply = { status: 201, body, etag: versionTag(1), location: `/drafts/${draft.id}` };
      const writing = { id: draft.id, operationId, ...byOf(actor), content: report, at: draft.savedAt };
      refuseIf(await appendDraft(database, writing, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/drafts',
    action: 'draft.read',
    summary: 'Drafts of your own administration, newest first',
    params: OperationPath,
    query: PageQuery,
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(DraftItem) },
    handle: async ({ params: { operationId }, query, actor }, { database }) => {
      const page = readCursor(query, 'id');
      const rows = await listDrafts(database, { operationId, organisationId: actor.organisation.id }, page);
      const body = toPage(rows, page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'get',
    path: '/drafts/{draftId}',
    action: 'draft.read',
    summary: 'One draft, and what it still lacks',
    params: DraftPath,
    about: aboutDraft,
    replies: { status: 200, schema: DraftView },
    refuses: ['draft.not-found'],
    handle: async ({ params: { draftId }, actor, found: operation, realNow }, { database }) => {
      const draft = await ownDraft(database, actor.organisation.id, draftId);
      const errors = draft.report ? errorsOf(draft.report, operation, timeOf(operation, realNow)) : [];
      return { body: { ...draft, errors }, etag: versionTag(draft.version), isAlive: true };
    },
  }),
  route({
    method: 'put',
    path: '/drafts/{draftId}',
    action: 'draft.write',
    summary: 'Save a draft again',
    params: DraftPath,
    body: DraftShape,
    about: aboutDraft,
    replies: { status: 200, schema: DraftView },
    refuses: ['draft.not-found', 'draft.ended', 'draft.too-large', 'request.stale', 'operation.not-running'],
    handle: async ({ params: { draftId }, body: { report }, actor, found: operation, ifMatch, realNow }, { database }) => {
      const draft = await ownDraft(database, actor.organisation.id, draftId);
      if (draft.state !== 'open') throw new Refusal('draft.ended');
      if (versionTag(draft.version) !== ifMatch) throw new Refusal('request.stale');
      if (!takesReports(operation.stage)) throw new Refusal('operation.not-running');
      refuseSize(report);
      const now = timeOf(operation, realNow);
      const saved = { ...draft, version: draft.version + 1, author: actor.name, savedAt: isoOf(now), report };
      const writing = { id: draftId, ...byOf(actor), content: report, version: draft.version, at: saved.savedAt };
      refuseIf(await saveDraft(database, writing));
      return { body: { ...saved, errors: errorsOf(report, operation, now) }, etag: versionTag(saved.version) };
    },
  }),
  route({
    method: 'post',
    path: '/drafts/{draftId}/submissions',
    action: 'case.report',
    summary: 'Report a draft: it becomes a case if nothing is wrong with it any more',
    params: DraftPath,
    body: z.strictObject({}).optional(),
    about: aboutDraft,
    replies: { status: 201, schema: CaseWithWarnings },
    refuses: [
      'draft.not-found',
      'draft.ended',
      'case.invalid',
      'case.too-late',
      'case.reference-taken',
      'request.stale',
      'participation.not-active',
      'participation.withdrawn',
      'operation.not-running',
    ],
    handle: async ({ params: { draftId }, actor, found: operation, receipt, realNow }, { database }) => {
      refuseAbsence(operation);
      const draft = await ownDraft(database, actor.organisation.id, draftId);
      if (!draft.report) throw new Refusal('draft.ended');
      const now = timeOf(operation, realNow);
      const read = readReport(draft.report, operation.plan, now);
      if (!('report' in read)) throw new Refusal('case.invalid', { flaws: read.errors ?? [] });
      await refuseLate(database, { actor, operation, report: read.report, now, channel: 'form' });
      const { reply, writing } = await newCase(database, { actor, operation, report: read.report, now });
      refuseIf(await appendCaseOfDraft(database, writing, receiptOf(receipt, reply), draft));
      return reply;
    },
  }),
  route({
    method: 'post',
    path: '/drafts/{draftId}/withdrawals',
    action: 'draft.write',
    summary: 'Give a draft up; what stands in it is forgotten',
    params: DraftPath,
    body: z.strictObject({}).optional(),
    about: aboutDraft,
    replies: { status: 201, schema: DraftItem },
    refuses: ['draft.not-found', 'draft.ended'],
    handle: async ({ params: { draftId }, actor, found: operation, receipt, realNow }, { database }) => {
      const { report: _, ...draft } = await ownDraft(database, actor.organisation.id, draftId);
      const reply = { status: 201, body: { ...draft, state: 'withdrawn' as const } };
      const writing = { id: draftId, ...byOf(actor), at: isoOf(timeOf(operation, realNow)) };
      refuseIf(await withdrawDraft(database, writing, receiptOf(receipt, reply)));
      return reply;
    },
  }),
];

/** All by which this report would be refused now. What it lacks is told for the whole of it before the plan is asked. */
function errorsOf(report: Record<string, unknown>, { plan }: Pick<OperationStanding, 'plan'>, now: number): readonly Flaw[] {
  const read = readReport(report, plan, now);
  return 'report' in read ? [] : (read.errors ?? []);
}

async function ownDraft(database: Dependencies['database'], organisationId: string, id: string): Promise<Draft> {
  const draft = await findDraft(database, organisationId, id);
  if (!draft) throw new Refusal('draft.not-found');
  return draft;
}

function byOf({ personId, organisation }: { personId: string; organisation: { id: string } }) {
  return { personId, organisationId: organisation.id };
}

const MOST_BYTES = 200_000;

function refuseSize(report: Record<string, unknown>): void {
  if (Buffer.byteLength(JSON.stringify(report)) > MOST_BYTES) throw new Refusal('draft.too-large');
}
