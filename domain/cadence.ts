import type { Instant } from './clock.ts';

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/**
 * How often a summary is made, `at` a wall time such as `07:30`. The day is the finest: nobody reads a summary of every hour. A month without the
 * day `on` is passed over, and its window is that much longer.
 */
export type Cadence =
  | { every: 'day'; at: string }
  | { every: 'week'; on: Weekday; at: string }
  | { every: 'month'; on: number; at: string }
  | { every: 'phase' }
  | { every: 'edition' };

/** The instant at which the clocks of a zone show a wall time such as `2026-03-29T07:30`: exactly one, also where they skip or repeat it. */
export type Clocks = (wall: string) => Instant;

/** What a cadence goes by besides the calendar: when phases close, and when editions were published. */
export type Occasions = { phaseEnds: readonly Instant[]; publishedAt: readonly Instant[] };

const DAY_MS = 86_400_000;

/** Longer than any cadence waits: the 31st comes every other month, and a zone is never a whole day from UTC. */
const LONGEST_DAYS = 70;

/** The first instant after `after` at which a window of this cadence ends, or null where none is known to come. */
export function nextEnd(cadence: Cadence, after: Instant, { phaseEnds, publishedAt }: Occasions, clocks: Clocks): Instant | null {
  if (cadence.every === 'phase') return earliest(phaseEnds.filter((end) => end > after));
  if (cadence.every === 'edition') return earliest(publishedAt.filter((at) => at > after));
  const first = Math.floor(after / DAY_MS) - 2; // local days that have begun by then, whatever the zone
  for (let day = first; day < first + LONGEST_DAYS; day += 1) {
    if (!isDayOf(cadence, day)) continue;
    const end = clocks(`${dateOf(day)}T${cadence.at}`);
    if (end > after) return end;
  }
  return null;
}

/** Days as they are numbered since the epoch, in the calendar of nowhere in particular. */
function isDayOf(cadence: Exclude<Cadence, { every: 'phase' | 'edition' }>, day: number): boolean {
  if (cadence.every === 'day') return true;
  if (cadence.every === 'week') return WEEKDAYS[(day + EPOCH_WEEKDAY) % 7] === cadence.on;
  return Number(dateOf(day).slice(-2)) === cadence.on;
}

/** The first of January 1970 was a Thursday. */
const EPOCH_WEEKDAY = WEEKDAYS.indexOf('thursday');

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function earliest(instants: readonly Instant[]): Instant | null {
  return instants.length === 0 ? null : instants.reduce((a, b) => Math.min(a, b));
}

/**
 * A time in which a subscription goes by one version of its terms. It is begun by an approval or a resumption, and ended by the next version, a
 * pause or an end. `isLast`: the operation ended with it, and a last window ends there, so that nothing of it is left out.
 */
export type Span = { version: number; beginsAt: Instant; endsAt: Instant | null; isLast: boolean };

/** What a summary is about: what came after `from`, up to and including `until`. Its end names it. */
export type Window = { from: Instant; until: Instant; version: number };

/**
 * The first window that ends after `covered`, the end of the one before; null before the first. Each begins where the one before it ended, so that
 * pauses, other terms and changes of clocks leave neither gap nor overlap: a window that spans a pause is that much longer.
 */
export function nextWindow(
  spans: readonly Span[],
  covered: Instant | null,
  endAfter: (version: number, after: Instant) => Instant | null,
): Window | null {
  const from = covered ?? spans[0]?.beginsAt;
  if (from === undefined) return null;
  for (const { version, beginsAt, endsAt, isLast } of spans) {
    if (endsAt !== null && endsAt <= from) continue;
    const end = endAfter(version, Math.max(from, beginsAt));
    if (end !== null && (endsAt === null || end <= endsAt)) return { from, until: end, version };
    if (isLast && endsAt !== null) return { from, until: endsAt, version };
  }
  return null;
}
