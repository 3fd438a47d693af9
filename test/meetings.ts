import type { ToldMeeting } from '../domain/meeting.ts';
import type { Meeting } from '../domain/plan.ts';
import { instant, moment } from './resolved-plan.ts';

export const meeting: Meeting = {
  ...{ key: 'kick-off', title: 'Kick-off', place: 'Brussels' },
  ...{ startsAt: moment('2026-03-20T10:00'), endsAt: moment('2026-03-20T12:00') },
};

/** What a letter of this kind about this meeting said. */
export const told = ({ title, startsAt, endsAt, place }: Meeting, kind: ToldMeeting['kind'] = 'meeting-invitation'): ToldMeeting => ({
  ...{ kind, title, starts: startsAt, ends: endsAt, place },
});

/** When its notice has been given and it has not begun. */
export const before = instant('2026-03-01T00:00');
