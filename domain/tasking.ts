/* Longer than 250 lines: one list of kinds, and the rules that read it. */
import type { Instant } from './clock.ts';
import type { FailureCode } from './failure.ts';
import { instantOf, type Moment } from './moment.ts';
import type { Relation } from './permission.ts';

export const AUDIENCES = ['addressee', 'deputy', 'stand-in', 'rilo', 'coordinator'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** One step of the ladder: who is told, and when, counted in hours from the deadline (negative = before it). */
export type Rung = { offsetHours: number; tells: readonly Audience[] };

export type Ladder = readonly Rung[];

/** What a task that is still open at its deadline becomes; `consent` only where the plan announced silence as consent. */
export const SILENCES = ['silent', 'consent'] as const;
export type Silence = (typeof SILENCES)[number];

/** What becomes of an answer after the deadline: taken and marked late, or refused. */
export const LATE_RULES = ['taken', 'refused'] as const;
export type Late = (typeof LATE_RULES)[number];

/** When nobody is asked any more: once all have answered, or at the deadline, whoever has answered before. */
export const ENDS = ['answered', 'deadline'] as const;
export type Ends = (typeof ENDS)[number];

export const TASK_STATES = ['open', 'answered', 'lapsed', 'withdrawn'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** What a person says to a task. */
export const SPOKEN_ANSWERS = [
  'accept',
  'decline',
  'nominated',
  'done',
  'unable',
  'confirm',
  'dispute',
  'give',
  'refuse',
  'needed',
  'not-needed',
] as const;
export type SpokenAnswer = (typeof SPOKEN_ANSWERS)[number];
/** `reported` and `nil-return` follow from having reported. */
export type Answer = SpokenAnswer | 'reported' | 'nil-return';

export type KindRule = {
  /** The answers that it takes, and what must come with each. */
  answers: { readonly [Given in SpokenAnswer]?: 'alone' | 'with-reason' | 'with-details' };
  /** Who of an administration answers for it. */
  by: readonly Relation[];
  /** The answer is the word of the administration: only those answer, whoever the task was handed to. */
  binds: boolean;
  /** What silence may be announced to mean. Nobody takes part, or has done anything, by saying nothing. */
  silences: readonly Silence[];
  /** Coordinators open taskings of it as they need them; the others come from the plan, or from what has happened. */
  isOpenedByHand: boolean;
  /** Whoever accepts the invitation meanwhile is asked too, so that it goes on until its deadline though all have answered. */
  grows: boolean;
  /** Something was built on the answers when the tasking ended, so that none can be corrected any more from then on. */
  isBuiltOn: boolean;
  /** Never lapses: it stays open, and late, until one addressee has done it, which is enough for all, or every one says that it cannot be. */
  endures: boolean;
};

const BY_HAND = {
  silences: ['silent'],
  isOpenedByHand: true,
  grows: false,
  isBuiltOn: false,
  binds: false,
  endures: false,
} as const;
const DONE_OR_NOT = { done: 'alone', unable: 'with-reason' } as const;
/** Without saying why not, whoever asked is left with nothing to act on. */
const TOLD_OR_NOT = { done: 'with-details', unable: 'with-reason' } as const;

/** What a tasking asks for, and the rules of each kind. */
export const KINDS = {
  'take-part': { ...BY_HAND, answers: { accept: 'alone', decline: 'with-reason' }, by: ['contact'] },
  'nominate-contacts': { ...BY_HAND, answers: { nominated: 'alone', unable: 'with-reason' }, by: ['contact'] },
  report: { ...BY_HAND, answers: {}, by: ['reporter', 'contact'], isOpenedByHand: false, grows: true },
  feedback: { ...BY_HAND, answers: TOLD_OR_NOT, by: ['contact', 'reporter'] },
  enquiry: { ...BY_HAND, answers: TOLD_OR_NOT, by: ['contact', 'reporter'] },
  'correct-report': { ...BY_HAND, answers: DONE_OR_NOT, by: ['reporter', 'contact'] },
  'judge-duplicate': { ...BY_HAND, answers: DONE_OR_NOT, by: ['reporter', 'contact'] },
  'confirm-figures': {
    ...BY_HAND,
    answers: { confirm: 'alone', dispute: 'with-reason' },
    by: ['signatory'],
    binds: true,
    silences: ['silent', 'consent'],
    isOpenedByHand: false,
    isBuiltOn: true,
  },
  'follow-up': { ...BY_HAND, answers: TOLD_OR_NOT, by: ['contact', 'reporter'] },
  /** May a recipient have what the owner's handling closes to it? Silence is no: what `about` names is the recipient, and null everybody. */
  consent: { ...BY_HAND, answers: { give: 'alone', refuse: 'with-reason' }, by: ['signatory', 'contact'], binds: true },
  'confirm-recall': {
    ...BY_HAND,
    answers: DONE_OR_NOT,
    by: ['contact', 'reporter', 'partner', 'recipient', 'rilo', 'coordinator'],
    isOpenedByHand: false,
  },
  /** Answered by acknowledging the delivery: see prisma/facts/acknowledgements.ts. */
  acknowledge: {
    ...BY_HAND,
    answers: {},
    by: ['contact', 'reporter', 'partner', 'recipient', 'rilo', 'coordinator'],
    isOpenedByHand: false,
  },
  'mend-delivery': { ...BY_HAND, answers: DONE_OR_NOT, by: ['coordinator'], isOpenedByHand: false, endures: true },
  'mend-contact': { ...BY_HAND, answers: DONE_OR_NOT, by: ['coordinator'], isOpenedByHand: false, endures: true },
  /** Are the records of the administration still needed? Silence says that they are not. */
  'review-necessity': {
    ...BY_HAND,
    answers: { needed: 'with-reason', 'not-needed': 'alone' },
    by: ['contact', 'signatory'],
    binds: true,
    isOpenedByHand: false,
  },
} as const satisfies Record<string, KindRule>;
export type TaskingKind = keyof typeof KINDS;
export const TASKING_KINDS = Object.keys(KINDS) as [TaskingKind, ...TaskingKind[]];
export const ENDURING_KINDS = TASKING_KINDS.filter((kind) => ruleOf(kind).endures);

/** Of what has left, or is kept, however the operation ends: no ending of it withdraws this, and this keeps no operation from being complete. */
export const KINDS_AFTER_THE_END: readonly TaskingKind[] = ['review-necessity', 'confirm-recall'];

export function ruleOf(kind: TaskingKind): KindRule {
  return KINDS[kind];
}

/** May somebody answer who is this to the administration that is asked, or to whom the task was handed? */
export function mayAnswer(kind: TaskingKind, relations: readonly Relation[], isHolder: boolean): boolean {
  const { by, binds } = ruleOf(kind);
  return by.some((relation) => relations.includes(relation)) || (isHolder && !binds);
}

/** Which kinds somebody answers who is this to an administration. */
export function kindsAnsweredBy(relation: Relation): TaskingKind[] {
  return TASKING_KINDS.filter((kind) => mayAnswer(kind, [relation], false));
}

/** Kinds that whoever holds the task may answer, whatever else they are. */
export const KINDS_OF_HOLDERS = TASKING_KINDS.filter((kind) => mayAnswer(kind, [], true));

/** Why this cannot be said to a task of this kind, or null. */
export function refuseAnswer(
  kind: TaskingKind,
  { answer, reason, details }: { answer: SpokenAnswer; reason?: string | undefined; details?: string | undefined },
): FailureCode | null {
  const needs = ruleOf(kind).answers[answer];
  if (!needs) return 'task.answer-unfit';
  if (needs === 'with-reason' && !reason) return 'task.reason-missing';
  return needs === 'with-details' && !details ? 'task.details-missing' : null;
}

/** How far somebody has been climbed to a deadline: rungs of it at or before `climbedTo` never fire again. */
export type Climbed = { deadlineAt: Instant; climbedTo: Instant };

/** `isToLapse` until the deadline has been passed: what has lapsed is told of its later rungs, and lapses no more; what endures never does. */
export type Climbing = Climbed & { ladder: Ladder; isToLapse: boolean };

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
    lapses: climbing.isToLapse && climbing.deadlineAt <= now,
    climbedTo: Math.max(climbing.climbedTo, now),
    nextAt: nextRungAt(climbing, now),
  };
}

