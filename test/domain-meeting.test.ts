import { meetingsToTell, noticeAt } from '../domain/meeting.ts';
import { agenda, entriesAhead, timetable } from '../domain/timetable.ts';
import { before, meeting } from './meetings.ts';
import { instant, moment, resolvedPlan } from './resolved-plan.ts';

const plan = { ...resolvedPlan(), meetings: [meeting] };
const ENTRY = 'meeting/kick-off/tell';

test('a meeting is told thirty days before it begins, or as long before as its plan says', () => {
  expect(noticeAt(meeting).at).toBe('2026-02-18T09:00:00.000Z');
  expect(noticeAt({ ...meeting, noticeDays: 7 }).at).toBe('2026-03-13T09:00:00.000Z');
  const { moment: due } = timetable(plan).find(({ key }) => key === ENTRY) ?? {};
  expect(due).toEqual(noticeAt(meeting));
});

test('a closed operation still meets', () => {
  expect(timetable(plan, 'closed').map(({ key }) => key)).toEqual([ENTRY]);
});

test('whoever comes between the notice of a meeting and its beginning is told at once, and afterwards nobody is', () => {
  const at = (wall: string) => meetingsToTell(plan, instant(wall)).map(({ key }) => key);
  expect([at('2026-02-18T09:59'), at('2026-02-18T10:00'), at('2026-03-20T09:59'), at('2026-03-20T10:00')]).toEqual([
    [],
    ['kick-off'],
    ['kick-off'],
    [],
  ]);
});

test('a meeting that is put off beyond its notice is told when it is time again, and one that is near is not forgotten', () => {
  const putOff = { ...plan, meetings: [{ ...meeting, startsAt: moment('2026-06-20T10:00') }] };
  expect([entriesAhead(plan, before).includes(ENTRY), entriesAhead(putOff, before).includes(ENTRY)]).toEqual([false, true]);
  expect(agenda(putOff, [], instant('2026-06-01T00:00')).due.map(({ key }) => key)).toContain(ENTRY);
});
