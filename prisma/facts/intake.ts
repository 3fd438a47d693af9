import { v7 } from 'uuid';
import { namesOf, type CaseReport } from '../../domain/case.ts';
import { channelOf, wavesOf, type Taken } from '../../domain/intake.ts';
import type { Database } from '../client.ts';
import { lateFlaws } from '../../domain/late-report.ts';
import { findKnownCases } from '../reads/known-cases.ts';
import { findHistories } from '../reads/magnitudes.ts';
import type { CaseWriting } from './case-rows.ts';
import { appendCases, appendCorrections } from './cases.ts';
import { raisedBy } from './raised-warnings.ts';

/** Who reports, to what, and by which way: the same for all reports of one intake. `reason` is that of a case that comes again changed. */
export type Intake = Omit<CaseWriting, 'caseId' | 'version' | 'report' | 'reason' | 'warnings'> & { reason: string };

/**
 * Takes reports that fit the plan, however many times they come: a new one is a case, the same again changes nothing, and one that has
 * changed is a new version. Answers in the order of the reports. What was written stays where a later one fails, and the same reports again
 * find it.
 */
export async function takeCases(database: Database, intake: Intake, reports: readonly CaseReport[]): Promise<Taken[]> {
  const taken: Taken[] = [];
  for (const wave of wavesOf(reports)) {
    const answers = await takeDistinct(
      database,
      intake,
      wave.map((i) => reports[i] as CaseReport),
    );
    wave.forEach((i, j) => {
      taken[i] = answers[j] as Taken;
    });
  }
  return taken;
}

/** Most reports of a file are new, or none is: so everything is first written as new, and only what was not is looked up. */
async function takeDistinct(database: Database, intake: Intake, reports: readonly CaseReport[]): Promise<Taken[]> {
  const { reason, ...common } = intake;
  const historyOf = await findHistories(database, intake.operationId);
  const writings: CaseWriting[] = reports.map((report) => ({
    ...common,
    channel: channelOf(report, common.channel),
    caseId: v7(),
    version: 1,
    report,
    reason: null,
    warnings: raisedBy(report, historyOf),
  }));
  const isLate = ({ report }: CaseWriting): boolean => lateFlaws(report, intake.plan, Date.parse(intake.at)).length > 0;
  const written = await appendCases(
    database,
    writings.filter((writing) => !isLate(writing)),
  );
  const left = writings.filter(({ caseId }) => !written.has(caseId));
  const again = left.length === 0 ? [] : await takeKnown(database, intake, left, isLate);
  const answers = new Map(left.map(({ caseId }, i) => [caseId, again[i]]));
  return writings.map(({ caseId, warnings }) => answers.get(caseId) ?? { outcome: 'reported', caseId, version: 1, warnings });
}

/** What was not written is known, or came too late: a case that is known may be corrected at any time. */
async function takeKnown(
  database: Database,
  { reason }: Intake,
  writings: readonly CaseWriting[],
  isLate: (writing: CaseWriting) => boolean,
): Promise<Taken[]> {
  const known = await findKnownCases(database, writings);
  const changed = writings.flatMap((writing, i): CaseWriting[] => {
    const found = known[i];
    if (!found || found.isSame) return [];
    const report = { ...writing.report, ...namesOf(found.report) };
    return [{ ...writing, caseId: found.caseId, version: found.version + 1, report, reason }];
  });
  const corrected = changed.length === 0 ? new Set<string>() : await appendCorrections(database, changed);
  return known.map((found, i) => {
    const writing = writings[i];
    if (!found) return { outcome: 'refused', code: writing && isLate(writing) ? 'case.too-late' : 'case.reference-taken' };
    const { caseId, version } = found;
    if (found.isSame) return { outcome: 'unchanged', caseId, version };
    return corrected.has(caseId)
      ? { outcome: 'corrected', caseId, version: version + 1, warnings: writing?.warnings ?? [] }
      : { outcome: 'refused', code: 'request.stale' };
  });
}