/**
 * Where the climb to a deadline begins: now, or just below a deadline that lies behind already (a plan was approved later than its author
 * thought), so that those who are told at the deadline itself are told all the same.
 */
export function startOfClimb(deadlineAt: Instant, now: Instant): Instant {
  return Math.min(now, deadlineAt - 1);
}

/** The next rung or the deadline, whichever comes first; null when both lie behind `now`. */
export function nextRungAt(climbing: Pick<Climbing, 'deadlineAt' | 'ladder'>, now: Instant): Instant | null {
  const later = [climbing.deadlineAt, ...climbing.ladder.map((rung) => rungAt(climbing, rung))].filter((at) => at > now);
  return later.length === 0 ? null : Math.min(...later);
}

/**
 * Where the climb goes on when the deadline moves, and what to remember of the deadlines before. What has been told stays told: a rung that the
 * old deadline reached fires anew only if the new one still has it ahead, and one of a deadline that comes back (moved by mistake, and moved
 * back) does not fire again. A rung that nobody was told of yet and that the new deadline has behind it is due now, not lost.
 */
export function moveClimb(
  { deadlineAt, climbedTo, before }: Climbed & { before: readonly Climbed[] },
  to: Instant,
  now: Instant,
): { climbedTo: Instant; before: readonly Climbed[] } {
  const left = [...before.filter((climbed) => climbed.deadlineAt !== deadlineAt), { deadlineAt, climbedTo }];
  const earlier = left.find((climbed) => climbed.deadlineAt === to);
  return { climbedTo: Math.max(earlier?.climbedTo ?? -Infinity, Math.min(now, to + (climbedTo - deadlineAt))), before: left };
}

