import type { Instant } from './clock.ts';
import type { Plan } from './plan.ts';
import type { Stage } from './operation.ts';

/**
 * What is kept for how long. Events, decisions, editions with their products, publications and sums stay; these hold what may tell of somebody.
 * `docs/decisions/0038` says why each is counted from where it is.
 */
export const RECORD_CLASSES = ['reports', 'messages', 'products', 'imports', 'drafts'] as const;
export type RecordClass = (typeof RECORD_CLASSES)[number];

/** What the rows of a class are. */
export const RECORD_KINDS = {
  reports: ['case', 'late-appeal'],
  messages: ['letter', 'task', 'tasking', 'consent', 'handover'],
  products: ['product', 'bulletin'],
  imports: ['import', 'refused-report'],
  drafts: ['draft'],
} as const satisfies Record<RecordClass, readonly string[]>;
export type RecordKind = (typeof RECORD_KINDS)[RecordClass][number];

/** How long records of a class are kept, and how often those who own some are asked whether they are still needed. */
export type RetentionRule = { class: RecordClass; months: number; reviewEveryMonths?: number | undefined };

export type FullRule = { class: RecordClass; months: number; reviewEveryMonths: number };

/** INTERPOL keeps for as long as is needed, at first for five years at most; the CIS asks every year, and deletes what nobody needs. */
export const MOST_MONTHS = 60;
export const MOST_REVIEW_MONTHS = 12;

/** How long an owner has to say that its records are still needed. */
export const REVIEW_DAYS = 60;

/** The rule of every class: the plan's, or where it says nothing the longest that there is. */
export function retentionRules({ retention = [] }: Pick<Plan, 'retention'>): FullRule[] {
  return RECORD_CLASSES.map((each) => {
    const said = retention.find((rule) => rule.class === each);
    return { class: each, months: said?.months ?? MOST_MONTHS, reviewEveryMonths: said?.reviewEveryMonths ?? MOST_REVIEW_MONTHS };
  });
}

/** Nothing more is reported, frozen or corrected: what is there may be looked at as a whole. */
export function isOver(stage: Stage): boolean {
  return stage === 'closed' || stage === 'completed' || stage === 'cancelled' || stage === 'rejected';
}

/** Why a record stays. */
export const KEPT_REASONS = ['held', 'under-way', 'rolled-up', 'needed', 'too-young'] as const;
export type KeptReason = (typeof KEPT_REASONS)[number];

/** By which rule it goes: its period is over, or its owner was asked and did not say that it is needed. */
export const PURGE_RULES = ['period', 'not-needed'] as const;
export type PurgeRule = (typeof PURGE_RULES)[number];

export type RecordStanding = {
  isHeld: boolean;
  isOver: boolean;
  /** Another operation that is under way counts it. */
  isRolledUp: boolean;
  /** From when its period runs, and when that ends. */
  since: Instant;
  dueAt: Instant;
  /** What its owner said last, when it was asked at `askedAt`; silence is not-needed. It is about what was there before. */
  review: { isNeeded: boolean; askedAt: Instant } | null;
};

/**
 * Why a record stays, or by which rule it goes. Its owner's word goes before the period: what nobody needs goes earlier, and what is needed stays until
 * its owner is asked the next time. A hold goes before everything.
 */
export function standingOf({ isHeld, isOver, isRolledUp, since, dueAt, review }: RecordStanding, now: Instant): KeptReason | PurgeRule {
  if (isHeld) return 'held';
  if (!isOver) return 'under-way';
  if (isRolledUp) return 'rolled-up';
  if (review?.isNeeded) return 'needed';
  if (review && since < review.askedAt) return 'not-needed';
  return dueAt <= now ? 'period' : 'too-young';
}

const MONTH = 'necessity-';

/** The name of the review that is due so many months after the end. */
export function reviewKey(months: number): string {
  return `${MONTH}${months}`;
}

/** Which classes it is about. */
export function reviewedIn(rules: readonly FullRule[], months: number): RecordClass[] {
  return rules.filter(({ reviewEveryMonths }) => months % reviewEveryMonths === 0).map((rule) => rule.class);
}

export type ReviewAgenda = { dueMonths: number | null; nextAt: Instant };

/** Far enough for every operation: what is still there after a hundred years is asked about no more. */
const LAST_MONTH = 1_200;

/**
 * The last review that is due `now`, counted from the end of the operation, and when the next one is. Those that fell due together (nothing ran for
 * years, or a drill's clock ran fast) are asked once.
 */
export function reviewAgenda(rules: readonly FullRule[], endedAt: Instant, now: Instant): ReviewAgenda {
  let dueMonths: number | null = null;
  for (let months = 1; months <= LAST_MONTH; months += 1) {
    if (reviewedIn(rules, months).length === 0) continue;
    const at = monthsAfter(endedAt, months);
    if (at > now) return { dueMonths, nextAt: at };
    dueMonths = months;
  }
  return { dueMonths, nextAt: Number.POSITIVE_INFINITY };
}

/** The same day and time, in UTC, so many months later; the last day of a month that is too short. As PostgreSQL counts. */
export function monthsAfter(instant: Instant, months: number): Instant {
  const from = new Date(instant);
  const [year, month, day] = [from.getUTCFullYear(), from.getUTCMonth() + months, from.getUTCDate()];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(day, last)) + (instant - Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), day));
}
