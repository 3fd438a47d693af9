import type { CaseReport } from './case.ts';
import { instantOf } from './moment.ts';
import { fieldPhaseAt } from './phase.ts';
import type { Plan, ReportingPeriod } from './plan.ts';

/** Where a report belongs in the operation: of each seizure its phase and period, in their order, and every period in which one lies. */
export type CasePlaces = { phases: readonly string[]; periods: readonly string[]; reported: readonly string[] };

/** `periods` holds '' for a seizure that lies in no period; of periods that overlap it is the first. `reported` names them all, once each. */
export function placesOf({ seizures }: CaseReport, { phases, reporting }: Plan): CasePlaces {
  const instants = seizures.map(({ seizedAt }) => Date.parse(seizedAt));
  const keysOf = (at: number): string[] => reporting.periods.filter((period) => lies(at, period)).map(({ key }) => key);
  return {
    phases: instants.map((at) => fieldPhaseAt(phases, at)?.key ?? ''),
    periods: instants.map((at) => keysOf(at)[0] ?? ''),
    reported: [...new Set(instants.flatMap(keysOf))],
  };
}

function lies(at: number, { from, until }: ReportingPeriod): boolean {
  return at >= instantOf(from) && at < instantOf(until);
}
