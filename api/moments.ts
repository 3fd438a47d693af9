import { Temporal } from 'temporal-polyfill';
import { flaw, type Flaw } from '../domain/failure.ts';
import type { Moment, WallTime, Written } from '../domain/moment.ts';

/**
 * A document with the instant of each of its moments, or what is wrong with them. This is the one place where a wall time becomes an
 * instant; the result is stored, because the same computation could give another one after an update of the zone data.
 */
export function resolveMoments<T>(document: Written<T>): { resolved: T; flaws: Flaw[] } {
  const flaws: Flaw[] = [];
  const resolved = resolve(document, '', flaws);
  return { resolved: resolved as T, flaws };
}

/** The instant of a wall time. Throws a RangeError for an unknown zone, and for a time that a change of clocks skips or repeats. */
export function toMoment({ wall, zone }: WallTime): Moment {
  const at = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'reject' }).toInstant();
  return { wall, zone, at: new Date(at.epochMilliseconds).toISOString() };
}

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
