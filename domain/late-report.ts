import type { CaseReport } from './case.ts';
import type { Instant } from './clock.ts';
import { flaw, type Flaw } from './failure.ts';
import { instantOf } from './moment.ts';
import { fieldPhaseAt } from './phase.ts';
import type { Plan } from './plan.ts';

/** Keys of the editions that would have counted some of these seizures, had they been reported before their cut-off. */
export function missedEditions({ seizures }: Pick<CaseReport, 'seizures'>, plan: Plan, at: Instant): string[] {
  const phases = seizures.map(({ seizedAt }) => fieldPhaseAt(plan.phases, Date.parse(seizedAt))?.key);
  return plan.editions
    .filter(({ cutOff, phases: counted }) => instantOf(cutOff) < at && phases.some((key) => key !== undefined && counted.includes(key)))
    .map(({ key }) => key);
}

/** What the plan says of a report as late: nothing where late ones count in the next edition like all others. */
export function lateMarks(report: Pick<CaseReport, 'seizures'>, plan: Plan, reportedAt: Instant): string[] {
  return (plan.publication.lateReports ?? 'next-edition') === 'next-edition' ? [] : missedEditions(report, plan, reportedAt);
}

/** Why a new report is not taken any more, by the seizures that come too late; empty where the plan takes late ones. A correction always comes in time. */
export function lateFlaws(report: Pick<CaseReport, 'seizures'>, plan: Plan, at: Instant): Flaw[] {
  if (plan.publication.lateReports !== 'refused') return [];
  return report.seizures.flatMap((seizure, i) =>
    missedEditions({ seizures: [seizure] }, plan, at).length > 0 ? [flaw(`/seizures/${i}/seizedAt`, 'case.after-cut-off')] : [],
  );
}
