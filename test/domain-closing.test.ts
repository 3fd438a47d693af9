import {
  close,
  closingCourse,
  knownOpen,
  obstacles,
  openKinds,
  openSince,
  reopen,
  settleClosing,
  type Open,
  type OpenEnds,
} from '../domain/closing.ts';
import { isComplete, openOperation, type OperationState } from '../domain/operation.ts';
import type { Plan } from '../domain/plan.ts';
import { timetable } from '../domain/timetable.ts';
import { moment, resolvedPlan } from './resolved-plan.ts';

const running: OperationState = { ...openOperation('the operation'), stage: 'running', planInForce: 1 };

const NOTHING: OpenEnds = { tasks: [], participants: [], requests: [], reviews: [], disputes: [], editions: [] };
const open = (...names: string[]): Open[] => names.map((name) => ({ key: name, name }));

test('every kind of open end is one obstacle, with how many there are and where to look', () => {
  expect(obstacles(NOTHING)).toEqual([]);
  const found = obstacles({ ...NOTHING, tasks: open('g', 'f', 'e', 'd', 'c', 'b', 'a'), editions: open('final') });
  expect(found.map(({ code, detail }) => [code, detail])).toEqual([
    ['closing.tasks-open', 'Tasks are still open. 7 tasks: a, b, c, d, e and 2 more.'],
    ['closing.editions-unpublished', 'Editions of the plan are not published. 1 edition: final.'],
  ]);
});

test('an administration that owes several reports is named once', () => {
  const owing = ['first', 'second'].map((key) => ({ key, name: 'be-customs' }));
  expect(openKinds({ ...NOTHING, participants: owing })).toEqual([{ end: 'participants', count: 1, names: ['be-customs'] }]);
});

test('what was known when a closing was asked for may stay open, also as something else; what came since may not', () => {
  const asked: OpenEnds = { ...NOTHING, tasks: open('a report', 'a confirmation'), editions: open('final') };
  const known = knownOpen(asked);
  expect(obstacles(openSince(asked, known))).toEqual([]);
  expect(obstacles(openSince({ ...asked, tasks: open('a report') }, known))).toEqual([]);
  const overdue = { ...NOTHING, participants: [{ key: 'a report', name: 'be-customs' }] };
  expect(obstacles(openSince(overdue, known))).toEqual([]);
  const since = { ...asked, tasks: open('a report', 'an enquiry'), disputes: [{ key: 'dispute/a confirmation', name: 'a confirmation' }] };
  expect(openKinds(openSince(since, known))).toEqual([
    { end: 'tasks', count: 1, names: ['an enquiry'] },
    { end: 'disputes', count: 1, names: ['a confirmation'] },
  ]);
  expect(openKinds(openSince(asked, []))).toHaveLength(2); // nothing was open, so nobody has overridden anything
});

test('a closing carries a bounded list of what was open, and what it cannot carry counts as new', () => {
  const many = { ...NOTHING, tasks: open(...Array.from({ length: 5_001 }, (_, i) => `task ${i}`)) };
  expect(openKinds(openSince(many, knownOpen(many)))).toMatchObject([{ end: 'tasks', count: 1 }]);
});

test('an operation whose closing passes over something new runs on, unless it was cancelled meanwhile', () => {
  const approved = settleClosing(close(running, 'the closing'), 'approved');
  expect(approved).toMatchObject({ stage: 'closed', closing: null });
  expect(reopen(approved)).toEqual(running);
  expect(reopen({ ...approved, stage: 'cancelled' }).stage).toBe('cancelled');
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
