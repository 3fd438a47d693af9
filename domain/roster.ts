import type { Instant } from './clock.ts';
import { spans, type Validity } from './contact.ts';
import type { FailureCode } from './failure.ts';

/** From `from` up to but not including `until`. */
export type Interval = { from: Instant; until: Instant };

const DAY_MS = 86_400_000;

/** Nobody is on duty for longer. What is longer was written by mistake, and would hide a gap. */
export const LONGEST_SHIFT_MS = DAY_MS;

/** A roster is looked at by weeks, not by years. */
export const LONGEST_WINDOW_MS = 92 * DAY_MS;

/** The parts of a window in which somebody is on duty, and those in which nobody is. Together, in order, they are the window. */
export function coverage(window: Interval, shifts: readonly Interval[]): { covered: Interval[]; gaps: Interval[] } {
  const covered = merge(shifts.map((shift) => within(window, shift)).filter(({ from, until }) => from < until));
  const edges = [window.from, ...covered.flatMap(({ from, until }) => [from, until]), window.until];
  const gaps = Array.from({ length: covered.length + 1 }, (_, i) => ({ from: edges[2 * i] ?? 0, until: edges[2 * i + 1] ?? 0 }));
  return { covered, gaps: gaps.filter(({ from, until }) => from < until) };
}

/** Why somebody cannot be given this shift, or null. `terms` as staff of the unit, `others` the shifts they have anywhere. */
export function refuseShift(shift: Interval, terms: readonly Validity[], others: readonly Interval[]): FailureCode | null {
  if (!terms.some((term) => spans(term, shift))) return 'shift.not-staff';
  return others.some(({ from, until }) => from < shift.until && shift.from < until) ? 'shift.overlap' : null;
}

function merge(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const interval of intervals.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && interval.from <= last.until) merged[merged.length - 1] = { from: last.from, until: Math.max(last.until, interval.until) };
    else merged.push(interval);
  }
  return merged;
}

function within(window: Interval, { from, until }: Interval): Interval {
  return { from: Math.max(window.from, from), until: Math.min(window.until, until) };
}
