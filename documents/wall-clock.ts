import { Temporal } from 'temporal-polyfill';
import type { Clocks } from '../domain/cadence.ts';

/**
 * The clocks of a zone, for what recurs. A plan refuses a wall time that is skipped or repeated; what comes every day cannot, and is due once, as in
 * every calendar: of a time that is shown twice it is the first, and one that is skipped is as much later as the clocks skip (RFC 5545, 3.3.5).
 */
export function clocksOf(zone: string): Clocks {
  return (wall) => Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant().epochMilliseconds;
}

/** Whether the clocks of a zone show again later what they show at an instant. */
export function isShownAgain(at: number, zone: string): boolean {
  const shown = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime();
  return shown.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds > at;
}

/** The date and time that the clocks of a zone show at an instant. */
export function shownAt(
  at: number,
  zone: string,
): { year: number; month: number; day: number; hour: number; minute: number; second: number } {
  const { year, month, day, hour, minute, second } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return { year, month, day, hour, minute, second };
}
