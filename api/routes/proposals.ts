import { v7 } from 'uuid';
import { z } from 'zod';
import { namesOf, withKeysOf } from '../../domain/case.ts';
import { caseFlaws } from '../../domain/case-flaws.ts';
import { isoOf } from '../../domain/moment.ts';
import { takesReports } from '../../domain/operation.ts';
import { CaseShape, CorrectionShape } from '../../documents/reports/shape.ts';
import { appendCaseNote } from '../../prisma/facts/case-notes.ts';
import { appendAcceptance } from '../../prisma/facts/cases.ts';
import { appendProposal, declineProposal } from '../../prisma/facts/proposals.ts';
import { raisedBy } from '../../prisma/facts/raised-warnings.ts';
import { findCase } from '../../prisma/reads/cases.ts';
import { findHistories } from '../../prisma/reads/magnitudes.ts';
import { listNotes, listProposals } from '../../prisma/reads/proposals.ts';
import type { Sight } from '../../prisma/sight.ts';
import type { Dependencies } from '../dependencies.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseFlaws, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutCase, sightOf, timeOf } from '../standing.ts';
import { CasePath, Id, Instant } from '../shapes/id.ts';
import { Reason } from '../shapes/tasking.ts';

const Note = z
  .strictObject({
    id: Id,
    pointer: z.string().nullable(),
    text: z.string(),
    author: z.string(),
    organisation: z.string(),
    writtenAt: Instant,
  })
  .meta({ id: 'CaseNote' });
const Proposal = z
  .strictObject({
    id: Id,
    basedOn: z.number().int(),
    report: CaseShape,
    reason: z.string(),
    author: z.string(),
    organisation: z.string(),
    proposedAt: Instant,
    outcome: z.enum(['accepted', 'declined']).nullable(),
    decisionReason: z.string().nullable(),
    decidedAt: Instant.nullable(),
    version: z.number().int().nullable().meta({ description: 'The version that the owner made of it.' }),
  })
  .meta({ id: 'CaseProposal' });
const Pointer = z
  .string()
  .max(200)
  .regex(/^(\/[^/]*)*$/, 'Write an RFC 6901 JSON pointer, such as /seizures/0/goods/1.');

