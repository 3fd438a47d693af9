/** Milliseconds since the epoch. In an operation's own time unless the name says `real`. */
export type Instant = number;

/**
 * How an operation's time follows real time. An ordinary operation runs at rate 1 and never holds. A drill runs faster, and may
 * stand still at `holdMs`: it does the work of a day while its clock stands, so that a slow machine changes nothing about the outcome.
 */
export type Clock = { anchorRealMs: Instant; anchorMs: Instant; rate: number; holdMs: Instant | null };

/** Ten million times real time: a year in about three seconds. Beyond it, a timer of one millisecond would skip hours. */
export const FASTEST_RATE = 10_000_000;

export function realTimeClock(realNow: Instant): Clock {
  return { anchorRealMs: realNow, anchorMs: realNow, rate: 1, holdMs: null };
}

/** The end of the year 9999, where every clock stops: beyond it neither ISO 8601 in four digits nor PostgreSQL's reading of it goes on. */
export const LAST_INSTANT: Instant = 253_402_300_799_999;

/** The operation's instant at a real instant. Never runs backwards, also where the real clock was set back. */
export function operationTime({ anchorRealMs, anchorMs, rate, holdMs }: Clock, realNow: Instant): Instant {
  const running = Math.min(LAST_INSTANT, anchorMs + Math.max(0, realNow - anchorRealMs) * rate);
  return Math.floor(holdMs === null ? running : Math.min(running, Math.max(holdMs, anchorMs)));
}

/** Real milliseconds until the operation reaches `at`: 0 if it has, null while the clock holds before it. */
export function realWait(clock: Clock, at: Instant, realNow: Instant): number | null {
  const now = operationTime(clock, realNow);
  if (now >= at) return 0;
  if (clock.rate === 0 || (clock.holdMs !== null && clock.holdMs < at)) return null;
  return Math.ceil((at - now) / clock.rate);
}

/** The clock from `realNow` on at another rate, standing still from `holdMs` on. The operation's time does not jump. */
export function setRate(clock: Clock, realNow: Instant, rate: number, holdMs: Instant | null): Clock {
  return { anchorRealMs: realNow, anchorMs: operationTime(clock, realNow), rate, holdMs };
}
