/** What a number format makes of a number: only those that show a calendar date or a time of day are dates. */
export type Shown = 'number' | 'date' | 'moment';

const DAY_MS = 86_400_000;
/** 31 December 9999, the last day that Excel knows. */
const LAST_DAY = 2_958_465;
/** Days between the two calendars that workbooks count by. */
const DAYS_1904 = 1_462;

/** By a format's code; quoted words, colours, locales and spacing are not part of what it shows. `[h]:mm` is a duration, so a number. */
export function shownBy(code: string): Shown {
  if (/\[(h+|m+|s+)\]/i.test(code)) return 'number';
  const letters = code.replace(/"[^"]*"|\\.|[_*].|\[[^\]]*\]/g, '');
  if (!/[ymdhs]/i.test(letters) || /general/i.test(letters)) return 'number';
  return /[hs]/i.test(letters) ? 'moment' : 'date';
}

/** By the numbers of the formats that every workbook has without saying so (ECMA-376 part 1, 18.8.30). */
export function shownByBuiltIn(id: number): Shown {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 34 && id <= 36) || (id >= 50 && id <= 58)) return 'date';
  return (id >= 18 && id <= 22) || id === 32 || id === 33 || id === 45 || id === 47 ? 'moment' : 'number';
}

/**
 * The date of a serial number as ISO 8601 without zone, rounded to the millisecond (a day's fraction cannot hold more); a time of day
 * alone for less than one day. Null for what is no date: below zero, beyond 9999, or 29 February 1900, which only Excel knows.
 */
export function isoOf(serial: number, shown: Shown, is1904: boolean): string | null {
  const ms = Math.round(serial * DAY_MS);
  const day = Math.floor(ms / DAY_MS) + (is1904 ? DAYS_1904 : 0);
  const time = ms % DAY_MS;
  if (!(serial >= 0) || day > LAST_DAY || (day === 60 && !is1904)) return null;
  if (ms < DAY_MS) return shown === 'moment' ? timeOf(time) : null;
  const date = new Date(Date.UTC(1899, 11, day < 60 ? 31 : 30) + day * DAY_MS).toISOString().slice(0, 10);
  return time === 0 && shown === 'date' ? date : `${date}T${timeOf(time)}`;
}

function timeOf(ms: number): string {
  const text = new Date(ms).toISOString().slice(11, 23);
  return text.endsWith('.000') ? text.slice(0, 8) : text;
}