/** When a tasking must be looked at next: at the first rung of any of its open tasks, and at its deadline where it lasts until then. */
export function nextLookAt(tasking: TaskingTerms, unanswered: readonly Omit<Climbing, 'ladder'>[], now: Instant): Instant | null {
  const rungs = unanswered.flatMap(({ deadlineAt, climbedTo, isToLapse }) => [
    nextRungAt({ deadlineAt, ladder: tasking.ladder }, climbedTo),
    isToLapse ? deadlineAt : null, // also where it came back, and its rungs have been told before
  ]);
  const looks = [...rungs, lasts(tasking, now) ? tasking.deadlineAt : null].filter((at) => at !== null);
  return looks.length === 0 ? null : Math.min(...looks);
}

/** What decides when a tasking is over. `deadlineAt` is the one that it was opened with, or moved to. */
export type TaskingTerms = { kind: TaskingKind; ends: Ends; deadlineAt: Instant; ladder: Ladder };

/** Is nothing left to wait for? `nextAt` as nextLookAt says. */
export function isOver(tasking: TaskingTerms, unanswered: number, nextAt: Instant | null, now: Instant): boolean {
  if (ruleOf(tasking.kind).endures) return unanswered === 0;
  return nextAt === null || (unanswered === 0 && !lasts(tasking, now));
}

/** How long after its deadline a task was answered, or is unanswered by now, in hours; null where it is, or was, in time. */
export function lateByHours(
  { state, answer, deadline, answeredAt }: { state: TaskState; answer: string | null; deadline: Moment; answeredAt: Instant | null },
  now: Instant,
): number | null {
  if (state === 'withdrawn' || (answeredAt === null && answer !== null)) return null;
  const lateMs = (answeredAt ?? now) - instantOf(deadline);
  return lateMs < 0 ? null : Math.round((lateMs / HOUR_MS) * 10) / 10;
}

function lasts({ kind, ends, deadlineAt }: TaskingTerms, now: Instant): boolean {
  return (ends === 'deadline' || ruleOf(kind).grows) && now < deadlineAt;
}

function rungAt({ deadlineAt }: { deadlineAt: Instant }, { offsetHours }: Rung): Instant {
  return deadlineAt + offsetHours * HOUR_MS;
}
