import type { Instant } from './clock.ts';
import type { FailureCode } from './failure.ts';

export const CONTACT_ROLES = ['national-contact-point', 'ocu-officer', 'reporter', 'approver'] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

/** A deputy may do what the holder may. There is one holder of a role at a time, and any number of deputies. */
export const RANKS = ['holder', 'deputy'] as const;
export type Rank = (typeof RANKS)[number];

/** From `from` up to but not including `until`; null is without end. */
export type Validity = { from: Instant; until: Instant | null };

/** One person's time in one role of one administration, for all operations or for one. */
export type Term = Validity & { id: string; personId: string; rank: Rank };

export function isValidAt({ from, until }: Validity, at: Instant): boolean {
  return from <= at && (until === null || at < until);
}

/** Is somebody valid from the first to the last instant of an interval? */
export function spans({ from, until }: Validity, interval: { from: Instant; until: Instant }): boolean {
  return from <= interval.from && (until === null || interval.until <= until);
}

/**
 * Which of the terms of the same role a new one ends, by id, at its own beginning; or why it is refused. A new holder follows the one before.
 * A holder for a while, after whom the former would come back, is refused: that is what deputies are for.
 */
export function appoint(terms: readonly Term[], newcomer: Term): { ends: readonly string[] } | { refused: FailureCode } {
  const beside = terms.filter((term) => overlaps(term, newcomer));
  const own = beside.filter(({ personId }) => personId === newcomer.personId);
  if (newcomer.rank === 'deputy') return own.length > 0 ? { refused: 'contact.named-before' } : { ends: [] };
  if (own.some(({ rank }) => rank === 'holder')) return { refused: 'contact.named-before' };
  const followed = beside.filter((term) => term.rank === 'holder' || own.includes(term));
  return followed.every((term) => gives(term, newcomer)) ? { ends: followed.map(({ id }) => id) } : { refused: 'contact.overlap' };
}

/** When a term is over that is ended at `at`: one that has not begun by then is never valid. Null where it is over by then anyway. */
export function endOf({ from, until }: Validity, at: Instant): Instant | null {
  const end = Math.max(from, at);
  return until !== null && until <= end ? null : end;
}

/** The earlier term can end where the later begins, and nothing of it is left after the later has ended. Of two at one instant the later counts. */
function gives(earlier: Validity, later: Validity): boolean {
  if (earlier.from > later.from) return false;
  return later.until === null || (earlier.until !== null && earlier.until <= later.until);
}

function overlaps(one: Validity, other: Validity): boolean {
  return !isEmpty(one) && !isEmpty(other) && begins(one, other) && begins(other, one);
}

function begins({ from }: Validity, { until }: Validity): boolean {
  return until === null || from < until;
}

function isEmpty({ from, until }: Validity): boolean {
  return until !== null && until <= from;
}
