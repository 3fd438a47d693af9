import { nextEnd, type Cadence } from '../domain/cadence.ts';
import type { SubscriptionTerms } from '../domain/subscription.ts';
import { occasionsOf, type Windowed } from './windows.ts';
import { clocksOf, isShownAgain, shownAt } from './wall-clock.ts';

/** A time of day, on the days that it names; of every day where it names none. Months and days count from 1, weekdays from Monday as 1. */
export type WakeTime = { year?: number; month?: number; day?: number; weekday?: number; hour: number; minute: number; second?: number };

/** When somebody is to look whether a summary is due, in real time. */
export type Wakes = { zone: string; times: readonly WakeTime[]; everyMs: number | null };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Changes of clocks are named this far ahead; whatever happens to the operation until then names them anew. */
const AHEAD_MS = 400 * DAY_MS;

/**
 * Of an operation in real time. What recurs is said once, and so are the days on which the clocks do not show its hour, which Temporal's schedules
 * pass over, or show it twice, of which they take the second (both seen): for those, somebody looks an hour before the first, and waits. An edition is told by its publication; a look a day is for one that got lost.
 */
export function wakesOf(terms: SubscriptionTerms, { plan, publishedAt }: Pick<Windowed, 'plan' | 'publishedAt'>, now: number): Wakes {
  const { cadence, zone } = terms;
  if (cadence.every === 'edition') return { zone: 'UTC', times: [], everyMs: DAY_MS };
  if (cadence.every === 'phase') {
    const ends = occasionsOf(terms, plan, publishedAt).phaseEnds.filter((end) => end > now);
    return { zone: 'UTC', times: ends.map((end) => shownAt(end, 'UTC')), everyMs: DAY_MS };
  }
  const usual = timeOf(cadence);
  return { zone, times: [usual, ...movedTimes(cadence, zone, now)], everyMs: null };
}

function timeOf(cadence: Exclude<Cadence, { every: 'phase' | 'edition' }>): WakeTime {
  const [hour = 0, minute = 0] = cadence.at.split(':').map(Number);
  if (cadence.every === 'week') return { weekday: WEEKDAY_NUMBERS[cadence.on], hour, minute };
  return cadence.every === 'month' ? { day: cadence.on, hour, minute } : { hour, minute };
}

const WEEKDAY_NUMBERS = { monday: 1, tuesday: 2, wednesday: 3, thursday: 4, friday: 5, saturday: 6, sunday: 7 } as const;

function movedTimes(cadence: Exclude<Cadence, { every: 'phase' | 'edition' }>, zone: string, now: number): WakeTime[] {
  const usual = timeOf(cadence);
  const moved: WakeTime[] = [];
  const clocks = clocksOf(zone);
  const next = (after: number): number | null => nextEnd(cadence, after, { phaseEnds: [], publishedAt: [] }, clocks);
  for (let end = next(now); end !== null && end < now + AHEAD_MS; end = next(end)) {
    if (isShownAgain(end, zone)) moved.push(shownAt(end - HOUR_MS, zone));
    const shown = shownAt(end, zone);
    if (shown.hour !== usual.hour || shown.minute !== usual.minute) moved.push(shown);
  }
  return moved;
}
