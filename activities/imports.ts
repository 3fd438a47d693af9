import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Context } from '@temporalio/activity';
import { cellReader } from '../documents/reports/cell-values.ts';
import { chunksOf } from '../documents/reports/chunks.ts';
import { casesOf, survey } from '../documents/reports/sheet-cases.ts';
import { openSheet, type SheetFile } from '../documents/reports/sheet-file.ts';
import { takeSheetCases, type CaseOutcome, type Settled } from '../documents/reports/sheet-intake.ts';
import { SpreadsheetRefusal } from '../documents/spreadsheet/refusal.ts';
import type { CaseReport } from '../domain/case.ts';
import { operationTime } from '../domain/clock.ts';
import { FAILURES, type FailureCode } from '../domain/failure.ts';
import type { ImportCounts, ImportProblem } from '../domain/import.ts';
import { countOutcomes, SENT_AGAIN, type Taken } from '../domain/intake.ts';
import { isoOf } from '../domain/moment.ts';
import { takesReports } from '../domain/operation.ts';
import { recordImportStep, settleImport } from '../prisma/facts/imports.ts';
import { takeCases, type Intake } from '../prisma/facts/intake.ts';
import { findWrittenSince, loadImportWork, type ImportWork } from '../prisma/reads/imports.ts';
import { foreseeCases } from '../prisma/reads/known-cases.ts';
import type { ActivityDependencies } from './dependencies.ts';

const BEAT_MS = 5_000;

/** Few enough that a kill costs little, and enough that a commit does. */
const CASES_AT_ONCE = 250;

export function createImportActivities({ database, objects, now }: ActivityDependencies) {
  /**
   * Reads a file of cases row by row, to preview or to take it, as its row says, and goes on where an earlier attempt stopped. Taking is
   * idempotent, and counting moves in one statement with the position: killed in between, the same cases are found unchanged, and are
   * counted as what the killed attempt had made of them.
   */
  async function workOnImport({ importId }: { importId: string }): Promise<void> {
    const context = Context.current();
    const beating = setInterval(() => context.heartbeat(), BEAT_MS);
    const folder = await mkdtemp(join(tmpdir(), 'concert-import-'));
    try {
      const work = await loadImportWork(database, importId);
      if (!work || !isUnderWay(work)) return;
      const problem = standingProblem(work) ?? (await readWhole(importId, work, join(folder, 'file'), context));
      await settleImport(database, { importId, organisationId: work.organisationId, state: work.state, at: timeOf(work), problem });
    } finally {
      clearInterval(beating);
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Why no row of the file can be read, or null when all of it was. */
  async function readWhole(importId: string, work: ImportWork, path: string, context: Context): Promise<ImportProblem | null> {
    const content = await objects.get(work.sha256);
    if (!content) throw new Error(`The store has no object ${work.sha256}, which import ${importId} needs.`);
    await pipeline(content, createWriteStream(path));
    try {
      const file = await openSheet(path, work.encoding ?? undefined);
      await readCases(importId, work, file, context).finally(file.close);
      return null;
    } catch (error) {
      if (!(error instanceof SpreadsheetRefusal)) throw error;
      const { code, message, detail, cell, row, byte } = error;
      return { code, detail: detail === '' ? message : `${message} (${detail})`, cell, row, byte };
    }
  }

  async function readCases(importId: string, work: ImportWork, file: SheetFile, context: Context): Promise<void> {
    const overview = await survey(file.rows()); // all of the file has been read once before anything is taken
    const read = cellReader(work.plan, file.habit);
    const { organisationId, state, plan, zone } = work;
    let position = work.position;
    for await (const cases of chunksOf(casesOf(file.rows(), overview, position), CASES_AT_ONCE)) {
      context.cancellationSignal.throwIfAborted();
      context.heartbeat();
      const at = operationTime(work.clock, now());
      const settle = (reports: readonly CaseReport[]) => settled(work, reports);
      const outcomes = await takeSheetCases({ plan, at, zone, isCsv: file.format === 'csv', read }, cases, settle);
      const to = cases.at(-1)?.last ?? position;
      const refused = outcomes.flatMap((one) => (one.outcome === 'refused' ? one.rows : []));
      const step = { importId, organisationId, state, from: position, to, lastRow: overview.last, refused };
      const isMoved = await recordImportStep(database, { ...step, counts: countsOf(outcomes) });
      if (!isMoved) throw new Error(`Another worker has moved import ${importId} on.`);
      position = to;
    }
  }

  async function settled(work: ImportWork, reports: readonly CaseReport[]): Promise<readonly Settled[]> {
    const intake: Intake = {
      operationId: work.operationId,
      organisationId: work.organisationId,
      personId: work.personId,
      plan: work.plan,
      channel: 'sheet',
      reason: work.reason ?? SENT_AGAIN.sheet,
      at: timeOf(work),
    };
    if (work.state === 'previewing')
      return foreseeCases(
        database,
        reports.map((report) => ({ ...intake, report })),
      );
    return asWritten(work, await takeCases(database, intake, reports));
  }

  /** What an attempt wrote that was killed before it could count is younger than the word of its sender. */
  async function asWritten({ begunAt, ...owner }: ImportWork, taken: readonly Taken[]): Promise<Settled[]> {
    const ids = taken.flatMap((one) => (one.outcome === 'unchanged' ? [one.caseId] : []));
    if (ids.length === 0 || begunAt === null) return [...taken];
    const written = await findWrittenSince(database, { ...owner, since: begunAt }, ids);
    return taken.map((one): Settled => {
      const version = one.outcome === 'unchanged' ? written.get(one.caseId) : undefined;
      return version === undefined ? one : { outcome: version === 1 ? 'reported' : 'corrected' };
    });
  }

  function timeOf({ clock }: ImportWork): string {
    return isoOf(operationTime(clock, now()));
  }

  return { workOnImport };
}

function isUnderWay({ state }: ImportWork): boolean {
  return state === 'previewing' || state === 'taking';
}

/** What has happened to the operation since the file was sent. */
function standingProblem({ stage, participation }: ImportWork): ImportProblem | null {
  if (!takesReports(stage)) return problemOf('operation.not-running');
  if (participation === 'withdrawn') return problemOf('participation.withdrawn');
  return participation === 'accepted' ? null : problemOf('participation.not-active');
}

function problemOf(code: FailureCode): ImportProblem {
  return { code, detail: FAILURES[code].says, cell: null, row: null, byte: null };
}

function countsOf(outcomes: readonly CaseOutcome[]): ImportCounts {
  const rowsRefused = outcomes.reduce((rows, one) => rows + (one.outcome === 'refused' ? one.rows.length : 0), 0);
  return { ...countOutcomes(outcomes), rowsRefused };
}
