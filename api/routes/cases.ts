import { z } from 'zod';
import { CHANNELS, namesOf, withoutKeys, type CaseReport } from '../../domain/case.ts';
import { caseFlaws } from '../../domain/case-flaws.ts';
import { lateMarks } from '../../domain/late-report.ts';
import { isoOf } from '../../domain/moment.ts';
import { takesReports } from '../../domain/operation.ts';
import { appendCase, appendCorrection } from '../../prisma/facts/cases.ts';
import { raisedBy } from '../../prisma/facts/raised-warnings.ts';
import { findCase, listCases, listCaseVersions, type CaseVersionItem } from '../../prisma/reads/cases.ts';
import { findCredits } from '../../prisma/reads/credits.ts';
import { listExclusions } from '../../prisma/reads/exclusions.ts';
import { findHistories } from '../../prisma/reads/magnitudes.ts';
import { listReviewsOf } from '../../prisma/reads/reviews.ts';
import type { OperationStanding } from '../../prisma/reads/standing.ts';
import { refuseLate } from '../late-reports.ts';
import { newCase } from '../new-case.ts';
import type { Database } from '../../prisma/client.ts';
import { findTombstone } from '../../prisma/reads/tombstones.ts';
import type { Sight } from '../../prisma/sight.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseFlaws, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { versionTag } from '../version-tag.ts';
import { aboutCase, aboutOperation, sightOf, timeOf } from '../standing.ts';
import { CaseShape, CorrectionShape } from '../../documents/reports/shape.ts';
import { Change } from '../shapes/change.ts';
import { CASE_FILTER } from '../shapes/case-filter.ts';
import { CasePath, Id, Instant, OperationPath } from '../shapes/id.ts';
import { Tombstone } from '../shapes/retention.ts';
import { Review } from '../shapes/review.ts';

export const CaseItem = z
  .strictObject({
    id: Id,
    operationId: Id,
    organisation: z.string(),
    reference: z.string(),
    version: z.number().int(),
    reportedAt: Instant,
    report: CaseShape,
  })
  .meta({ id: 'Case' });
export const CaseWithWarnings = CaseItem.extend({
  warnings: z.array(Review).meta({ description: 'What must be asked about it. The case is taken, and counts, all the same.' }),
}).meta({ id: 'CaseWithWarnings' });
const Exclusion = z.strictObject({
  id: Id,
  reason: z.string(),
  excludedBy: z.string(),
  excludedAt: Instant,
  inclusionReason: z.string().nullable(),
  includedBy: z.string().nullable(),
  includedAt: Instant.nullable(),
});
/** What has been purged keeps its place: who reported it, when, and its tombstone. */
const BURIED = { reference: z.string().nullable(), report: CaseShape.nullable(), tombstone: Tombstone.nullable() };
const ListedCase = CaseItem.extend(BURIED).meta({ id: 'ListedCase' });
const CaseView = CaseWithWarnings.extend({
  ...BURIED,
  exclusions: z.array(Exclusion).meta({ description: 'When it did not count, and why. The last one goes on while it has no end.' }),
  countedWith: z
    .strictObject({ caseId: Id, organisation: z.string(), operationId: Id })
    .nullable()
    .meta({ description: 'The report of the same seizure that counts for this one.' }),
  late: z.array(z.string()).meta({
    description: 'Editions for which it came too late. Empty where the plan lets late reports count in the next one like all others.',
  }),
  credits: z.array(z.string()).meta({ description: 'All organisations that reported this seizure, as far as you may know of them.' }),
  versions: z.array(
    z.strictObject({
      version: z.number().int(),
      reason: z.string().nullable(),
      author: z.string(),
      proposedBy: z.string().nullable().meta({ description: 'Who had proposed it, where the owner accepted a proposal.' }),
      receivedAt: Instant,
      channel: z.enum(CHANNELS).meta({ description: 'The way by which it came in.' }),
      report: CaseShape,
      changes: z.array(Change).meta({
        description: 'What differs from the version before. Seizures go by their number, goods by their heading, counts by their state.',
      }),
    }),
  ),
}).meta({ id: 'CaseWithVersions' });

