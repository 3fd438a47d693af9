/**
 * What became of a report that was taken: it does not count (excluded), it counts with another administration's (linked), something about it
 * is unsettled (warned; it counts), or nothing is left to say of it (accepted).
 */
export const LEDGER_STATES = ['accepted', 'warned', 'linked', 'excluded'] as const;
export type LedgerState = (typeof LEDGER_STATES)[number];
