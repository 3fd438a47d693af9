import type { FailureCode } from './failure.ts';
import type { Service } from './organisation.ts';
import { stuckStep } from './quorum.ts';

/** Who may decide for a post. Holders of one post share it, so that it counts once whoever of them speaks. */
export type Approver = { personId: string; post: string; service: Service };

/**
 * `perService` asks, within the count, for at least one approver of each service named; `perLead` for one of each lead organisation. A
 * quorum has one of the two at most: with both, nobody could say of whom a step still waits.
 */
export type Quorum = { count: number; perService?: readonly Service[] | undefined; perLead?: boolean | undefined };

export type Step = { name: string; approvers: readonly Approver[]; quorum: Quorum };

export type Decision = { kind: 'approve'; personId: string } | { kind: 'return' | 'reject'; personId: string; reason: string };

export const OUTCOMES = ['waiting', 'approved', 'returned', 'rejected'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Carried whole by its workflow, so JSON only: no Map, Set or Date. */
export type Approval = {
  author: { personId: string; posts: readonly string[] };
  steps: readonly Step[];
  stepIndex: number;
  /** Those who approved, over all steps so far: four eyes hold for the whole approval, not only within a step. */
  agreed: readonly (Approver & { step: string })[];
  outcome: Outcome;
};

export function openApproval(author: Approval['author'], steps: readonly Step[]): Approval {
  return { author, steps, stepIndex: 0, agreed: [], outcome: 'waiting' };
}

/** Why this decision cannot be taken now, or null if it can. */
export function refuse(approval: Approval, decision: Decision): FailureCode | null {
  if (!openStep(approval)) return 'approval.settled';
  const approver = approverOf(approval, decision);
  if (!approver) return 'approval.not-an-approver';
  if (isAuthor(approval, approver)) return 'approval.own-work';
  if (approval.agreed.some(({ personId, post }) => personId === approver.personId || post === approver.post))
    return 'approval.decided-before';
  if (decision.kind !== 'approve') return decision.reason.trim() === '' ? 'approval.reason-missing' : null;
  return endsStuck(approval, decision) ? 'approval.needed-later' : null;
}

/** The approval after a decision that `refuse` let through. */
export function decide(approval: Approval, decision: Decision): Approval {
  if (decision.kind === 'return') return { ...approval, outcome: 'returned' };
  if (decision.kind === 'reject') return { ...approval, outcome: 'rejected' };

  const step = openStep(approval);
  const approver = approverOf(approval, decision);
  if (!step || !approver) return approval;
  const agreed = [...approval.agreed, { ...approver, step: step.name }];
  if (!hasQuorum(step, agreed)) return { ...approval, agreed };

  const stepIndex = approval.stepIndex + 1;
  return { ...approval, agreed, stepIndex, outcome: stepIndex < approval.steps.length ? 'waiting' : 'approved' };
}

export function openStep(approval: Approval): Step | undefined {
  return approval.outcome === 'waiting' ? approval.steps[approval.stepIndex] : undefined;
}

/** Who can still move the approval now: approvers of the open step who have not agreed and are not its author. */
export function turnOf(approval: Approval): readonly Approver[] {
  const approvers = openStep(approval)?.approvers ?? [];
  return approvers.filter(({ personId }) => refuse(approval, { kind: 'approve', personId }) === null);
}

/** The first step whose quorum nobody could ever reach, or null. Asked before submission: such an approval would wait for ever. */
export function unreachableStep(author: Approval['author'], steps: readonly Step[]): Step | null {
  return stuckStep(openApproval(author, steps));
}

/** Each post speaks once: an approver whom only a later step can use must not be spent on this one. */
function endsStuck(approval: Approval, decision: Decision): boolean {
  return stuckStep(decide(approval, decision)) !== null && stuckStep(approval) === null;
}

function approverOf(approval: Approval, { personId }: Decision): Approver | undefined {
  return openStep(approval)?.approvers.find((approver) => approver.personId === personId);
}

/** Whoever shares the author's post is refused too: otherwise the author could approve by proxy. */
function isAuthor({ author }: Pick<Approval, 'author'>, { personId, post }: Approver): boolean {
  return personId === author.personId || author.posts.includes(post);
}

function hasQuorum({ name, quorum }: Step, agreed: Approval['agreed']): boolean {
  const here = agreed.filter(({ step }) => step === name);
  return here.length >= quorum.count && (quorum.perService ?? []).every((service) => here.some((approver) => approver.service === service));
}
