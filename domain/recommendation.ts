import type { Instant } from './clock.ts';
import type { FailureCode } from './failure.ts';
import { instantOf } from './moment.ts';
import { isSettled, type Stage } from './operation.ts';
import type { PhaseKind } from './phase.ts';
import type { Plan } from './plan.ts';

export const RECOMMENDATION_STATES = ['open', 'carried', 'done', 'dropped'] as const;
export type RecommendationState = (typeof RECOMMENDATION_STATES)[number];

/** Phases in which people look back. */
const LOOKS_BACK: readonly PhaseKind[] = ['review', 'debrief'];

/** Why nobody can recommend anything in this phase now, or null. Once its phase has begun there is no end to it: minutes are late. */
export function refuseRecommendation({ stage, plan }: { stage: Stage; plan: Plan }, key: string, now: Instant): FailureCode | null {
  const phase = plan.phases.find((candidate) => candidate.key === key);
  if (!phase || !LOOKS_BACK.includes(phase.kind)) return 'recommendation.phase-unfit';
  if (isSettled({ stage }) && stage !== 'completed') return 'operation.settled';
  return now < instantOf(phase.opensAt) ? 'recommendation.too-early' : null;
}
