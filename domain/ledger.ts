import type { Channel } from './case.ts';
import type { FailureCode } from './failure.ts';
import type { RefusedReport } from './refused-report.ts';

/**
 * What became of a report that was taken: it does not count (excluded), it counts with another administration's (linked), something about it
 * is unsettled (warned; it counts), nothing is left to say of it (accepted), or what it said has been purged (whether it counts is as it was).
 */
const TAKEN_STATES = ['accepted', 'warned', 'linked', 'excluded', 'purged'] as const;
export type TakenState = (typeof TAKEN_STATES)[number];

/** What became of one that was not: nothing yet (refused), or its case has been reported, or corrected, since (superseded). */
const REFUSED_STATES = ['refused', 'superseded'] as const;
export type RefusedState = (typeof REFUSED_STATES)[number];

export const LEDGER_STATES = [...TAKEN_STATES, ...REFUSED_STATES] as const;
export type LedgerState = (typeof LEDGER_STATES)[number];

/** What became of one report that an administration has sent. */
export type LedgerEntry = {
  id: string;
  /** Null where it was refused: no case came of it. */
  caseId: string | null;
  reference: string | null;
  external: { system: string; id: string } | null;
  version: number | null;
  reportedAt: string;
  state: LedgerState;
  warnings: { unsettled: number; settled: number };
  /** With whose report it is one seizure; where it is the secondary, it counts with the other one, in that operation. */
  links: readonly { as: 'primary' | 'secondary'; organisation: string; operationId: string; reason: string }[];
  exclusion: { reason: string; since: string } | null;
  /** Keys of the editions in which it counts. */
  editions: readonly string[];
  /** `times` is how often it was sent and refused. */
  refusal: { channel: Channel; code: FailureCode; errors: RefusedReport['errors']; times: number } | null;
};
