import type { FailureCode } from './failure.ts';
import { ceilingOf, isWithin, type Recipient } from './handling.ts';

/** A partner's own copy of what it may have, kept by what it is told of each case. Asked for by one person, and approved by another. */
export const FEED_STATES = ['asked', 'refused', 'active', 'paused', 'ended'] as const;
export type FeedState = (typeof FEED_STATES)[number];

/** What becomes of a feed after it was asked for. A paused one can go on; one that has ended tells of recalls only, and so does a paused one. */
export const FEED_CHANGES = ['approve', 'refuse', 'pause', 'resume', 'end'] as const;
export type FeedChange = (typeof FEED_CHANGES)[number];

/** `recall`: what was sent of the case is to be deleted. `link`: the same, because it counts with another that is sent. */
export const RECORD_KINDS = ['report', 'correction', 'recall', 'link'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Records that carry nothing of a case but its name. */
export const TOMBSTONES: readonly RecordKind[] = ['recall', 'link'];

export const ACKNOWLEDGED_AS = ['taken', 'refused'] as const;
export type AcknowledgedAs = (typeof ACKNOWLEDGED_AS)[number];

/** A feed tells of goods line by line. */
export const FEED_DETAIL = 'lines';

/** After so long a recall that nobody has confirmed is for the coordinators to ask about. */
export const RECALL_OVERDUE_HOURS = 24;

const CHANGES: Record<FeedChange, { from: readonly FeedState[]; to: FeedState }> = {
  approve: { from: ['asked'], to: 'active' },
  refuse: { from: ['asked'], to: 'refused' },
  pause: { from: ['active'], to: 'paused' },
  resume: { from: ['paused'], to: 'active' },
  end: { from: ['asked', 'active', 'paused'], to: 'ended' },
};

/** Why nobody may have a feed there, or null: it is for partners whose ceiling is as high as single reports. */
export function refuseFeed(recipient: Pick<Recipient, 'kind' | 'takesPart'>, isPartner: boolean): FailureCode | null {
  if (!isPartner) return 'feed.not-partner';
  return isWithin(FEED_DETAIL, ceilingOf(recipient)) ? null : 'feed.beyond-ceiling';
}

/** What state a change leads to, or why it does not: nobody decides what the same person asked for. */
export function changeFeed(
  { state, askedById }: { state: FeedState; askedById: string },
  change: FeedChange,
  personId: string,
): FeedState | FailureCode {
  const { from, to } = CHANGES[change];
  if (!from.includes(state)) return 'feed.unfit-change';
  return change === 'approve' && askedById === personId ? 'feed.own-asking' : to;
}

export function isFeedState(answer: FeedState | FailureCode): answer is FeedState {
  return (FEED_STATES as readonly string[]).includes(answer);
}
