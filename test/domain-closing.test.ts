import { closingCourse, obstacles, type OpenEnds } from '../domain/closing.ts';
import { isComplete, openOperation, type OperationState } from '../domain/operation.ts';
import type { Plan } from '../domain/plan.ts';
import { timetable } from '../domain/timetable.ts';
import { moment, resolvedPlan } from './resolved-plan.ts';

const running: OperationState = { ...openOperation('the operation'), stage: 'running', planInForce: 1 };

const NOTHING: OpenEnds = {
  tasks: { count: 0, some: [] },
  participants: { count: 0, some: [] },
  requests: { count: 0, some: [] },
  disputes: { count: 0, some: [] },
  editions: { count: 0, some: [] },
};

test('every kind of open end is one obstacle, with how many there are and where to look', () => {
  expect(obstacles(NOTHING)).toEqual([]);
  const found = obstacles({ ...NOTHING, tasks: { count: 7, some: ['a', 'b'] }, editions: { count: 1, some: ['final'] } });
  expect(found.map(({ code, detail }) => [code, detail])).toEqual([
    ['closing.tasks-open', 'Tasks are still open. 7 tasks: a, b and 5 more.'],
    ['closing.editions-unpublished', 'Editions of the plan are not published. 1 editions: final.'],
  ]);
});

describe('who decides on a closing', () => {
  const step = (name: string, ...posts: string[]) => ({ name, posts, quorum: { count: 1 } });
  const chain = [step('leads', 'director')];
  const namesOf = (course: ReturnType<typeof closingCourse>) =>
    'refused' in course ? course.refused : course.steps.map(({ name }) => name);

  test.each([
    ['nobody, where the plan asks nobody and nothing is open', {}, false, false, []],
    ['the chain of the plan', { closing: chain }, false, false, ['leads']],
    ['nobody with open ends and no reason', { closing: chain, override: ['auditor'] }, true, false, 'operation.not-closable'],
    [
      'the chain and somebody entitled, with open ends and a reason',
      { closing: chain, override: ['auditor'] },
      true,
      true,
      ['leads', 'override'],
    ],
    ['the chain alone, where it is made of those who are entitled', { closing: chain, override: ['director'] }, true, true, ['leads']],
    ['somebody entitled, where there is no chain', { override: ['auditor'] }, true, true, ['override']],
    ['the chain, where nobody else is named', { closing: chain }, true, true, ['leads']],
    ['nobody, where the plan entitles nobody', {}, true, true, 'operation.no-override'],
  ] as const)('%s', (_, chains, hasObstacles, isOverridden, expected) => {
    expect(namesOf(closingCourse({ chains }, hasObstacles, isOverridden))).toEqual(expected);
  });
});

test('once it is closed an operation goes into the field no more, but debriefs, follows up, and ends when editions under way have ended', () => {
  const base = resolvedPlan();
  const [phase] = base.phases as [Plan['phases'][number]];
  const debrief = { ...phase, key: 'debrief', kind: 'debrief' as const };
  const followUp = { key: 'later', title: 'What became of it?', opensAt: moment('2026-08-03T09:00'), dueBy: moment('2026-08-31T18:00') };
  const plan = { ...base, phases: [phase, debrief], followUps: [followUp] };
  expect(timetable(plan, 'closed').map(({ key }) => key)).toEqual(['phase/debrief/open', 'phase/debrief/close', 'follow-up/later/ask']);
  const reached = timetable(plan).map(({ key }) => key);
  const frozen = { ...running, reached, editions: [{ editionId: 'first', key: 'final', state: 'in-progress' as const }] };
  const published = { ...running, reached, editions: [{ editionId: 'first', key: 'final', state: 'published' as const }] };
  expect(isComplete(plan, published)).toBe(false); // it waits to be closed
  expect(isComplete(plan, { ...published, stage: 'closed' })).toBe(true);
  expect(isComplete(plan, { ...frozen, stage: 'closed' })).toBe(false);
  expect(isComplete(plan, { ...running, stage: 'closed', reached: reached.slice(0, 3) })).toBe(false);
});
