import { v7 } from 'uuid';
import type { CaseReport } from '../../domain/case.ts';
import { caseWarnings, type HistoryOf } from '../../domain/case-warnings.ts';
import type { Warning } from '../../domain/warning.ts';

/** A warning with the id that it gets, unless the case has it already. */
export type RaisedWarning = Warning & { id: string };

/** What must be asked about a report, whichever way it came in. */
export function raisedBy(report: CaseReport, historyOf: HistoryOf): RaisedWarning[] {
  return caseWarnings(report, historyOf).map((each) => ({ ...each, id: v7() }));
}
