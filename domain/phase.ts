import { instantOf, type Moment } from './moment.ts';

export const PHASE_KINDS = [
  'preparation',
  'intelligence',
  'training',
  'operational',
  'cyber-patrol',
  'follow-up',
  'review',
  'debrief',
  'publication',
] as const;
export type PhaseKind = (typeof PHASE_KINDS)[number];

/** A dated window of one kind of activity, from `opensAt` up to but not including `closesAt`. There may be several of a kind. */
export type Phase = { key: string; name: string; kind: PhaseKind; opensAt: Moment; closesAt: Moment };

/** Only in these do members act in the field, and so only seizures of their dates are results of the operation. */
const FIELD_KINDS: readonly PhaseKind[] = ['operational', 'cyber-patrol'];

export function isField({ kind }: Phase): boolean {
  return FIELD_KINDS.includes(kind);
}

/** The phase of field activity in which an instant lies, or undefined. */
export function fieldPhaseAt(phases: readonly Phase[], at: number): Phase | undefined {
  return phases.find((phase) => isField(phase) && at >= instantOf(phase.opensAt) && at < instantOf(phase.closesAt));
}

/** Keys of the phases that open no later than the last of these: who joined with one of them was part of it. */
export function phasesUpTo(phases: readonly Phase[], keys: readonly string[]): string[] {
  const last = Math.max(...phases.filter(({ key }) => keys.includes(key)).map(({ opensAt }) => instantOf(opensAt)));
  return phases.filter(({ opensAt }) => instantOf(opensAt) <= last).map(({ key }) => key);
}
