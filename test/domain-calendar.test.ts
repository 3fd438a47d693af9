import { agendaOf, type OwnDeadline } from '../domain/calendar.ts';
import type { Plan } from '../domain/plan.ts';
import { moment, resolvedPlan } from './resolved-plan.ts';

const plan: Plan = {
  ...resolvedPlan(),
  meetings: [
    { key: 'kick-off', title: 'Kick-off', startsAt: moment('2026-02-26T10:00'), endsAt: moment('2026-02-26T12:00'), place: 'Brussels' },
  ],
  followUps: [{ key: 'later', title: 'What became of it?', opensAt: moment('2026-08-03T09:00'), dueBy: moment('2026-08-31T18:00') }],
};
const report: OwnDeadline = {
  ...{ taskId: 'mine', kind: 'report', key: 'phase-1', title: 'Report for phase-1', isOpen: true },
  deadline: moment('2026-04-09T18:00'),
};
const titlesFor = (own: readonly OwnDeadline[], isMember = true): string[] =>
  agendaOf({ id: 'it', stage: 'running', plan, own, isMember }).map(({ title }) => title);

const COMMON = ['Phase 1', 'Kick-off', 'Cut-off of the edition final', 'End of the embargo of the edition final'];

test('whoever is no member has the phases, meetings and editions, and no deadline of anybody', () => {
  expect(titlesFor([], false)).toEqual(COMMON);
});

test('a member has the deadlines that it will be asked to keep before it is asked, and then those of its own tasks', () => {
  expect(titlesFor([])).toEqual([...COMMON, 'Reports for phase-1 are due', 'What became of it?']);
  expect(titlesFor([report])).toEqual([...COMMON, 'What became of it?', 'Report for phase-1']);
  const { starts } = agendaOf({ id: 'it', stage: 'running', plan, own: [report], isMember: true }).at(-1) ?? {};
  expect(starts).toEqual(report.deadline); // the time that it was given, not that of the plan
});

test('what has been answered is no deadline any more', () => {
  expect(titlesFor([{ ...report, isOpen: false }])).toEqual([...COMMON, 'What became of it?']);
});

test('every entry has an id of its own that stays when it is moved', () => {
  const moved = { ...plan, phases: plan.phases.map((phase) => ({ ...phase, closesAt: moment('2026-05-01T00:00') })) };
  const idsOf = (of: Plan): string[] =>
    agendaOf({ id: 'it', stage: 'running', plan: of, own: [report], isMember: true }).map(({ uid }) => uid);
  expect(idsOf(moved)).toEqual(idsOf(plan));
  expect(new Set(idsOf(plan)).size).toBe(idsOf(plan).length);
});
