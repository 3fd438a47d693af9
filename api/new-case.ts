import { v7 } from 'uuid';
import type { CaseReport } from '../domain/case.ts';
import { channelOf } from '../domain/intake.ts';
import { isoOf } from '../domain/moment.ts';
import type { Actor } from '../domain/organisation.ts';
import type { Database } from '../prisma/client.ts';
import type { CaseWriting } from '../prisma/facts/case-rows.ts';
import { raisedBy } from '../prisma/facts/raised-warnings.ts';
import { findHistories } from '../prisma/reads/magnitudes.ts';
import type { OperationStanding } from '../prisma/reads/standing.ts';
import type { Reply } from './route.ts';
import { freshReview } from './shapes/review.ts';
import { versionTag } from './version-tag.ts';

type NewCase = { actor: Actor; operation: OperationStanding; report: CaseReport; now: number };

/** A case as it is written, and as whoever reports it is answered: with what must be asked about it. */
export async function newCase(
  database: Database,
  { actor, operation, report, now }: NewCase,
): Promise<{ reply: Reply; writing: CaseWriting }> {
  const id = v7();
  const at = isoOf(now);
  const { reference } = report;
  const organisation = actor.organisation.code;
  const raised = raisedBy(report, await findHistories(database, operation.id));
  const warnings = raised.map((each) => freshReview(each, { caseId: id, organisation, reference, at }));
  const item = { id, operationId: operation.id, organisation, reference, version: 1, reportedAt: at, report, warnings };
  const reply = { status: 201, body: item, etag: versionTag(item.version), location: `/cases/${id}` };
  const by = { organisationId: actor.organisation.id, personId: actor.personId };
  const what = { report, plan: operation.plan, channel: channelOf(report, 'form'), reason: null, warnings: raised };
  return { reply, writing: { caseId: id, version: 1, operationId: operation.id, ...by, ...what, at } };
}
