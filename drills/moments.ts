import { Temporal } from 'temporal-polyfill';
import type { WallTime } from '../domain/moment.ts';

/** The instant of a wall time, in milliseconds. Throws for a time that a change of clocks skips or repeats, as the API refuses it. */
export function instantOfWall({ wall, zone }: WallTime): number {
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'reject' }).epochMilliseconds;
}
