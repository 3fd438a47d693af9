import ICAL from 'ical.js';
import { calendarOf } from '../documents/calendar.ts';
import { composeLetter } from '../documents/letter.ts';
import type { LetterContents, LetterKind } from '../domain/letter.ts';
import type { Moment } from '../domain/moment.ts';
import { aLetter, brussels, compose, KINDS, OPERATION_ID, TASK_ID } from './letter-samples.ts';

const brusselsLater: Moment = { wall: '2021-05-31T18:00', zone: 'Europe/Brussels', at: '2021-05-31T16:00:00.000Z' };

/** The calendar of a letter as a mail program reads it. */
function calendarOfLetter<Kind extends LetterKind>(
  kind: Kind,
  content: Partial<LetterContents[Kind]> = {},
  writtenAt = '2021-04-01T00:00:00Z',
) {
  const { attachments } = composeLetter({ ...aLetter(kind, content), writtenAt: new Date(writtenAt), language: 'en' });
  return read(attachments.find(({ contentType }) => contentType.startsWith('text/calendar'))?.content ?? '');
}

function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const events = calendar.getAllSubcomponents('vevent').map((event) => {
    const { uid, summary, location, sequence, startDate, endDate } = new ICAL.Event(event);
    const [starts, ends] = [startDate, endDate].map((time) => time.toJSDate().toISOString());
    return {
      uid,
      summary,
      location,
      sequence,
      zone: startDate.zone?.tzid,
      wall: startDate.toString(),
      starts,
      ends,
      status: event.getFirstPropertyValue('status'),
    };
  });
  return { method: calendar.getFirstPropertyValue('method'), name: calendar.getFirstPropertyValue('name'), events };
}

test('a letter that names a deadline carries it for the calendar, at its wall time and in its zone', () => {
  const { method, name, events } = calendarOfLetter('invitation');
  expect({ method, name }).toEqual({ method: 'PUBLISH', name: 'Tulip' });
  expect(events).toMatchObject([
    {
      uid: `task-${TASK_ID}@concert`,
      summary: 'Tulip: invitation to take part',
      wall: '2021-04-30T00:00:00',
      zone: 'Europe/Brussels',
      starts: brussels.at,
    },
  ]);
});

test('every letter about one task means one entry; one that was written later has the say', () => {
  const [asked, moved, withdrawn] = [
    calendarOfLetter('invitation'),
    calendarOfLetter('deadline-moved', { deadline: brusselsLater }, '2021-04-02T00:00:00Z'),
    calendarOfLetter('task-withdrawn', { deadline: brusselsLater }, '2021-04-02T00:00:01Z'),
  ];
  const entries = [asked, moved, withdrawn].map(({ events }) => events[0]!);
  expect(new Set(entries.map(({ uid }) => uid)).size).toBe(1);
  expect(entries.map(({ starts }) => starts)).toEqual([brussels.at, brusselsLater.at, brusselsLater.at]);
  expect(entries[1]!.sequence).toBeGreaterThan(entries[0]!.sequence);
  expect(entries[2]!.sequence).toBeGreaterThan(entries[1]!.sequence);
  expect([withdrawn.method, entries[2]!.status]).toEqual(['CANCEL', 'CANCELLED']);
});

test('letters about a meeting mean the entry that the calendar of the operation has: it moves, and goes away', () => {
  const [invited, changed, cancelled] = [
    calendarOfLetter('meeting-invitation'),
    calendarOfLetter('meeting-changed', { starts: brusselsLater, ends: brusselsLater }),
    calendarOfLetter('meeting-cancelled'),
  ];
  const entry = {
    uid: `meeting-kick-off-${OPERATION_ID}@concert`,
    summary: 'Tulip: Kick-off of the experts',
    location: 'Room 7, Brussels',
  };
  expect(invited.events).toMatchObject([{ ...entry, sequence: 1, starts: brussels.at, zone: 'Europe/Brussels' }]);
  expect(changed.events).toMatchObject([{ ...entry, sequence: 2, starts: brusselsLater.at, ends: brusselsLater.at }]);
  expect(cancelled.events).toMatchObject([{ ...entry, sequence: 3, status: 'CANCELLED' }]);
  expect([invited, changed, cancelled].map(({ method }) => method)).toEqual(['PUBLISH', 'PUBLISH', 'CANCEL']);
});

