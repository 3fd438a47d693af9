import { flaw, type FailureCode, type Flaw, type FlawCode } from './failure.ts';
import { refuseIn, type OperationState } from './operation.ts';
import type { Outcome } from './approval.ts';
import type { Plan, StepRule } from './plan.ts';

/** What is still open in an operation, by kind: how many, and the ids or keys of some. */
export type OpenEnds = Record<OpenEnd, { count: number; some: readonly string[] }>;
export type OpenEnd = 'tasks' | 'participants' | 'requests' | 'disputes' | 'editions';

const OBSTACLES: Record<OpenEnd, { code: FlawCode; noun: string }> = {
  tasks: { code: 'closing.tasks-open', noun: 'tasks' },
  participants: { code: 'closing.participants-unanswered', noun: 'administrations' },
  requests: { code: 'closing.requests-undecided', noun: 'requests' },
  disputes: { code: 'closing.figures-disputed', noun: 'disputes' },
  editions: { code: 'closing.editions-unpublished', noun: 'editions' },
};

/** What keeps an operation from being closed, one entry for each kind, with how many there are and where to look. */
export function obstacles(ends: OpenEnds): Flaw[] {
  return (Object.keys(OBSTACLES) as OpenEnd[]).flatMap((end) => {
    const { count, some } = ends[end];
    if (count === 0) return [];
    const { code, noun } = OBSTACLES[end];
    const found = flaw('', code);
    const more = count > some.length ? ` and ${count - some.length} more` : '';
    return [{ ...found, detail: `${found.detail} ${count} ${noun}: ${some.join(', ')}${more}.` }];
  });
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
