import type { FailureCode } from './failure.ts';

/**
 * A warning is a review until it is settled: open, asked (a tasking waits for its owner), answered (the owner has said why it is right, or
 * that it was corrected), settled.
 */
export const REVIEW_STATES = ['open', 'asked', 'answered', 'settled'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** How a review ends: the owner corrected it, a reviewer accepted the answer, or a reviewer dismissed it with a reason. */
export const REVIEW_OUTCOMES = ['corrected', 'accepted', 'dismissed'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

/** Why a reviewer cannot end a review like this, or null. */
export function refuseSettlement(
  state: ReviewState,
  outcome: Exclude<ReviewOutcome, 'corrected'>,
  reason: string | null,
): FailureCode | null {
  if (state === 'settled') return 'review.settled';
  if (outcome === 'accepted') return state === 'answered' ? null : 'review.unanswered';
  return reason === null ? 'review.reason-missing' : null;
}

/** What the owner of a case is asked to look at again: its title and its body, for the letter and for the task. */
export function questionOf(
  reference: string,
  matters: readonly { pointer: string; detail: string }[],
  question: string | null,
): { title: string; instructions: string } {
  const listed = matters.slice(0, LISTED).map(({ pointer, detail }) => `${pointer}: ${detail}`);
  const more = matters.length > LISTED ? [`and ${matters.length - LISTED} more, see the case`] : [];
  return {
    title: `Is this right? Case ${reference}`.slice(0, 200),
    instructions: [...(question === null ? [] : [question]), ...listed, ...more].join('\n').slice(0, 4_000),
  };
}

const LISTED = 20;
