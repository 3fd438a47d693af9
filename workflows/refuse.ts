import { ApplicationFailure } from '@temporalio/workflow';
import { FAILURES, type FailureCode } from '../domain/failure.ts';

/** Turns the domain's refusal into the failure that a caller of an Update receives. */
export function refuseWith(code: FailureCode | null): void {
  if (code) throw ApplicationFailure.nonRetryable(FAILURES[code].says, code);
}
