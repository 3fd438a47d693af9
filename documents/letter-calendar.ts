import type { Letter } from '../domain/letter.ts';
import { meetingUid } from '../domain/meeting.ts';
import type { Moment } from '../domain/moment.ts';
import { calendarOf, type CalendarEntry } from './calendar.ts';
import { momentOfInstant } from './moments.ts';

type CalendarFile = { filename: string; contentType: string; content: string };

type Named = { filename: string; entry: CalendarEntry; isOff: boolean };

type About = { title: string; operationId: string; writtenAt: Date };

/**
 * The deadline or the meeting that a letter names, for the calendar of whoever gets it; null where it names none. All letters about one task
 * or one meeting mean one entry, which follows when it moves, and goes away when it is withdrawn.
 */
export function calendarOfLetter(letter: Letter, about: About): CalendarFile | null {
  const named = meetingOf(letter, about) ?? deadlineOf(letter, about);
  if (!named) return null;
  const { filename, entry, isOff } = named;
  const method = isOff ? 'cancel' : 'publish';
  const content = calendarOf({ name: letter.content.operation, entries: [entry], stamp: about.writtenAt, method });
  return { filename, contentType: `text/calendar; charset=utf-8; method=${method.toUpperCase()}`, content };
}

/** The same entry as in the calendar of the operation, whose sequence is the version of the plan too: whoever uses both has it once. */
function meetingOf({ kind, content }: Letter, { operationId }: About): Named | null {
  if (kind !== 'meeting-invitation' && kind !== 'meeting-changed' && kind !== 'meeting-cancelled') return null;
  const { operation, meeting, title, starts, ends, place, sequence } = content;
  const entry = { uid: meetingUid(operationId, meeting), title: `${operation}: ${title}`, starts, ends, location: place, sequence };
  return { filename: 'meeting.ics', entry, isOff: kind === 'meeting-cancelled' };
}

/** Programs take the file that was written last, so that its sequence is the second in which the letter was written. */
function deadlineOf(letter: Letter, { title, writtenAt }: About): Named | null {
  const deadline = dueOf(letter);
  if (!deadline) return null;
  const { uid, due, isOff } = deadline;
  const sequence = Math.floor((writtenAt.getTime() - FIRST_SEQUENCE_MS) / 1000);
  return { filename: 'deadline.ics', entry: { uid, title, starts: due, ends: null, sequence }, isOff };
}

/** A sequence has 31 bits: counted from here, seconds last until 2088. */
const FIRST_SEQUENCE_MS = Date.parse('2020-01-01T00:00:00Z');

function dueOf(letter: Letter): { uid: string; due: Moment; isOff: boolean } | null {
  const { kind, content } = letter;
  if (kind === 'decision-request' || kind === 'decision-reminder') {
    return !content.deadline ? null : { uid: uidOfStep(content), due: momentOfInstant(content.deadline), isOff: false };
  }
  if (!('taskId' in content) || content.deadline === undefined) return null;
  return { uid: `task-${content.taskId}@concert`, due: content.deadline, isOff: kind === 'task-withdrawn' };
}

/** Names of steps are what people typed, in any script. */
function uidOfStep({ approvalId, step }: { approvalId: string; step: string }): string {
  return `approval-${approvalId}-${encodeURIComponent(step).replace(/[^\w.%-]/g, '_')}@concert`;
}