export const CASE_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/cases',
    action: 'case.report',
    summary: 'Report a case with its seizures',
    params: OperationPath,
    body: CaseShape,
    about: aboutOperation,
    replies: { status: 201, schema: CaseWithWarnings },
    refuses: [
      'case.invalid',
      'case.too-late',
      'case.reference-taken',
      'participation.not-active',
      'participation.withdrawn',
      'operation.not-running',
    ],
    handle: async ({ body: report, actor, found: operation, receipt, realNow }, { database }) => {
      refuseAbsence(operation);
      const now = timeOf(operation, realNow);
      refuseFlaws('case.invalid', caseFlaws(report, operation.plan, now));
      await refuseLate(database, { actor, operation, report, now, channel: 'form' });
      const { reply, writing } = await newCase(database, { actor, operation, report, now });
      refuseIf(await appendCase(database, writing, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/cases',
    action: 'case.read',
    summary: 'Cases that you may see, newest first: all, or those that one row of the statistics was counted from',
    params: OperationPath,
    query: PageQuery.extend(CASE_FILTER),
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(ListedCase) },
    handle: async ({ params, query, actor, found: operation }, deps) => {
      const { cursor: _cursor, limit: _limit, ...filter } = query;
      const page = readCursor(query, 'id');
      const sight = await sightOf(deps, actor, operation);
      const rows = await listCases(deps.database, sight, { operationId: params.operationId, ...filter }, page);
      const body = toPage(rows.map(shownTo(actor.organisation.code)), page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'get',
    path: '/cases/{caseId}',
    action: 'case.read',
    summary: 'One case with all its versions',
    params: CasePath,
    about: aboutCase,
    replies: { status: 200, schema: CaseView },
    refuses: ['case.not-found'],
    handle: async ({ params: { caseId }, actor, found: operation }, deps) => {
      const sight = await sightOf(deps, actor, operation);
      const found = await findCase(deps.database, sight, caseId);
      if (!found) return { body: await buriedCase(deps.database, sight, caseId), isAlive: true };
      const { organisationId: _, ...item } = found;
      const [versions, warnings, exclusions, credits] = await Promise.all([
        listCaseVersions(deps.database, sight, caseId),
        listReviewsOf(deps.database, sight, operation.id, caseId),
        listExclusions(deps.database, sight, caseId),
        findCredits(deps.database, sight, caseId),
      ]);
      const late = lateMarks(item.report, operation.plan, Date.parse(item.reportedAt));
      const shown = shownTo(actor.organisation.code)({ ...item, tombstone: null, warnings, exclusions, late, ...credits, versions });
      return { body: shown, etag: versionTag(item.version), isAlive: true };
    },
  }),
  route({
    method: 'put',
    path: '/cases/{caseId}',
    action: 'case.correct',
    summary: 'Correct a case of your own administration, also after it has withdrawn: a new version, with the reason',
    params: CasePath,
    body: CorrectionShape,
    about: aboutCase,
    replies: { status: 200, schema: CaseWithWarnings },
    refuses: ['case.not-found', 'case.invalid', 'request.stale', 'operation.not-running'],
    handle: async ({ params: { caseId }, body: { reason, ...content }, actor, found: operation, ifMatch, realNow }, { database }) => {
      const known = await findCase(database, { organisations: [actor.organisation.id] }, caseId);
      if (!known) throw new Refusal('case.not-found');
      if (versionTag(known.version) !== ifMatch) throw new Refusal('request.stale');
      // Also of whoever has withdrawn meanwhile: what it has reported counts, and nobody else can mend it.
      if (!takesReports(operation.stage)) throw new Refusal('operation.not-running');
      const now = timeOf(operation, realNow);
      const report: CaseReport = { ...namesOf(known.report), ...content };
      refuseFlaws('case.invalid', caseFlaws(report, operation.plan, now));
      const { organisationId, ...item } = known;
      const version = known.version + 1;
      const writing = {
        caseId,
        version,
        operationId: operation.id,
        organisationId,
        personId: actor.personId,
        report,
        plan: operation.plan,
        channel: 'form' as const,
        warnings: raisedBy(report, await findHistories(database, operation.id)),
        reason,
        at: isoOf(now),
      };
      refuseIf(await appendCorrection(database, writing));
      const warnings = (await listReviewsOf(database, { organisations: [organisationId] }, operation.id, caseId)).filter(
        (review) => review.version === version,
      );
      return { body: { ...item, version, report, warnings }, etag: versionTag(version) };
    },
  }),
];

async function buriedCase(database: Database, sight: Sight, caseId: string): Promise<object> {
  const buried = await findTombstone(database, sight, caseId);
  if (!buried) throw new Refusal('case.not-found');
  const credits = await findCredits(database, sight, caseId);
  return { ...buried, reference: null, report: null, warnings: [], exclusions: [], ...credits, versions: [] };
}

type Shown = { organisation: string; report: CaseReport | null; versions?: readonly CaseVersionItem[] };

/** What was reported, as people of an organisation may see it. */
function shownTo(viewer: string): <Item extends Shown>(item: Item) => Item {
  return (item) => {
    if (item.organisation === viewer) return item;
    const versions = item.versions?.map((version) => ({
      ...version,
      report: withoutKeys(version.report),
      changes: version.changes.filter(({ pointer }) => !/\/keys(\/|$)/.test(pointer)),
    }));
    return { ...item, report: item.report && withoutKeys(item.report), ...(versions ? { versions } : {}) };
  };
}

/** Reports are taken from members that take part, from the launch until the operation is closed. A member that fell silent says that it takes part first. */
export function refuseAbsence({ stage, participation }: OperationStanding): void {
  if (!takesReports(stage)) throw new Refusal('operation.not-running');
  if (participation?.state === 'withdrawn') throw new Refusal('participation.withdrawn');
  if (participation?.state !== 'accepted') throw new Refusal('participation.not-active');
}
