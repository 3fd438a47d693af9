import { Temporal } from 'temporal-polyfill';
import type { Clocks } from '../domain/cadence.ts';

/** Whole days have been skipped where a country changed sides of the date line. */
const LONGEST_SKIP_HOURS = 48;

/**
 * The clocks of a zone, for what recurs. A plan refuses a wall time that is skipped or repeated; what comes every day cannot, and is due once: at
 * the next hour that the clocks show once (docs/decisions/0035).
 */
export function clocksOf(zone: string): Clocks {
  return (wall) => {
    const wanted = Temporal.PlainDateTime.from(wall);
    for (let hours = 0; ; hours += 1) {
      try {
        return wanted.add({ hours }).toZonedDateTime(zone, { disambiguation: 'reject' }).toInstant().epochMilliseconds;
      } catch (error) {
        if (hours === LONGEST_SKIP_HOURS) throw error;
      }
    }
  };
}

/** The date and time that the clocks of a zone show at an instant. */
export function shownAt(
  at: number,
  zone: string,
): { year: number; month: number; day: number; hour: number; minute: number; second: number } {
  const { year, month, day, hour, minute, second } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return { year, month, day, hour, minute, second };
}