test('the deadline of a step is an entry of its own, in UTC; a decision without one has none', () => {
  expect(calendarOfLetter('decision-request', { step: 'Leads, é' }).events).toMatchObject([
    { uid: `approval-${TASK_ID}-Leads%2C%20%C3%A9@concert`, wall: '2021-04-29T22:00:00Z', starts: brussels.at },
  ]);
  const { attachments } = compose('decision-request', { deadline: undefined } as object);
  expect(attachments).toEqual([]);
});

test('letters without a deadline of their reader, and without a meeting, carry no calendar', () => {
  const carrying = KINDS.filter((kind) => compose(kind).attachments.some(({ contentType }) => contentType.startsWith('text/calendar')));
  expect(KINDS.filter((kind) => !carrying.includes(kind))).toEqual([
    'silence-list',
    'returned',
    'approved',
    'edition-published',
    'handed-over',
    'extension-asked',
    'decision-overdue',
    'contact-changed',
    'case-recounted',
    'case-linked',
    'participation-withdrawn',
    'operation-suspended',
    'operation-resumed',
    'operation-cancelled',
    'operation-closed',
    'closing-refused',
    'product-sent', // its deadline is for a receipt, which comes by itself or by a task
    'product-link',
    'edition-matter',
  ]);
});

test('a calendar of many entries has the rules of each zone once, old names of zones included', () => {
  const kolkata = { wall: '2021-09-30T18:30', zone: 'Asia/Calcutta', at: '2021-09-30T13:00:00.000Z' };
  const utc = { wall: '2021-09-30T18:30', zone: 'UTC', at: '2021-09-30T18:30:00.000Z' };
  const file = calendarOf({
    name: 'Tulip',
    entries: [
      { uid: 'a@concert', title: 'Phase', starts: brussels, ends: brusselsLater },
      { uid: 'b@concert', title: 'Meeting', starts: kolkata, ends: utc, location: 'Room 1' },
      { uid: 'c@concert', title: 'Deadline', starts: utc, ends: null, sequence: 3 },
    ],
  });
  expect(file.match(/BEGIN:VTIMEZONE/g)).toHaveLength(2);
  expect(read(file).events).toMatchObject([
    { starts: brussels.at, ends: brusselsLater.at, sequence: 0 },
    { starts: kolkata.at, ends: utc.at, zone: 'Asia/Kolkata', wall: '2021-09-30T18:30:00' },
    { starts: utc.at, ends: utc.at, zone: 'UTC', sequence: 3 },
  ]);
});

test('nothing that people type becomes a line of a calendar', () => {
  const evil = 'Tulip, a;b\r\nBEGIN:VEVENT\r\nATTENDEE:mailto:eve@example.org';
  const starts = { ...brussels, zone: 'Europe/Brussels\r\nX-EVIL:1' };
  const file = calendarOf({ name: evil, entries: [{ uid: 'a@concert', title: evil, location: evil, starts, ends: null }] });
  expect(file.split(/\r\n(?! )/).filter((line) => /^(ATTENDEE|X-EVIL)/.test(line))).toEqual([]);
  expect(read(file)).toMatchObject({
    name: 'Tulip\\, a\\;b BEGIN:VEVENT ATTENDEE:mailto:eve@example.org',
    events: [{ starts: brussels.at, zone: 'UTC' }],
  });
  expect(() => calendarOf({ name: 'Tulip', entries: [{ uid: 'a\r\nX-EVIL:1', title: 'x', starts: brussels, ends: null }] })).toThrow(
    'is no uid',
  );
});
