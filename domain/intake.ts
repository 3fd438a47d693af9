import type { CaseReport } from './case.ts';
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
