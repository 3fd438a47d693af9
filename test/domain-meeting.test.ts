import fc from 'fast-check';
import { meetingsToTell, newsOf, noticeAt, type ToldMeeting } from '../domain/meeting.ts';
import { isoOf } from '../domain/moment.ts';
import type { Meeting } from '../domain/plan.ts';
import { agenda, entriesAhead, timetable } from '../domain/timetable.ts';
import { instant, moment, movedTo, resolvedPlan } from './resolved-plan.ts';

const meeting: Meeting = {
  ...{ key: 'kick-off', title: 'Kick-off', place: 'Brussels' },
  ...{ startsAt: moment('2026-03-20T10:00'), endsAt: moment('2026-03-20T12:00') },
};
const plan = { ...resolvedPlan(), meetings: [meeting] };
const ENTRY = 'meeting/kick-off/tell';

/** What a letter of this kind about this meeting said. */
const told = ({ title, startsAt, endsAt, place }: Meeting, kind: ToldMeeting['kind'] = 'meeting-invitation'): ToldMeeting => ({
  ...{ kind, title, starts: startsAt, ends: endsAt, place },
});
const before = instant('2026-03-01T00:00');

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

const moved = { ...meeting, startsAt: moment('2026-03-21T10:00'), endsAt: moment('2026-03-21T12:00') };
const earlier = { ...meeting, startsAt: moment('2026-02-28T10:00') };
const underway = instant('2026-03-20T10:00');

test.each([
  ['nobody was told and it is near', null, meeting, before, 'meeting-invitation'],
  ['nobody was told and it is far', null, meeting, instant('2026-02-01T00:00'), null],
  ['nobody was told and it has begun', null, meeting, underway, null],
  ['it is as it was told', told(meeting), meeting, before, null],
  ['it was moved', told(meeting), moved, before, 'meeting-changed'],
  ['it was moved and moved back', told(moved, 'meeting-changed'), meeting, before, 'meeting-changed'],
  ['it has another place', told(meeting), { ...meeting, place: 'Lyon' }, before, 'meeting-changed'],
  ['it has another title', told(meeting), { ...meeting, title: 'Briefing' }, before, 'meeting-changed'],
  ['it ends earlier', told(meeting), { ...meeting, endsAt: moment('2026-03-20T11:00') }, before, 'meeting-changed'],
  ['the same instant is agreed on in another zone', told(meeting), { ...meeting, startsAt: movedTo(underway) }, before, 'meeting-changed'],
  ['it was moved far ahead', told(meeting), { ...meeting, startsAt: moment('2027-03-20T10:00') }, before, 'meeting-changed'],
  ['it was moved into the past', told(meeting), earlier, before, 'meeting-changed'],
  ['what was held is written otherwise', told(earlier), { ...earlier, place: 'Lyon' }, before, null],
  ['what was held is held again', told(earlier), meeting, before, 'meeting-changed'],
  ['it was taken out', told(meeting), null, before, 'meeting-cancelled'],
  ['it was taken out after it was held', told(earlier), null, before, null],
  ['it was taken out, and everybody knows', told(meeting, 'meeting-cancelled'), null, before, null],
  ['it was taken out and put in again', told(meeting, 'meeting-cancelled'), meeting, before, 'meeting-invitation'],
])('when %s, the letter is the one for that', (_, known, now, at, letter) => {
  expect(newsOf(known, now, at)).toBe(letter);
});

test('however a meeting changes, whoever follows the letters knows what holds, and no letter says what is known', () => {
  const change = fc.record({ passes: fc.nat(200), starts: fc.option(fc.nat(3_000)), place: fc.constantFrom('Brussels', 'Lyon') });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      let now = before;
      let known: ToldMeeting | null = null;
      for (const { passes, starts, place } of changes) {
        now += passes * 3_600_000;
        const at = before + (starts ?? 0) * 3_600_000;
        const held = starts === null ? null : { ...meeting, place, startsAt: movedTo(at), endsAt: movedTo(at + 1), noticeDays: 20 };
        const letter = newsOf(known, held, now);
        if (letter) known = told(held ?? { ...meeting, startsAt: known!.starts, endsAt: known!.ends, place: known!.place }, letter);
        expect(newsOf(known, held, now)).toBeNull();
        const isAhead = held !== null && at > now;
        if (isAhead && now >= at - 20 * 86_400_000) expect(known).toMatchObject({ place, starts: { at: isoOf(at) } });
        if (!held && known && Date.parse(known.starts.at) > now) expect(known.kind).toBe('meeting-cancelled');
      }
    }),
  );
});
