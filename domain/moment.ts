import type { Instant } from './clock.ts';

/**
 * A deadline as people agree on it: wall time in a zone, with the instant that it means. The instant is computed once, when the plan
 * is written: computed again after an update of the zone data it could differ, and a workflow would no longer replay.
 */
export type Moment = { wall: string; zone: string; at: string };

export function instantOf(moment: Moment): Instant {
  return Date.parse(moment.at);
}

export function isBefore(earlier: Moment, later: Moment): boolean {
  return instantOf(earlier) < instantOf(later);
}

/** An instant as ISO 8601 in UTC, as it is stored and sent. */
export function isoOf(at: Instant): string {
  return new Date(at).toISOString();
}

/** A moment as people write it; the API adds the instant. */
export type WallTime = Omit<Moment, 'at'>;

/** A document as it is written by hand, before its moments have got their instants. */
export type Written<T> = T extends Moment
  ? WallTime
  : T extends readonly (infer Item)[]
    ? readonly Written<Item>[]
    : T extends object
      ? { [Key in keyof T]: Written<T[Key]> }
      : T;
