import type { Instant } from './clock.ts';
import { noticeAt } from './meeting.ts';
import { instantOf, type Moment } from './moment.ts';
import type { Stage } from './operation.ts';
import { isField } from './phase.ts';
import type { Plan } from './plan.ts';

/** One entry of the timetable: what the operation does by itself when its moment has come. */
export type Entry = {
  key: string;
  kind: 'open-phase' | 'close-phase' | 'open-period' | 'ask-follow-up' | 'tell-meeting';
  subject: string;
  moment: Moment;
};

/**
 * The entries of a plan in the order of their instants; at one instant a phase closes before the next opens. A closed operation asks for
 * no reports and goes into the field no more, but still debriefs, reviews, meets and follows up.
 */
export function timetable({ phases, reporting, followUps = [], meetings = [] }: Plan, stage: Stage = 'running'): Entry[] {
  const isClosed = stage === 'closed';
  const dated = isClosed ? phases.filter((phase) => !isField(phase)) : phases;
  const periods = isClosed ? [] : reporting.periods;
  const entries: Entry[] = [
    ...dated.map(({ key, closesAt }): Entry => ({ key: `phase/${key}/close`, kind: 'close-phase', subject: key, moment: closesAt })),
    ...dated.map(({ key, opensAt }): Entry => ({ key: `phase/${key}/open`, kind: 'open-phase', subject: key, moment: opensAt })),
    ...periods.map(({ key, from }): Entry => ({ key: `period/${key}/open`, kind: 'open-period', subject: key, moment: from })),
    ...followUps.map(({ key, opensAt }): Entry => ({ key: `follow-up/${key}/ask`, kind: 'ask-follow-up', subject: key, moment: opensAt })),
    ...meetings.map(
      (meeting): Entry => ({
        key: `meeting/${meeting.key}/tell`,
        kind: 'tell-meeting',
        subject: meeting.key,
        moment: noticeAt(meeting),
      }),
    ),
  ];
  return entries.sort((a, b) => instantOf(a.moment) - instantOf(b.moment));
}

/**
 * Keys of what phases and meetings still have ahead of them. A plan may come into force after the end that it puts off: the phase has been
 * closed by then, and is to be closed again. What asks for something is asked once, whenever that was.
 */
export function entriesAhead(plan: Plan, now: Instant): string[] {
  const isAsking = ({ kind }: Entry): boolean => kind === 'open-period' || kind === 'ask-follow-up';
  return timetable(plan).flatMap((entry) => (!isAsking(entry) && instantOf(entry.moment) > now ? [entry.key] : []));
}

export type Agenda = { due: readonly Entry[]; next: Entry | null };

/** What is due by `now` and not yet taken, and what comes after it. */
export function agenda(plan: Plan, reached: readonly string[], now: Instant, stage: Stage = 'running'): Agenda {
  const open = timetable(plan, stage).filter(({ key }) => !reached.includes(key));
  return {
    due: open.filter(({ moment }) => instantOf(moment) <= now),
    next: open.find(({ moment }) => instantOf(moment) > now) ?? null,
  };
}
