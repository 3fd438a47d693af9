import type { FailureCode, FlawCode } from './failure.ts';

/** A report that was sent among many and refused: under which reference, if it had one, and what was wrong. Never what it says. */
export type RefusedReport = { reference: string | null; code: FailureCode; errors: readonly { pointer: string; code: FlawCode }[] };

/** Of one request: a stream of a million broken lines tells its sender the rest in its own answers. */
export const MOST_REFUSED_IN_LEDGER = 1_000;
