import { isoOf, type Moment } from '../domain/moment.ts';

/**
 * A moment as its reader needs it: the wall time that was agreed on, its zone, and, where that is another, the same in UTC for whoever lives
 * elsewhere. The wall time is shown as it was written and never computed back from the instant: the agreement was about the wall time.
 */
export function momentText({ wall, zone, at }: Moment, locale: string): string {
  const agreed = longText(`${wall}Z`, locale);
  if (zone === 'UTC') return `${agreed} UTC`;
  return `${agreed} (${zone}) = ${at.slice(0, 16).replace('T', ' ')} UTC`;
}

/** An instant that follows from another, such as the deadline of a step: nobody agreed on a wall time, so it is told in UTC. */
export function instantText(at: string, locale: string): string {
  return `${longText(at, locale)} UTC`;
}

/** The moment of such an instant, for a calendar. */
export function momentOfInstant(at: string): Moment {
  return { wall: isoOf(Date.parse(at)).slice(0, 19), zone: 'UTC', at };
}

function longText(at: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { ...LONG, timeZone: 'UTC' }).format(Date.parse(at));
}

const LONG = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;
