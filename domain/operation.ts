import type { Outcome } from './approval.ts';
import type { FailureCode } from './failure.ts';
import type { Plan } from './plan.ts';
import { KINDS_AFTER_THE_END, type TaskingKind } from './tasking.ts';
import { timetable } from './timetable.ts';

export const STAGES = ['draft', 'in-approval', 'approved', 'running', 'suspended', 'closed', 'completed', 'cancelled', 'rejected'] as const;
export type Stage = (typeof STAGES)[number];

/** A plan version that waits for its approval. */
export type Submission = { approvalId: string; planVersion: number };

/** Where an edition has got to, as far as the operation must know. A returned one may be frozen anew under its key. */
export type EditionState = { editionId: string; key: string; state: 'in-progress' | 'published' | 'returned' };

/** Carried whole through continue-as-new, so JSON only: no Map, Set or Date. Rows stay in PostgreSQL. */
export type OperationState = {
  operationId: string;
  stage: Stage;
  pending: Submission | null;
  /** Approval of the closing that is waited for. */
  closing: string | null;
  /** Number of the plan version in force; null before the first. */
  planInForce: number | null;
  /** The same, unless a resumption has moved it: then the version that it was moved from. */
  planApproved: number | null;
  /** Keys of the timetable that have been taken. */
  reached: readonly string[];
  editions: readonly EditionState[];
  /** Ids of the commands that were taken last. Temporal tells a repeat of an Update only within one run; this tells it across all. */
  commands: readonly string[];
};

export function openOperation(operationId: string): OperationState {
  return {
    operationId,
    stage: 'draft',
    pending: null,
    closing: null,
    planInForce: null,
    planApproved: null,
    reached: [],
    editions: [],
    commands: [],
  };
}

export function isSettled({ stage }: Pick<OperationState, 'stage'>): boolean {
  return stage === 'completed' || stage === 'cancelled' || stage === 'rejected';
}

/** Reports go on while an operation is suspended: what was seized before is no less true. */
export function takesReports(stage: Stage): boolean {
  return stage === 'running' || stage === 'suspended';
}

/** A closed operation still asks what became of its cases. */
export function takesAnswers(stage: Stage): boolean {
  return takesReports(stage) || stage === 'closed';
}

/** What is asked when it is over is answered when it is over. */
export function takesAnswersTo(kind: TaskingKind, stage: Stage): boolean {
  if (KINDS_AFTER_THE_END.includes(kind)) return stage !== 'rejected';
  return takesAnswers(stage) || (stage === 'completed' && AFTER_COMPLETION.includes(kind));
}

/**
 * A published edition is corrected also when nothing else is left to do; and the last letters and products arrive, or not, and are acknowledged, after
 * the completion.
 */
const AFTER_COMPLETION: readonly TaskingKind[] = ['confirm-figures', 'mend-contact', 'mend-delivery', 'acknowledge'];

/** Is nobody asked this any more, since the operation is over? */
export function isAskedNoMore(kind: TaskingKind, stage: Stage): boolean {
  return isSettled({ stage }) && !takesAnswersTo(kind, stage);
}

/** What a correction of a published edition is decided by, which may be asked for when nothing else is left to decide. */
const ABOUT_EDITIONS: readonly string[] = ['unlock', 'edition', 'publication', 'release'];

/** Does an approval of this subject still wait for its approvers? Where not, it is withdrawn. */
export function takesDecisionsOn(subject: string, stage: Stage): boolean {
  return stage !== 'cancelled' && (stage !== 'completed' || ABOUT_EDITIONS.includes(subject));
}

/** While it is suspended nothing of the timetable is taken; once it is closed only what follows its cases up. */
export function takesTurns(stage: Stage): boolean {
  return stage === 'running' || stage === 'closed';
}

/** From the launch on an operation keeps its stage whatever becomes of its plans. */
function isLaunched(stage: Stage): boolean {
  return stage === 'running' || stage === 'suspended' || stage === 'closed';
}

/** A caller that was left without an answer repeats its command within minutes; nobody sends this many in between. */
const REMEMBERED = 200;

/** As if the command had not come: what was refused may be sent again. */
export function forget(state: OperationState, { commandId }: { commandId: string }): OperationState {
  return { ...state, commands: state.commands.filter((id) => id !== commandId) };
}

export function isTaken({ commands }: OperationState, { commandId }: { commandId: string }): boolean {
  return commands.includes(commandId);
}

export function remember(state: OperationState, { commandId }: { commandId: string }): OperationState {
  return { ...state, commands: [...state.commands, commandId].slice(-REMEMBERED) };
}

export const COMMANDS = ['submit', 'launch', 'freeze', 'suspend', 'resume', 'cancel', 'close', 'task', 'subscribe', 'release'] as const;
export type CommandKind = (typeof COMMANDS)[number];

const BEFORE_LAUNCH = {
  draft: 'operation.not-running',
  'in-approval': 'operation.not-running',
  approved: 'operation.not-running',
} as const;
const OVER = { completed: 'operation.settled', cancelled: 'operation.settled', rejected: 'operation.settled' } as const;

