import { meetingUid } from './meeting.ts';
import type { Moment } from './moment.ts';
import type { Stage } from './operation.ts';
import type { Plan } from './plan.ts';
import type { TaskingKind } from './tasking.ts';

/** What stands in somebody's calendar. `uid` stays the same whatever is moved; `ends` is null for what happens at one moment. */
export type Dated = { uid: string; title: string; starts: Moment; ends: Moment | null; location?: string };

type Agenda = { id: string; stage: Stage; plan: Plan; own: readonly OwnDeadline[]; isMember: boolean };

/** A task of the reader's own organisation. One that has been answered is no deadline any more. */
export type OwnDeadline = { taskId: string; kind: TaskingKind; key: string; title: string; deadline: Moment; isOpen: boolean };

/**
 * The calendar of an operation for one reader: what the plan dates, and the open tasks of the reader's own organisation. Deadlines that a
 * member will be asked to keep stand in it before the member is asked; those of other organisations never do. Nothing of a cancelled
 * operation will happen.
 */
export function agendaOf({ id, stage, plan, own, isMember }: Agenda): Dated[] {
  if (stage === 'cancelled') return [];
  const { phases, meetings = [], reporting, followUps = [], editions } = plan;
  const uid = (kind: string, key: string): string => `${kind}-${key}-${id}@concert`;
  const isAsked = (kind: TaskingKind, key: string): boolean => own.some((task) => task.kind === kind && task.key === key);
  const toCome = isMember
    ? [
        ...reporting.periods
          .filter(({ key }) => !isAsked('report', key))
          .map(({ key, dueBy }) => ({ uid: uid('period', key), title: `Reports for ${key} are due`, starts: dueBy, ends: null })),
        ...followUps
          .filter(({ key }) => !isAsked('follow-up', key))
          .map(({ key, title, dueBy }) => ({ uid: uid('follow-up', key), title, starts: dueBy, ends: null })),
      ]
    : [];
  return [
    ...phases.map(({ key, name, opensAt, closesAt }) => ({ uid: uid('phase', key), title: name, starts: opensAt, ends: closesAt })),
    ...meetings.map(({ key, title, startsAt, endsAt, place }) => ({
      uid: meetingUid(id, key),
      title,
      starts: startsAt,
      ends: endsAt,
      location: place,
    })),
    ...editions.flatMap(({ key, cutOff, embargo }) => [
      { uid: uid('cut-off', key), title: `Cut-off of the edition ${key}`, starts: cutOff, ends: null },
      { uid: uid('embargo', key), title: `End of the embargo of the edition ${key}`, starts: embargo, ends: null },
    ]),
    ...toCome,
    ...own
      .filter(({ isOpen }) => isOpen)
      .map(({ taskId, title, deadline }) => ({ uid: `task-${taskId}@concert`, title, starts: deadline, ends: null })),
  ];
}
