import type { QueryConfig } from 'pg';
import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { shareOf } from '../frozen.ts';
import { restrictingLock } from '../sending.ts';
import { queryAs } from '../sight.ts';
import { oncePerPool, together } from '../together.ts';
import { versionValues, type CaseWriting } from './case-rows.ts';
import {
  APPEND_ACCEPTANCE,
  APPEND_CASE_OF_APPEAL,
  APPEND_CASE_OF_DRAFT,
  APPEND_CASES,
  APPEND_CASES_WITH_RECEIPTS,
  APPEND_CORRECTIONS,
} from './case-sql.ts';
import { type Answering, nudgeFinished } from './nudges.ts';
import { receiptValues } from './receipt-values.ts';
import type { Receipt } from './receipts.ts';

type Appended = Answering & { written: string[] };
type Reported = { writing: CaseWriting; receipt: Receipt };

/** More gain nothing: the rows of a case cost more than the statement does. */
const COMPANY = { most: 32, lanes: 4 };

/**
 * Appends a case with its first version, its event and whatever its report answers. Reports that arrive while others are being written go in
 * one statement. Refused where the administration has a case of this reference, or of this name in another system.
 */
export async function appendCase(database: Database, writing: CaseWriting, receipt: Receipt): Promise<FailureCode | null> {
  const append = oncePerPool(database.pool, 'append-case', () =>
    together<Reported, boolean>((reported) => writeReported(database, reported), COMPANY),
  );
  return (await append({ writing, receipt })) ? null : 'case.reference-taken';
}

/** The same for a report that was a draft, which ends with it. Goes alone: a draft that has changed or ended meanwhile fails the statement. */
export async function appendCaseOfDraft(
  database: Database,
  writing: CaseWriting,
  receipt: Receipt,
  draft: { id: string; version: number },
): Promise<FailureCode | null> {
  const values = [...[writing.caseId, ...receiptValues(receipt)].map((value) => [value]), draft.id, draft.version];
  const written = await write(database, [writing], APPEND_CASE_OF_DRAFT, values).catch(refuseDraft);
  if (typeof written === 'string') return written;
  return written.size === 1 ? null : whyNotOfDraft(database, draft.id);
}

/** Who submits the same draft at the same moment finds its reference taken, by the draft itself. */
async function whyNotOfDraft({ pool }: Database, draftId: string): Promise<FailureCode> {
  const { rowCount } = await pool.query({ name: 'draft-ended', text: 'select from draft_ending where draft_id = $1', values: [draftId] });
  return rowCount === 1 ? 'draft.ended' : 'case.reference-taken';
}

function refuseDraft(error: unknown): FailureCode {
  const { constraint } = error as { constraint?: string };
  if (constraint === 'draft_ending_pkey') return 'draft.ended';
  if (constraint === 'draft_ending_of_version') return 'request.stale';
  throw error;
}

/** The same for a late report that somebody lets in by granting its appeal. */
export async function appendCaseOfAppeal(
  database: Database,
  writing: CaseWriting,
  { id, personId, reason, missed }: { id: string; personId: string; reason: string | null; missed: readonly string[] },
  receipt: Receipt,
): Promise<FailureCode | null> {
  const values = [...[writing.caseId, ...receiptValues(receipt)].map((value) => [value]), id, personId, reason, missed.join(', ')];
  if ((await write(database, [writing], APPEND_CASE_OF_APPEAL, values)).size === 1) return null;
  const text = "select from late_appeal where id = $1 and state = 'asked'";
  const { rowCount } = await queryAs(database.pool, { organisations: [writing.organisationId] }, { text, values: [id] });
  return rowCount === 1 ? 'case.reference-taken' : 'appeal.decided-before';
}

/** The owner makes a version of what somebody else proposed, who keeps the credit. Refused where the case, or the proposal, has moved on meanwhile. */
export async function appendAcceptance(
  database: Database,
  writing: CaseWriting,
  proposalId: string,
  receipt: Receipt,
): Promise<FailureCode | null> {
  const columns = [writing.caseId, ...receiptValues(receipt), proposalId].map((value) => [value]);
  return (await write(database, [writing], APPEND_ACCEPTANCE, columns)).size === 1 ? null : 'proposal.outdated';
}

async function writeReported(database: Database, reported: readonly Reported[]): Promise<boolean[]> {
  const writings = reported.map(({ writing }) => writing);
  const receipts = reported.map(({ writing, receipt }) => [writing.caseId, ...receiptValues(receipt)]);
  const columns = receipts[0]?.map((_, i) => receipts.map((values) => values[i])) ?? [];
  const written = await write(database, writings, APPEND_CASES_WITH_RECEIPTS, columns);
  return writings.map(({ caseId }) => written.has(caseId));
}

/** Appends many new cases; answers the ids of those that were written. The others have a reference, or an external id, that is taken. */
export function appendCases(database: Database, writings: readonly CaseWriting[]): Promise<Set<string>> {
  return write(database, writings, APPEND_CASES);
}

/** Appends the next version of a case, if the owner corrects the one that it read. Nothing of an earlier version is touched. */
export async function appendCorrection(database: Database, writing: CaseWriting): Promise<FailureCode | null> {
  return (await appendCorrections(database, [writing])).size === 1 ? null : 'request.stale';
}

/** The same for many; answers the ids of those whose latest version was the one before. */
export function appendCorrections(database: Database, writings: readonly CaseWriting[]): Promise<Set<string>> {
  return write(database, writings, APPEND_CORRECTIONS);
}

async function write(
  database: Database,
  writings: readonly CaseWriting[],
  query: QueryConfig,
  receipts: readonly unknown[] = [],
): Promise<Set<string>> {
  const organisations = [...new Set(writings.map(({ organisationId }) => organisationId))];
  const values = [...versionValues(writings), ...receipts];
  const restricting = writings.filter(({ version, report }) => version > 1 && report.handling !== undefined);
  const { rows } = await queryAs<Appended>(
    database.pool,
    { organisations },
    { ...query, values },
    shareOf(writings.map(({ operationId }) => operationId)),
    ...(restricting.length > 0 ? [restrictingLock(restricting.map(({ operationId }) => operationId))] : []),
  );
  const { written = [], answered = [] } = rows[0] ?? {};
  await nudgeFinished(database, answered);
  return new Set(written);
}