/** Which commands a stage refuses, and why. What does not stand here fits the stage. */
const UNFIT: Record<CommandKind, Partial<Record<Stage, FailureCode>>> = {
  submit: { suspended: 'operation.suspended', closed: 'operation.closed', ...OVER },
  launch: {
    draft: 'operation.not-approved',
    'in-approval': 'operation.not-approved',
    running: 'operation.launched-before',
    suspended: 'operation.launched-before',
    closed: 'operation.launched-before',
    ...OVER,
  },
  freeze: { ...BEFORE_LAUNCH, suspended: 'operation.suspended', closed: 'operation.closed', ...OVER },
  suspend: { ...BEFORE_LAUNCH, suspended: 'operation.suspended', closed: 'operation.closed', ...OVER },
  resume: {
    draft: 'operation.not-suspended',
    'in-approval': 'operation.not-suspended',
    approved: 'operation.not-suspended',
    running: 'operation.not-suspended',
    closed: 'operation.closed',
    ...OVER,
  },
  cancel: OVER,
  close: { ...BEFORE_LAUNCH, suspended: 'operation.suspended', closed: 'operation.closed', ...OVER },
  task: { ...BEFORE_LAUNCH, suspended: 'operation.suspended', ...OVER },
  subscribe: { ...BEFORE_LAUNCH, suspended: 'operation.suspended', closed: 'operation.closed', ...OVER },
  release: { ...BEFORE_LAUNCH, suspended: 'operation.suspended', ...OVER },
};

/** Why an operation in this stage does not take this command, or null. Asked by the API of the record, and by the workflow for good. */
export function refuseIn(stage: Stage, command: CommandKind): FailureCode | null {
  return UNFIT[command][stage] ?? null;
}

/** A plan can be worked at for as long as a version of it can still come into force. */
export function refuseWriting(stage: Stage): FailureCode | null {
  if (isSettled({ stage })) return 'operation.settled';
  return stage === 'closed' ? 'operation.closed' : null;
}

export function refuseSubmission({ stage, pending, closing }: OperationState): FailureCode | null {
  if (pending) return 'operation.submission-pending';
  return closing ? 'operation.closing-pending' : refuseIn(stage, 'submit');
}

/** Before the launch the whole operation waits for the approval; an amendment leaves a running one running. */
export function submit(state: OperationState, pending: Submission): OperationState {
  const { approvalId, planVersion } = pending;
  return { ...state, pending: { approvalId, planVersion }, stage: isLaunched(state.stage) ? state.stage : 'in-approval' };
}

/** The operation after the outcome of its pending submission. */
export function settle(state: OperationState, outcome: Outcome): OperationState {
  const approved = outcome === 'approved' && state.pending ? state.pending.planVersion : null;
  const plans = approved === null ? {} : { planInForce: approved, planApproved: approved };
  return { ...state, ...plans, pending: null, stage: stageAfter(outcome, state) };
}

/** The operation where its record returned what the approval had approved: as it would be if it had been returned at once. */
export function takeBack(state: OperationState, before: OperationState): OperationState {
  const stage = isLaunched(state.stage) || isSettled(state) ? state.stage : before.stage;
  const { planInForce, planApproved } = before;
  return settle({ ...state, stage, pending: null, planInForce, planApproved }, 'returned');
}

/** What lies ahead by a plan that has come into force is taken again, also where the plan before it had it taken already. */
export function takeAgain(state: OperationState, ahead: readonly string[]): OperationState {
  return { ...state, reached: state.reached.filter((key) => !ahead.includes(key)) };
}

/** An amendment that comes back, or is rejected, leaves everything as it was approved; only a first plan takes its operation with it. */
export function stageAfter(outcome: Outcome, { stage, planInForce }: Pick<OperationState, 'stage' | 'planInForce'>): Stage {
  if (isLaunched(stage) || isSettled({ stage })) return stage;
  if (outcome === 'approved' || planInForce !== null) return 'approved';
  return outcome === 'rejected' ? 'rejected' : 'draft';
}

export function refuseLaunch({ stage }: OperationState): FailureCode | null {
  return refuseIn(stage, 'launch');
}

export function refuseFreeze({ stage, editions }: OperationState, key: string): FailureCode | null {
  const isFrozen = editions.some((edition) => edition.key === key && edition.state !== 'returned');
  return refuseIn(stage, 'freeze') ?? (isFrozen ? 'edition.frozen-before' : null);
}

export function freeze(state: OperationState, edition: { editionId: string; key: string }): OperationState {
  return { ...state, editions: [...state.editions, { editionId: edition.editionId, key: edition.key, state: 'in-progress' }] };
}

export function settleEdition(state: OperationState, editionId: string, outcome: 'published' | 'returned'): OperationState {
  return {
    ...state,
    editions: state.editions.map((edition) => (edition.editionId === editionId ? { ...edition, state: outcome } : edition)),
  };
}

/** A plan that asks for a closing, or has consequences to follow, is never over by itself. */
export function needsClosing({ chains, followUps }: Plan): boolean {
  return Boolean(chains?.closing?.length || followUps?.length);
}

/**
 * Complete when nothing is left to wait for: the timetable is done and every edition of the plan is published, or, once it was closed, every
 * edition that was under way has ended.
 */
export function isComplete(
  plan: Plan,
  { stage, reached, editions, pending }: Pick<OperationState, 'stage' | 'reached' | 'editions' | 'pending'>,
): boolean {
  if (pending || !timetable(plan, stage).every(({ key }) => reached.includes(key))) return false;
  if (stage === 'closed') return editions.every(({ state }) => state !== 'in-progress');
  const published = editions.filter(({ state }) => state === 'published').map(({ key }) => key);
  return !needsClosing(plan) && plan.editions.length > 0 && plan.editions.every(({ key }) => published.includes(key));
}
