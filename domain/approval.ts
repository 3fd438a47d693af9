import { differences } from './difference.ts';
import type { FailureCode } from './failure.ts';
import { hasSpoken, isOwnWork } from './four-eyes.ts';
import { hasQuorum, stuckStep } from './quorum.ts';
import { groupsOf, type Approver, type Step } from './step.ts';

/** `step` is named by whoever can decide in several open steps. */
export type Decision = { personId: string; step?: string | undefined } & (
  | { kind: 'approve' }
  | { kind: 'return' | 'reject'; reason: string }
);

export const OUTCOMES = ['waiting', 'approved', 'returned', 'rejected', 'lapsed', 'withdrawn'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Who submitted, the posts of everybody who wrote at it, and the others who did: none of them decides on it. */
export type Author = { personId: string; posts: readonly string[]; writers?: readonly string[] | undefined };

/** What somebody said in a step. A rejection is a vote: it spends the voice and fills no place of the quorum. */
export type Voice = Approver & { step: string; kind: 'approve' | 'reject' };

/** Carried whole by its workflow, so JSON only: no Map, Set or Date. Who holds a post is no part of it. */
export type Approval = {
  author: Author;
  steps: readonly Step[];
  /** Steps that need nobody any more, and why; `kept` was agreed to before a return, and stands. */
  complete: readonly { step: string; by: 'quorum' | 'silence' | 'kept' }[];
  /** Over all steps: four eyes hold for the whole approval, not only within a step. */
  voices: readonly Voice[];
  outcome: Outcome;
};

/** `kept` is what `keptFrom` an approval before this one still stands. */
export function openApproval(author: Author, steps: readonly Step[], kept: readonly Voice[] = []): Approval {
  const approval: Approval = { author, steps, complete: [], voices: kept, outcome: 'waiting' };
  return [...new Set(kept.map(({ step }) => step))].reduce((state, step) => complete(state, step, 'kept'), approval);
}

/** The steps in which something can be decided now: those of the first group that is not complete. */
export function openSteps(approval: Approval): Step[] {
  if (approval.outcome !== 'waiting') return [];
  const open = groupsOf(approval.steps).map((group) => group.filter(({ name }) => !isComplete(approval, name)));
  return open.find((group) => group.length > 0) ?? [];
}

/** Why this decision cannot be taken now, or null if it can. `approvers` are those who may speak today for any post of the approval. */
export function refuse(approval: Approval, decision: Decision, approvers: readonly Approver[]): FailureCode | null {
  const place = placeOf(approval, decision, approvers);
  return typeof place === 'string' ? place : null;
}

/** The approval after a decision that `refuse` let through. */
export function decide(approval: Approval, decision: Decision, approvers: readonly Approver[]): Approval {
  const place = placeOf(approval, decision, approvers);
  if (typeof place === 'string') return approval;
  if (decision.kind === 'return') return { ...approval, outcome: 'returned' };
  const after = heard(approval, place, decision.kind);
  if (decision.kind === 'approve') return after;
  const isVeto = place.step.veto?.includes(place.approver.post) ?? false;
  return isVeto || stuckStep(after, approvers) ? { ...after, outcome: 'rejected' } : after;
}

/** For which post, in which step, and for whom a decision would be taken; or why it cannot be. */
export function placeOf(approval: Approval, decision: Decision, approvers: readonly Approver[]): Place | FailureCode {
  if (approval.outcome !== 'waiting') return 'approval.settled';
  const places = placesOf(approval, decision, approvers);
  if (places.length === 0) return 'approval.not-an-approver';
  const foreign = places.filter(({ approver }) => !isOwnWork(approval.author, approver, approvers));
  if (foreign.length === 0) return 'approval.own-work';
  const unheard = foreign.filter(({ approver }) => !hasSpoken(approval, approver));
  if (unheard.length === 0) return 'approval.decided-before';
  if (decision.kind !== 'approve' && decision.reason.trim() === '') return 'approval.reason-missing';
  const able = decision.kind === 'approve' ? unheard.filter((place) => !endsStuck(approval, place, approvers)) : unheard;
  const [first, ...others] = able;
  if (!first) return 'approval.needed-later';
  return decision.kind !== 'return' && others.some(({ step }) => step !== first.step) ? 'approval.step-unclear' : first;
}

export type Place = { step: Step; approver: Approver };

/** Who can still move the approval now, by open step. */
export function turnOf(approval: Approval, approvers: readonly Approver[]): { step: Step; approvers: Approver[] }[] {
  const isAble = (step: Step, approver: Approver): boolean =>
    step.posts.includes(approver.post) &&
    !isOwnWork(approval.author, approver, approvers) &&
    !hasSpoken(approval, approver) &&
    !endsStuck(approval, { step, approver }, approvers);
  return openSteps(approval).map((step) => ({ step, approvers: approvers.filter((approver) => isAble(step, approver)) }));
}

/**
 * What ends a step, or the whole approval, without a decision: its deadline passed and the plan announced that silence is consent; or
 * it passed without the quorum; or the operation has given up what was to be decided.
 */
export type Ending = { kind: 'consent' | 'lapse'; step: string } | { kind: 'withdraw'; step: null };

/** The same approval where the step has been decided meanwhile. */
export function end(approval: Approval, { kind, step }: Ending): Approval {
  if (kind === 'withdraw') return approval.outcome === 'waiting' ? { ...approval, outcome: 'withdrawn' } : approval;
  if (!openSteps(approval).some(({ name }) => name === step)) return approval;
  return kind === 'consent' ? complete(approval, step, 'silence') : { ...approval, outcome: 'lapsed' };
}

/**
 * What still stands of an approval that was returned: the agreement of steps that were complete, whose rule was and is to keep it, and
 * which ask for the same as before. Silence is not kept, nor the word of somebody who has become an author; and nothing is where nobody
 * would be left to look at the resubmission.
 */
export function keptFrom(returned: Approval, author: Author, steps: readonly Step[]): Voice[] {
  const isAuthors = ({ personId, standsFor, post }: Voice): boolean =>
    [author.personId, ...(author.writers ?? [])].some((writer) => writer === personId || writer === standsFor) ||
    author.posts.includes(post);
  const kept = steps.map((step) => {
    const before = returned.steps.find(({ name }) => name === step.name);
    const isAgreed = returned.complete.some((done) => done.step === step.name && done.by !== 'silence');
    const isKept = isAgreed && step.onResubmission === 'keep' && before && differences(before, step).length === 0;
    const voices = returned.voices.filter((voice) => voice.step === step.name && voice.kind === 'approve');
    return isKept && !voices.some(isAuthors) ? voices : [];
  });
  return kept.some((voices) => voices.length === 0) ? kept.flat() : [];
}

function placesOf(approval: Approval, { personId, step: named }: Decision, approvers: readonly Approver[]): Place[] {
  const own = approvers.filter((approver) => approver.personId === personId);
  const holdersFirst = [...own.filter(({ standsFor }) => standsFor === null), ...own.filter(({ standsFor }) => standsFor !== null)];
  const steps = openSteps(approval).filter(({ name }) => named === undefined || name === named);
  return steps.flatMap((step) =>
    step.posts.flatMap((post) => holdersFirst.filter((approver) => approver.post === post).map((approver) => ({ step, approver }))),
  );
}

/** Each voice is heard once: an approver whom only another step can use must not be spent on this one. */
function endsStuck(approval: Approval, place: Place, approvers: readonly Approver[]): boolean {
  return stuckStep(heard(approval, place, 'approve'), approvers) !== null && stuckStep(approval, approvers) === null;
}

function heard(approval: Approval, { step, approver }: Place, kind: Voice['kind']): Approval {
  const voices = [...approval.voices, { ...approver, step: step.name, kind }];
  const after = { ...approval, voices };
  return kind === 'approve' && hasQuorum(step, voices) ? complete(after, step.name, 'quorum') : after;
}

function complete(approval: Approval, step: string, by: Approval['complete'][number]['by']): Approval {
  const after = { ...approval, complete: [...approval.complete, { step, by }] };
  return after.steps.every(({ name }) => isComplete(after, name)) ? { ...after, outcome: 'approved' } : after;
}

function isComplete(approval: Approval, step: string): boolean {
  return approval.complete.some((done) => done.step === step);
}
