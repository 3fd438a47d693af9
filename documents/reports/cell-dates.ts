import { Temporal } from 'temporal-polyfill';
import { LANGUAGES } from '../../domain/language.ts';
import { typed } from './cell-text.ts';
import type { SheetCell } from '../spreadsheet/row.ts';
import type { Read } from './cell-flaws.ts';

/** What a date cell says: a day, and a time and an offset where they stand beside it. */
export type ReadDay = { day: string; time?: string; offset?: string };

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?) ?(Z|[+-]\d{2}:?\d{2})?)?$/;
const DAY_OR_MONTH_FIRST = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/;
/** Some months have two words in Arabic; behind a year, Russian may say that it is one. */
const NAMED = /^(\d{1,2})[-/. ]+(?:de )?(\p{L}+(?: \p{L}+)??)\.?[-/. ]+(?:de )?(\d{4})(?: ?г\.?)?$/u;

const FORMS = (['long', 'short'] as const).flatMap((month): Intl.DateTimeFormatOptions[] => [{ month }, { month, day: 'numeric' }]);

/** Only forms in which nobody can take the day for the month; a year has four digits. */
export function readDay({ text, kind }: SheetCell): Read<ReadDay> {
  const plain = typed(text);
  const [, year, month, day, time, offset] = ISO.exec(plain) ?? [];
  if (year !== undefined)
    return dated(year, month, day, { ...(time && { time: withSeconds(time) }), ...(offset && { offset: tidy(offset) }) });
  if (kind !== 'text') return { flaw: 'cell.date' };
  const [, first, second, inYear] = DAY_OR_MONTH_FIRST.exec(plain) ?? [];
  if (inYear !== undefined) {
    const [a, b] = [Number(first), Number(second)];
    if (a <= 12 && b <= 12 && a !== b) return { flaw: 'cell.date-ambiguous' };
    return a > 12 ? dated(inYear, second, first) : dated(inYear, first, second);
  }
  const [, date, name = '', named] = NAMED.exec(plain) ?? [];
  const number = MONTHS.get(plainName(name));
  return named === undefined || number === undefined ? { flaw: 'cell.date' } : dated(named, String(number), date);
}

/** As ISO 8601, with seconds. */
export function readTime({ text }: SheetCell): Read<string> {
  const [, hours = '', minutes = '', seconds = '00', fraction = '', half] =
    /^(\d{1,2})[:hH.](\d{2})(?::(\d{2})(\.\d{1,3})?)?(?: ?([ap])\.?m\.?)?$/i.exec(typed(text)) ?? [];
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (hours === '' || hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return { flaw: 'cell.time' };
  return { value: `${String(hour).padStart(2, '0')}:${minutes}:${seconds}${fraction}` };
}

/** An offset such as `+02:00`, `Z`, or the name of a zone. */
export function readOffset({ text }: SheetCell): Read<string> {
  const plain = typed(text).replace('\u2212', '-');
  if (/^(Z|UTC|GMT)$/i.test(plain)) return { value: 'Z' };
  const [, sign = '+', hours, minutes = '00'] = /^(?:UTC|GMT)? ?([+-])?(\d{1,2})(?::?([0-5]\d))?$/i.exec(plain) ?? [];
  if (hours !== undefined) return Number(hours) <= 14 ? { value: `${sign}${hours.padStart(2, '0')}:${minutes}` } : { flaw: 'cell.offset' };
  return isZone(plain) ? { value: plain } : { flaw: 'cell.offset' };
}

/** ISO 8601 with the offset that holds there and then; `offset` is one, or a zone. */
export function instantText(day: string, time: string, offset: string): Read<string> {
  if (/^(Z|[+-])/.test(offset)) return { value: `${day}T${time}${offset}` };
  try {
    const zoned = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(offset, { disambiguation: 'reject' });
    return { value: `${day}T${time}${zoned.offset}` };
  } catch {
    return { flaw: 'cell.time-skipped' };
  }
}

function dated(year: string, month = '', day = '', more: Omit<ReadDay, 'day'> = {}): Read<ReadDay> {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
  return isDay ? { value: { day: iso, ...more } } : { flaw: 'cell.date' };
}

function withSeconds(time: string): string {
  return `${time.length < 5 || time[1] === ':' ? '0' : ''}${time}${time.split(':').length === 2 ? ':00' : ''}`;
}

function tidy(offset: string): string {
  return offset === 'Z' || offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`;
}

function isZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && Temporal.Now.zonedDateTimeISO(name) !== null;
  } catch {
    return false;
  }
}

/**
 * Names of months, long and short, in the languages in which sheets are filled in; beside a day they are inflected in some. Arabic has two sets, by
 * country.
 */
const MONTHS = new Map(
  [...LANGUAGES, 'ar-IQ'].flatMap((language) =>
    FORMS.flatMap((form) =>
      Array.from({ length: 12 }, (_, index) => {
        const parts = new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' }).formatToParts(Date.UTC(2026, index, 1));
        return [plainName(parts.find(({ type }) => type === 'month')?.value ?? ''), index + 1] as const;
      }),
    ),
  ),
);

/** Without accents, case and the point of an abbreviation. */
function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
}
