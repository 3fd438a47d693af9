import ical, { ICalCalendarMethod, ICalEventStatus, type ICalEventData } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library';
import type { Moment } from '../domain/moment.ts';
import { plain } from './plain.ts';

/** `uid` stays the same for as long as the thing does; of two entries with one uid, programs keep the one with the higher `sequence`. */
export type CalendarEntry = {
  uid: string;
  title: string;
  starts: Moment;
  /** Null for what happens at one moment, such as a deadline. */
  ends: Moment | null;
  location?: string;
  sequence?: number;
};

type Calendar = { name: string; entries: readonly CalendarEntry[]; stamp?: Date; method?: 'publish' | 'cancel' };

/**
 * An iCalendar file (RFC 5545). Every entry stands at the wall time that was agreed on, with the rules of its zone; in UTC where the
 * zone is not known. `stamp` is when the file was made, now by default; `method` says to mail programs what to do with the entries.
 */
export function calendarOf({ name, entries, stamp = new Date(), method }: Calendar): string {
  const calendar = ical({
    name: escapeText(plain(name)),
    prodId: { company: 'Concert', product: 'Concert', language: 'EN' },
    method: method === undefined ? null : METHODS[method],
    timezone: { name: null, generator: (zone) => zoneRules(zone)?.block ?? null },
  });
  for (const entry of entries) {
    calendar.createEvent({ ...eventOf(entry), stamp, ...(method === 'cancel' ? { status: ICalEventStatus.CANCELLED } : {}) });
  }
  return `${calendar.toString()}\r\n`;
}

const METHODS = { publish: ICalCalendarMethod.PUBLISH, cancel: ICalCalendarMethod.CANCEL };

function eventOf({ uid, title, starts, ends, location, sequence = 0 }: CalendarEntry): ICalEventData {
  const rules = zoneRules(starts.zone);
  return {
    id: safeUid(uid),
    sequence,
    summary: plain(title),
    ...(location === undefined ? {} : { location: plain(location) }),
    timezone: rules?.zone ?? null,
    start: rules ? Temporal.PlainDateTime.from(starts.wall) : Temporal.Instant.from(starts.at),
    end: ends && (rules && ends.zone === starts.zone ? Temporal.PlainDateTime.from(ends.wall) : Temporal.Instant.from(ends.at)),
  };
}

/** The library asks its data by any name of a zone and answers under the zone's main one, which entries must use too. */
function zoneRules(zone: string): { zone: string; block: string } | null {
  if (zone === 'UTC' || !ZONES.has(zone)) return null; // asked for a zone that it does not know, the library writes to the console
  const [block, id] = tzlib_get_ical_block(zone);
  return block && id ? { zone: id.replace('TZID=', ''), block } : null;
}

const ZONES = new Set(tzlib_get_timezones());

/** The library writes the uid as it is: a line break in one would be a line of the calendar. */
function safeUid(uid: string): string {
  if (!/^[\w.@%-]{1,255}$/.test(uid)) throw new Error(`${JSON.stringify(uid)} is no uid for a calendar.`);
  return uid;
}

/** The library escapes texts of entries, but not the name of the calendar. */
function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&');
}
