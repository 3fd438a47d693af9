import type { Letter } from '../domain/letter.ts';
import type { Moment } from '../domain/moment.ts';
import { calendarOf } from './calendar.ts';
import { momentOfInstant } from './moments.ts';

type CalendarFile = { filename: string; contentType: string; content: string };

type Deadline = { uid: string; due: Moment; isOff: boolean };

/**
 * The deadline that a letter names, for the calendar of whoever gets it; null where it names none. All letters about one task mean one
 * entry, which follows the deadline when it moves and goes away when the task is withdrawn: programs take the file that was written last,
 * so that its sequence is the second in which the letter was written.
 */
export function calendarOfLetter(letter: Letter, { title, writtenAt }: { title: string; writtenAt: Date }): CalendarFile | null {
  const deadline = deadlineOf(letter);
  if (!deadline) return null;
  const { uid, due, isOff } = deadline;
  const sequence = Math.floor((writtenAt.getTime() - FIRST_SEQUENCE_MS) / 1000);
  const entry = { uid, title, starts: due, ends: null, sequence };
  const method = isOff ? 'cancel' : 'publish';
  const content = calendarOf({ name: letter.content.operation, entries: [entry], stamp: writtenAt, method });
  return { filename: 'deadline.ics', contentType: `text/calendar; charset=utf-8; method=${method.toUpperCase()}`, content };
}

/** A sequence has 31 bits: counted from here, seconds last until 2088. */
const FIRST_SEQUENCE_MS = Date.parse('2020-01-01T00:00:00Z');

function deadlineOf(letter: Letter): Deadline | null {
  const { kind, content } = letter;
  if (kind === 'decision-request' || kind === 'decision-reminder') {
    return !content.deadline ? null : { uid: uidOfStep(content), due: momentOfInstant(content.deadline), isOff: false };
  }
  if (!('taskId' in content)) return null;
  return { uid: `task-${content.taskId}@concert`, due: content.deadline, isOff: kind === 'task-withdrawn' };
}

/** Names of steps are what people typed, in any script. */
function uidOfStep({ approvalId, step }: { approvalId: string; step: string }): string {
  return `approval-${approvalId}-${encodeURIComponent(step).replace(/[^\w.%-]/g, '_')}@concert`;
}
