import { Temporal } from 'temporal-polyfill';
import { LAST_INSTANT } from '../domain/clock.ts';
import { flaw, type Flaw } from '../domain/failure.ts';
import { isoOf, type Moment, type WallTime, type Written } from '../domain/moment.ts';

/**
 * A document with the instant of each of its moments, or what is wrong with them. This is the one place where a wall time becomes an
 * instant; the result is stored, because the same computation could give another one after an update of the zone data.
 */
export function resolveMoments<T>(document: Written<T>): { resolved: T; flaws: Flaw[] } {
  const flaws: Flaw[] = [];
  const resolved = resolve(document, '', flaws);
  return { resolved: resolved as T, flaws };
}

/**
 * The instant of a wall time. Throws a RangeError for what is not the name of a zone, for a time that a change of clocks skips or repeats,
 * and for years of which PostgreSQL and ISO 8601 in four digits would not say the same.
 */
export function toMoment({ wall, zone }: WallTime): Moment {
  if (!ZONE_NAME.test(zone)) throw new RangeError('An offset or an instant is not the name of a zone.');
  const at = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'reject' }).toInstant().epochMilliseconds;
  if (!isInReach(at)) throw new RangeError('Nothing of an operation lies there.');
  return { wall, zone, at: isoOf(at) };
}

/**
 * A moment whole days later in the calendar of its zone, at the same hour. Where that day does not have this hour, or has it twice, at the next
 * hour that it has once.
 */
export function moveByDays({ wall, zone }: Moment, days: number): Moment {
  const wanted = Temporal.PlainDateTime.from(wall).add({ days });
  for (let hours = 0; ; hours += 1) {
    try {
      return toMoment({ wall: wanted.add({ hours }).toString().slice(0, wall.length), zone });
    } catch (error) {
      if (hours === LONGEST_SKIP_HOURS) throw error;
    }
  }
}

/** Whole days have been skipped where a country changed sides of the date line. */
const LONGEST_SKIP_HOURS = 48;

/** Is this the name of a zone? */
export function isZone(zone: string): boolean {
  if (!ZONE_NAME.test(zone)) return false;
  try {
    Temporal.Now.zonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** Is there anything of an operation at this instant? */
export function isInReach(at: number): boolean {
  return at >= FIRST_INSTANT && at <= LAST_INSTANT;
}

/** What the clocks of a zone show at an instant; they stop with the year 9999, as every other clock does, also in the east, where it ends hours before. */
export function momentAt(at: number, zone: string): Moment {
  const shown = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime();
  const wall = shown.year > LAST_YEAR ? Temporal.PlainDateTime.from(`${LAST_YEAR}-12-31T23:59:59`) : shown;
  return { wall: wall.toString({ smallestUnit: wall.second === 0 ? 'minute' : 'second' }), zone, at: isoOf(at) };
}

const ZONE_NAME = /^[A-Za-z][\w+-]*(\/[\w+-]+)*$/;
const FIRST_INSTANT = Date.UTC(1900, 0);
const LAST_YEAR = new Date(LAST_INSTANT).getUTCFullYear();

function resolve(value: unknown, pointer: string, flaws: Flaw[]): unknown {
  if (Array.isArray(value)) return value.map((item, i) => resolve(item, `${pointer}/${i}`, flaws));
  if (typeof value !== 'object' || value === null) return value;
  if (isWallTime(value)) return resolveMoment(value, pointer, flaws);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolve(item, `${pointer}/${name}`, flaws)]));
}

function resolveMoment(written: WallTime, pointer: string, flaws: Flaw[]): Moment | WallTime {
  try {
    return toMoment(written);
  } catch {
    flaws.push(flaw(pointer, 'field.moment-unknown'));
    return written;
  }
}

function isWallTime(value: object): value is WallTime {
  return 'wall' in value && 'zone' in value;
}
