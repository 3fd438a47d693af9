import type { Instant } from './clock.ts';

/** What a tasking asks for. Kinds that later work adds get a line here and a rule of what silence means. */
export const TASKING_KINDS = ['take-part', 'report', 'confirm-figures'] as const;
export type TaskingKind = (typeof TASKING_KINDS)[number];

export const AUDIENCES = ['addressee', 'rilo', 'coordinator'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** One step of the ladder: who is told, and when, counted in hours from the deadline (negative = before it). */
export type Rung = { offsetHours: number; tells: readonly Audience[] };

export type Ladder = readonly Rung[];

/** What a task that is still open at its deadline becomes; `consent` only where the plan announced silence as consent. */
export type Silence = 'silent' | 'consent';

/** What becomes of an answer after the deadline: taken and marked late, or refused. */
export const LATE_RULES = ['taken', 'refused'] as const;
export type Late = (typeof LATE_RULES)[number];

export const TASK_STATES = ['open', 'answered', 'lapsed', 'withdrawn'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** Answers that a person gives; `reported` and `nil-return` follow from having reported. */
export const ANSWERS = {
  'take-part': ['accept', 'decline'],
  report: [],
  'confirm-figures': ['confirm', 'dispute'],
} as const satisfies Record<TaskingKind, readonly string[]>;
export type Answer = 'accept' | 'decline' | 'confirm' | 'dispute' | 'reported' | 'nil-return';

/** Declining or disputing without a reason leaves the coordinator with nothing to act on. */
const WITH_REASON: readonly Answer[] = ['decline', 'dispute'];

export function needsReason(answer: Answer): boolean {
  return WITH_REASON.includes(answer);
}

export function isAnswerTo(kind: TaskingKind, answer: Answer): boolean {
  return (ANSWERS[kind] as readonly Answer[]).includes(answer);
}

/** All tasks of a tasking share one deadline and one ladder. `climbedTo`: rungs at or before it never fire again. */
export type Climbing = { deadlineAt: Instant; ladder: Ladder; climbedTo: Instant };

export type Climb = {
  tells: readonly Audience[];
  /** The deadline has been passed by this climb: what is still open lapses. */
  lapses: boolean;
  /** Never goes back, also where two workers' clocks differ: a rung that was climbed stays climbed. */
  climbedTo: Instant;
  /** When to look again, or null when nothing is left to climb. */
  nextAt: Instant | null;
};

const HOUR_MS = 3_600_000;

/**
 * What is due between `climbedTo` and `now`. Rungs that fell due together (a worker was down, or a drill's clock ran fast) are told
 * once, not once each.
 */
export function climb(climbing: Climbing, now: Instant): Climb {
  const isDue = (at: Instant): boolean => at > climbing.climbedTo && at <= now;
  const due = climbing.ladder.filter((rung) => isDue(rungAt(climbing, rung)));
  return {
    tells: [...new Set(due.flatMap((rung) => rung.tells))],
    lapses: isDue(climbing.deadlineAt),
    climbedTo: Math.max(climbing.climbedTo, now),
    nextAt: nextRungAt(climbing, now),
  };
}

/**
 * Where the climb to a deadline begins: now, or just below a deadline that lies behind already (a plan was approved later than its author
 * thought). It still lapses then, instead of leaving its tasks open for ever.
 */
export function startOfClimb(deadlineAt: Instant, now: Instant): Instant {
  return Math.min(now, deadlineAt - 1);
}

/** The next rung or the deadline, whichever comes first; null when both lie behind `now`. */
export function nextRungAt(climbing: Omit<Climbing, 'climbedTo'>, now: Instant): Instant | null {
  const later = [climbing.deadlineAt, ...climbing.ladder.map((rung) => rungAt(climbing, rung))].filter((at) => at > now);
  return later.length === 0 ? null : Math.min(...later);
}

/**
 * Is nothing left to wait for? A request for reports stays open until its deadline also when all have answered: whoever accepts the
 * invitation meanwhile is asked as well.
 */
export function isOver(
  kind: TaskingKind,
  { deadlineAt }: Pick<Climbing, 'deadlineAt'>,
  unanswered: number,
  nextAt: Instant | null,
  now: Instant,
): boolean {
  if (nextAt === null) return true;
  return unanswered === 0 && (kind !== 'report' || now >= deadlineAt);
}

function rungAt({ deadlineAt }: { deadlineAt: Instant }, { offsetHours }: Rung): Instant {
  return deadlineAt + offsetHours * HOUR_MS;
}
