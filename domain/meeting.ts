import type { Instant } from './clock.ts';
import { instantOf, isoOf, type Moment } from './moment.ts';
import type { Meeting, Plan } from './plan.ts';

/** Enough to ask for leave to travel, and short enough that most plans have settled by then. A plan may say otherwise of each meeting. */
export const NOTICE_DAYS = 30;

const DAY_MS = 86_400_000;

/** From when on everybody who takes part is told of a meeting: whole days before it begins, or at once where that has passed. */
export function noticeAt({ startsAt, noticeDays = NOTICE_DAYS }: Meeting): Moment {
  const at = isoOf(instantOf(startsAt) - noticeDays * DAY_MS);
  return { wall: at.slice(0, 16), zone: 'UTC', at };
}

/** Meetings that somebody who takes part should know of by now, and that have not begun. */
export function meetingsToTell({ meetings = [] }: Pick<Plan, 'meetings'>, now: Instant): Meeting[] {
  return meetings.filter((meeting) => instantOf(noticeAt(meeting)) <= now && isAhead(meeting.startsAt, now));
}

/** The entry of a meeting in calendars, by letter and in the calendar of the operation alike. */
export function meetingUid(operationId: string, key: string): string {
  return `meeting-${key}-${operationId}@concert`;
}

export const MEETING_LETTERS = ['meeting-invitation', 'meeting-changed', 'meeting-cancelled'] as const;
export type MeetingLetter = (typeof MEETING_LETTERS)[number];

/** What the latest letter about a meeting said to somebody. */
export type ToldMeeting = { kind: MeetingLetter; title: string; starts: Moment; ends: Moment; place: string };

/**
 * Which letter brings somebody who has been told this, or nothing (null), up to date with the plan; null where they are. `meeting` is null
 * where the plan has it no more. Whoever was told of a change that the plan took back is told of that too: programs keep what came last. A
 * meeting that has begun is told to nobody.
 */
export function newsOf(told: ToldMeeting | null, meeting: Meeting | null, now: Instant): MeetingLetter | null {
  const held = told === null || told.kind === 'meeting-cancelled' ? null : told;
  if (meeting === null) return held && isAhead(held.starts, now) ? 'meeting-cancelled' : null;
  if (held === null) return instantOf(noticeAt(meeting)) <= now && isAhead(meeting.startsAt, now) ? 'meeting-invitation' : null;
  if (isAsTold(held, meeting)) return null;
  return isAhead(meeting.startsAt, now) || isAhead(held.starts, now) ? 'meeting-changed' : null;
}

function isAhead(moment: Moment, now: Instant): boolean {
  return instantOf(moment) > now;
}

function isAsTold({ title, starts, ends, place }: ToldMeeting, meeting: Meeting): boolean {
  return title === meeting.title && place === meeting.place && isSame(starts, meeting.startsAt) && isSame(ends, meeting.endsAt);
}

/** The wall time and its zone are what was agreed on: the same instant under another zone is another agreement. */
function isSame(a: Moment, b: Moment): boolean {
  return a.at === b.at && a.wall === b.wall && a.zone === b.zone;
}
