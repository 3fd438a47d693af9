import type { Moment } from '../domain/moment.ts';

/**
 * A moment as its reader needs it: the wall time that was agreed on, its zone, and the same in UTC for whoever lives elsewhere. The
 * wall time is shown as it was written and never computed back from the instant: the agreement was about the wall time.
 */
export function momentText({ wall, zone, at }: Moment, locale: string): string {
  const agreed = new Intl.DateTimeFormat(locale, { ...LONG, timeZone: 'UTC' }).format(Date.parse(`${wall}Z`));
  return `${agreed} (${zone}) = ${at.slice(0, 16).replace('T', ' ')} UTC`;
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
