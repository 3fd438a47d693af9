import type { Instant } from './clock.ts';
import { instantOf } from './moment.ts';
import { isField, type Phase } from './phase.ts';

/**
 * Where an administration stands in an operation, each apart from the others: silence is no refusal, a nil return is not silence, and who
 * has withdrawn has not declined.
 */
export const STANDINGS = ['invited', 'accepted', 'declined', 'silent', 'withdrawn', 'active', 'reported', 'nil-reported'] as const;
export type ParticipationStanding = (typeof STANDINGS)[number];

/** Keys of the phases with which whoever joined is in the field by now: one of field activity has begun that does not open before theirs. */
export function phasesInTheField(phases: readonly Phase[], now: Instant): string[] {
  const begun = phases.filter((phase) => isField(phase) && instantOf(phase.opensAt) <= now).map(({ opensAt }) => instantOf(opensAt));
  return phases.filter(({ opensAt }) => begun.some((at) => at >= instantOf(opensAt))).map(({ key }) => key);
}
