import { flaw, type FailureCode, type Flaw, type FlawCode } from './failure.ts';
import { refuseIn, type OperationState } from './operation.ts';
import type { Outcome } from './approval.ts';
import type { Plan, StepRule } from './plan.ts';

/**
 * Something that is still open. `key` tells it from everything else for as long as it is the same matter: a report that was asked for keeps
 * its key when its deadline passes, a confirmation that becomes a dispute does not. `name` is what people look for: an id, a key, a code.
 */
export type Open = { key: string; name: string };

/** What is still open in an operation, by kind. */
export type OpenEnds = Record<OpenEnd, readonly Open[]>;
export type OpenEnd = 'tasks' | 'participants' | 'requests' | 'reviews' | 'disputes' | 'editions';

const OBSTACLES: Record<OpenEnd, { code: FlawCode; one: string; noun: string }> = {
  tasks: { code: 'closing.tasks-open', one: 'task', noun: 'tasks' },
  participants: { code: 'closing.participants-unanswered', one: 'administration', noun: 'administrations' },
  requests: { code: 'closing.requests-undecided', one: 'request', noun: 'requests' },
  reviews: { code: 'closing.warnings-unreviewed', one: 'warning', noun: 'warnings' },
  disputes: { code: 'closing.figures-disputed', one: 'dispute', noun: 'disputes' },
  editions: { code: 'closing.editions-unpublished', one: 'edition', noun: 'editions' },
};

/** How many of each kind are named. */
const NAMED = 5;

/** Kinds of which something is open: how many, and the names of some. */
export type OpenKind = { end: OpenEnd; count: number; names: readonly string[] };

export function openKinds(ends: OpenEnds): OpenKind[] {
  return (Object.keys(OBSTACLES) as OpenEnd[]).flatMap((end) => {
    const names = [...new Set(ends[end].map(({ name }) => name))].toSorted();
    return names.length === 0 ? [] : [{ end, count: names.length, names: names.slice(0, NAMED) }];
  });
}

/** What keeps an operation from being closed, one entry for each kind, with how many there are and where to look. */
export function obstacles(ends: OpenEnds): Flaw[] {
  return openKinds(ends).map(({ end, count, names }) => {
    const { code, one, noun } = OBSTACLES[end];
    const found = flaw('', code);
    const more = count > names.length ? ` and ${count - names.length} more` : '';
    return { ...found, detail: `${found.detail} ${count} ${count === 1 ? one : noun}: ${names.join(', ')}${more}.` };
  });
}

/** A closing carries no more: whoever overrides what they cannot have looked at is asked again. */
const MOST_KNOWN = 5_000;

/** Keys of what was open when the closing was asked for: whoever approves it agrees that these stay open. */
export function knownOpen(ends: OpenEnds): string[] {
  const keys = (Object.keys(OBSTACLES) as OpenEnd[]).flatMap((end) => ends[end].map(({ key }) => key));
  return [...new Set(keys)].slice(0, MOST_KNOWN);
}

/** What has been left open since a closing was asked for: nobody has agreed to that, so that the closing cannot pass over it. */
export function openSince(ends: OpenEnds, known: readonly string[]): OpenEnds {
  const isKnown = Object.fromEntries(known.map((key) => [key, true]));
  const kinds = (Object.keys(OBSTACLES) as OpenEnd[]).map((end) => [end, ends[end].filter(({ key }) => !isKnown[key])]);
  return Object.fromEntries(kinds) as OpenEnds;
}

/** The steps that decide on a closing, none where it takes effect at once; or why it cannot begin. */
export type ClosingCourse = { refused: FailureCode } | { steps: readonly StepRule[] };

/**
 * Who decides on a closing. With open ends it needs a reason and, whatever the plan says of closings otherwise, the agreement of somebody
 * whom the plan entitles to override; since that is a step of an approval, its author is never the one.
 */
export function closingCourse({ chains }: Pick<Plan, 'chains'>, hasObstacles: boolean, isOverridden: boolean): ClosingCourse {
  const closing = chains?.closing ?? [];
  if (!hasObstacles) return { steps: closing };
  if (!isOverridden) return { refused: 'operation.not-closable' };
  const posts = chains?.override ?? [];
  if (posts.length === 0) return closing.length > 0 ? { steps: closing } : { refused: 'operation.no-override' };
  const isAsked = closing.some((step) => step.posts.every((post) => posts.includes(post)));
  return { steps: isAsked ? closing : [...closing, { name: OVERRIDE, posts, quorum: { count: 1 } }] };
}

const OVERRIDE = 'override';

export function refuseClosing({ stage, pending, closing }: OperationState): FailureCode | null {
  if (pending) return 'operation.submission-pending';
  return closing ? 'operation.closing-pending' : refuseIn(stage, 'close');
}

/** Closed at once, or waiting for the approval by which it will be. */
export function close(state: OperationState, approvalId: string | null): OperationState {
  return approvalId === null ? { ...state, stage: 'closed' } : { ...state, closing: approvalId };
}

/** A cancellation that came first stays. */
export function settleClosing(state: OperationState, outcome: Outcome): OperationState {
  return { ...state, closing: null, stage: outcome === 'approved' && state.stage === 'running' ? 'closed' : state.stage };
}

/** An approved closing that passes over something which nobody has agreed to leave open does not take effect. */
export function reopen(state: OperationState): OperationState {
  return { ...state, stage: state.stage === 'closed' ? 'running' : state.stage };
}
