import { Temporal } from 'temporal-polyfill';

export type Weekday = 'monday' | 'wednesday' | 'friday';
export type Cadence =
  | { every: 'day'; at: string }
  | { every: 'week'; on: Weekday; at: string }
  | { every: 'month'; on: number; at: string };

const WEEKDAYS: Record<Weekday, number> = { monday: 1, wednesday: 3, friday: 5 };

/**
 * The ends of all windows of a cadence after one instant and up to another, worked out day by day with another calendar than Concert's own. A wall
 * time that the clocks skip is as much later as they skip; of one that comes twice it is the first.
 */
export function endsBetween(cadence: Cadence, zone: string, from: string, until: string): string[] {
  const first = Temporal.Instant.from(from);
  const last = Temporal.Instant.from(until);
  const ends: string[] = [];
  for (let day = first.toZonedDateTimeISO(zone).toPlainDate(); ; day = day.add({ days: 1 })) {
    const end = day.toZonedDateTime({ timeZone: zone, plainTime: cadence.at }).toInstant();
    if (Temporal.Instant.compare(end, last) > 0) return ends;
    if (isDayOf(cadence, day) && Temporal.Instant.compare(end, first) > 0) ends.push(new Date(end.epochMilliseconds).toISOString());
  }
}

function isDayOf(cadence: Cadence, day: Temporal.PlainDate): boolean {
  if (cadence.every === 'day') return true;
  return cadence.every === 'week' ? day.dayOfWeek === WEEKDAYS[cadence.on] : day.day === cadence.on;
}
