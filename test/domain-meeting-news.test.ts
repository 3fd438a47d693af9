import fc from 'fast-check';
import { newsOf, type ToldMeeting } from '../domain/meeting.ts';
import { isoOf } from '../domain/moment.ts';
import { before, meeting, told } from './meetings.ts';
import { instant, moment, movedTo } from './resolved-plan.ts';

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
