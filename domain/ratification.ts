import type { Outcome } from './approval.ts';
import type { OperationState } from './operation.ts';
import { refuseSuspension } from './suspension.ts';

/** Refused, or not decided in time. A ratification that was withdrawn with its operation is neither. */
export function isUnratified(outcome: Outcome): boolean {
  return outcome === 'returned' || outcome === 'rejected' || outcome === 'lapsed';
}

/**
 * Whether the operation is suspended because this version was not ratified. Not before its launch, nor where it stands still or is over
 * already; and not where another version has been approved since, which nobody doubts.
 */
export function suspendsUnratified(state: OperationState, planVersion: number): boolean {
  return state.planApproved === planVersion && refuseSuspension(state) === null;
}