/** What others than the owner say of a case. Only its owner edits it. */
export const PROPOSAL_ROUTES = [
  route({
    method: 'post',
    path: '/cases/{caseId}/notes',
    action: 'case.annotate',
    summary: 'Note something about a case, for its owner and for whoever reviews it',
    params: CasePath,
    body: z.strictObject({ text: Reason, pointer: Pointer.optional() }).meta({ id: 'NewCaseNote' }),
    about: aboutCase,
    replies: { status: 201, schema: Note },
    refuses: ['case.not-found'],
    handle: async ({ params: { caseId }, body: { text, pointer = null }, actor, found: operation, receipt, realNow }, deps) => {
      const { organisationId } = await caseIn(deps, await sightOf(deps, actor, operation), caseId);
      const at = timeOf(operation, realNow);
      const id = v7();
      const body = { id, pointer, text, author: actor.name, organisation: actor.organisation.code, writtenAt: isoOf(at) };
      const reply = { status: 201, body, location: `/cases/${caseId}/notes` };
      const note = { id, caseId, operationId: operation.id, organisationId, personId: actor.personId, pointer, text, at: new Date(at) };
      await appendCaseNote(deps.database, note, receiptOf(receipt, reply));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/cases/{caseId}/notes',
    action: 'case.read',
    summary: 'What was noted about a case, oldest first',
    params: CasePath,
    query: PageQuery,
    about: aboutCase,
    replies: { status: 200, schema: pageOf(Note) },
    refuses: ['case.not-found'],
    handle: async ({ params: { caseId }, query, actor, found: operation }, deps) => {
      const page = readCursor(query, 'id');
      const body = toPage(await listNotes(deps.database, await sightOf(deps, actor, operation), caseId, page), page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'post',
    path: '/cases/{caseId}/proposals',
    action: 'case.propose',
    summary: 'Propose a correction of a case to its owner: the whole report as you think that it should read, and why',
    params: CasePath,
    body: CorrectionShape.extend({ basedOn: z.number().int().meta({ description: 'The version that you have read.' }) }).meta({
      id: 'NewCaseProposal',
    }),
    about: aboutCase,
    replies: { status: 201, schema: Proposal },
    refuses: ['case.not-found', 'case.invalid', 'request.stale', 'operation.not-running'],
    handle: async ({ params: { caseId }, body, actor, found: operation, receipt, realNow }, deps) => {
      const { reason, basedOn, ...content } = body;
      const known = await caseIn(deps, await sightOf(deps, actor, operation), caseId);
      if (known.version !== basedOn) throw new Refusal('request.stale');
      if (!takesReports(operation.stage)) throw new Refusal('operation.not-running');
      const now = timeOf(operation, realNow);
      const report = { ...namesOf(known.report), ...content };
      refuseFlaws('case.invalid', caseFlaws(report, operation.plan, now));
      const id = v7();
      const proposed = { id, basedOn, report, reason, author: actor.name, organisation: actor.organisation.code, proposedAt: isoOf(now) };
      const reply = {
        status: 201,
        body: { ...proposed, outcome: null, decisionReason: null, decidedAt: null, version: null },
        location: `/cases/${caseId}/proposals`,
      };
      const { organisationId } = known;
      const proposal = { id, caseId, operationId: operation.id, organisationId, personId: actor.personId, basedOn, report, reason };
      await appendProposal(deps.database, { ...proposal, at: new Date(now) }, receiptOf(receipt, reply));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/cases/{caseId}/proposals',
    action: 'case.read',
    summary: 'Corrections that others proposed, oldest first, and what the owner made of them',
    params: CasePath,
    query: PageQuery,
    about: aboutCase,
    replies: { status: 200, schema: pageOf(Proposal) },
    refuses: ['case.not-found'],
    handle: async ({ params: { caseId }, query, actor, found: operation }, deps) => {
      const page = readCursor(query, 'id');
      const rows = await listProposals(deps.database, await sightOf(deps, actor, operation), { caseId }, page);
      const body = toPage(rows, page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'post',
    path: '/cases/{caseId}/proposals/{proposalId}/decisions',
    action: 'case.correct',
    summary: 'Accept a proposed correction of your own case, which makes it a version, or decline it with a reason',
    params: CasePath.extend({ proposalId: Id }),
    body: z
      .discriminatedUnion('outcome', [
        z.strictObject({ outcome: z.literal('accepted') }),
        z.strictObject({ outcome: z.literal('declined'), reason: Reason }),
      ])
      .meta({ id: 'NewProposalDecision' }),
    about: aboutCase,
    replies: { status: 201, schema: Proposal },
    refuses: ['case.not-found', 'case.invalid', 'proposal.not-found', 'proposal.settled', 'proposal.outdated', 'operation.not-running'],
    handle: async ({ params: { caseId, proposalId: id }, body, actor, found: operation, receipt, realNow }, deps) => {
      const own = { organisations: [actor.organisation.id] };
      const known = await caseIn(deps, own, caseId);
      const [proposal] = await listProposals(deps.database, own, { caseId, id });
      if (!proposal) throw new Refusal('proposal.not-found');
      if (proposal.outcome !== null) throw new Refusal('proposal.settled');
      if (!takesReports(operation.stage)) throw new Refusal('operation.not-running');
      const now = timeOf(operation, realNow);
      const by = { organisationId: actor.organisation.id, personId: actor.personId };
      const decided = { ...proposal, decidedAt: isoOf(now) };
      if (body.outcome === 'declined') {
        const reply = { status: 201, body: { ...decided, outcome: 'declined', decisionReason: body.reason } };
        refuseIf(await declineProposal(deps.database, { id, ...by, reason: body.reason, at: new Date(now) }, receiptOf(receipt, reply)));
        return reply;
      }
      if (proposal.basedOn !== known.version) throw new Refusal('proposal.outdated');
      const { reason } = proposal;
      const report = withKeysOf(known.report, proposal.report);
      refuseFlaws('case.invalid', caseFlaws(report, operation.plan, now));
      const version = known.version + 1;
      const reply = { status: 201, body: { ...decided, outcome: 'accepted', version }, location: `/cases/${caseId}` };
      const writing = {
        ...by,
        caseId,
        version,
        operationId: operation.id,
        report,
        plan: operation.plan,
        warnings: raisedBy(report, await findHistories(deps.database, operation.id)),
        reason,
      };
      refuseIf(await appendAcceptance(deps.database, { ...writing, channel: 'form', at: isoOf(now) }, id, receiptOf(receipt, reply)));
      return reply;
    },
  }),
];

async function caseIn({ database }: Dependencies, sight: Sight, caseId: string) {
  const known = await findCase(database, sight, caseId);
  if (!known) throw new Refusal('case.not-found');
  return known;
}
