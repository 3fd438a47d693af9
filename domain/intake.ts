import type { CaseReport, Channel } from './case.ts';
import type { FailureCode } from './failure.ts';
import type { Warning } from './warning.ts';

/** What became of a report among many: new, a new version of what was known, nothing new, or refused. */
export type Taken =
  | { outcome: 'reported' | 'corrected'; caseId: string; version: number; warnings: readonly Warning[] }
  | { outcome: 'unchanged'; caseId: string; version: number }
  | { outcome: 'refused'; code: FailureCode };

/** By what the same report is known again: the name that another system gives it, or else its reference. */
export function identityOf({ reference, external }: CaseReport): string {
  return external ? `external ${external.system}\n${external.id}` : `reference ${reference}`;
}

/**
 * Positions in waves: in each wave no report twice, in the order in which they came. A file may hold the same case several times, and then
 * the last one counts.
 */
export function wavesOf(reports: readonly CaseReport[]): number[][] {
  const seen = new Map<string, number>();
  const waves: number[][] = [];
  reports.forEach((report, i) => {
    const identity = identityOf(report);
    const wave = seen.get(identity) ?? 0;
    seen.set(identity, wave + 1);
    (waves[wave] ??= []).push(i);
  });
  return waves;
}

/** Where a report comes from: whatever way it took, one that another system names comes from the system that keeps it. */
export function channelOf({ external }: CaseReport, way: Channel): Channel {
  return external ? 'feed' : way;
}

/** The reason of a case that comes again changed, where nobody says it. */
export const SENT_AGAIN = { batch: 'Sent again in a batch', stream: 'Sent again in a stream', sheet: 'Uploaded again' } as const;

export type OutcomeCounts = Record<Taken['outcome'], number>;

/** How many of these had which outcome, on top of those that were counted before. */
export function countOutcomes(taken: readonly { outcome: Taken['outcome'] }[], before?: OutcomeCounts): OutcomeCounts {
  const counts = { reported: 0, corrected: 0, unchanged: 0, refused: 0, ...before };
  for (const { outcome } of taken) counts[outcome] += 1;
  return counts;
}
