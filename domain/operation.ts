import type { Instant } from './clock.ts';
import type { FailureCode } from './failure.ts';
import { instantOf, type Moment } from './moment.ts';
import type { Outcome } from './approval.ts';
import type { Plan } from './plan.ts';

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
  /** Number of the plan version that was approved last; null before the first. */
  planInForce: number | null;
  /** Keys of the timetable that have been taken. */
  reached: readonly string[];
  editions: readonly EditionState[];
};

export function openOperation(operationId: string): OperationState {
  return { operationId, stage: 'draft', pending: null, planInForce: null, reached: [], editions: [] };
}

export function isSettled({ stage }: OperationState): boolean {
  return stage === 'completed' || stage === 'rejected';
}

export function refuseSubmission(state: OperationState): FailureCode | null {
  if (isSettled(state)) return 'operation.settled';
  return state.pending ? 'operation.submission-pending' : null;
}

/** Before the launch the whole operation waits for the approval; an amendment leaves a running one running. */
export function submit(state: OperationState, pending: Submission): OperationState {
  const { approvalId, planVersion } = pending;
  return { ...state, pending: { approvalId, planVersion }, stage: state.stage === 'running' ? 'running' : 'in-approval' };
}

/** The operation after the outcome of its pending submission. */
export function settle(state: OperationState, outcome: Outcome): OperationState {
  const planInForce = outcome === 'approved' && state.pending ? state.pending.planVersion : state.planInForce;
  return { ...state, pending: null, planInForce, stage: stageAfter(outcome, state) };
}

/** An amendment that comes back, or is rejected, leaves everything as it was approved; only a first plan takes its operation with it. */
export function stageAfter(outcome: Outcome, { stage, planInForce }: Pick<OperationState, 'stage' | 'planInForce'>): Stage {
  if (stage === 'running') return 'running';
  if (outcome === 'approved' || planInForce !== null) return 'approved';
  return outcome === 'rejected' ? 'rejected' : 'draft';
}

export function refuseLaunch({ stage }: OperationState): FailureCode | null {
  if (stage === 'approved') return null;
  return stage === 'running' || stage === 'completed' ? 'operation.launched-before' : 'operation.not-approved';
}

export function refuseFreeze(state: OperationState, key: string): FailureCode | null {
  if (state.stage !== 'running') return 'operation.not-running';
  return state.editions.some((edition) => edition.key === key && edition.state !== 'returned') ? 'edition.frozen-before' : null;
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

/** One entry of the timetable: what the operation does by itself when its moment has come. */
export type Entry = { key: string; kind: 'open-phase' | 'close-phase' | 'open-period'; subject: string; moment: Moment };

/** The entries of a plan in the order of their instants; at one instant a phase closes before the next opens. */
export function timetable({ phases, reporting }: Plan): Entry[] {
  const entries: Entry[] = [
    ...phases.map(({ key, closesAt }): Entry => ({ key: `phase/${key}/close`, kind: 'close-phase', subject: key, moment: closesAt })),
    ...phases.map(({ key, opensAt }): Entry => ({ key: `phase/${key}/open`, kind: 'open-phase', subject: key, moment: opensAt })),
    ...reporting.periods.map(({ key, from }): Entry => ({ key: `period/${key}/open`, kind: 'open-period', subject: key, moment: from })),
  ];
  return entries.sort((a, b) => instantOf(a.moment) - instantOf(b.moment));
}

/**
 * Keys of what phases still have ahead of them. A plan may come into force after the end that it puts off: the phase has been closed by
 * then, and is to be closed again.
 */
export function phasesAhead(plan: Plan, now: Instant): string[] {
  return timetable(plan).flatMap(({ key, kind, moment }) => (kind !== 'open-period' && instantOf(moment) > now ? [key] : []));
}

export type Agenda = { due: readonly Entry[]; next: Entry | null };

/** What is due by `now` and not yet taken, and what comes after it. */
export function agenda(plan: Plan, reached: readonly string[], now: Instant): Agenda {
  const open = timetable(plan).filter(({ key }) => !reached.includes(key));
  return {
    due: open.filter(({ moment }) => instantOf(moment) <= now),
    next: open.find(({ moment }) => instantOf(moment) > now) ?? null,
  };
}

/** Complete when the timetable is done and every edition of the plan is published: nothing is left to wait for. */
export function isComplete(plan: Plan, state: Pick<OperationState, 'reached' | 'editions' | 'pending'>): boolean {
  const published = state.editions.filter((edition) => edition.state === 'published').map(({ key }) => key);
  return (
    !state.pending &&
    plan.editions.length > 0 &&
    timetable(plan).every(({ key }) => state.reached.includes(key)) &&
    plan.editions.every(({ key }) => published.includes(key))
  );
}
