import fc from 'fast-check';
import { moveByDays } from '../api/moments.ts';
import { amendmentFlaws } from '../domain/amendment.ts';
import { close, refuseClosing } from '../domain/closing.ts';
import { instantOf } from '../domain/moment.ts';
import { openOperation, refuseSubmission, takesTurns, type OperationState } from '../domain/operation.ts';
import type { Plan } from '../domain/plan.ts';
import { daysSuspended, moveAhead, refuseResumption, refuseSuspension, resume, suspend } from '../domain/suspension.ts';
import { agenda, timetable } from '../domain/timetable.ts';
import { instant, moment, resolvedPlan } from './resolved-plan.ts';

const running: OperationState = { ...openOperation('the operation'), stage: 'running', planInForce: 1 };

test('what is resumed keeps its wall hour; an hour that a change of clocks skips or repeats becomes the next one, and it is said', () => {
  const [before, skipped, repeated, ahead] = ['2026-03-01T09:00', '2026-03-24T02:30', '2026-10-20T02:30', '2026-03-24T18:00'].map(moment);
  const { moved, shifted } = moveAhead({ before, skipped, repeated, deep: [{ ahead }] }, instant('2026-03-02T00:00'), 5, moveByDays);
  expect(moved).toEqual({
    before,
    skipped: moment('2026-03-29T03:30'),
    repeated: moment('2026-10-25T03:30'),
    deep: [{ ahead: moment('2026-03-29T18:00') }],
  });
  expect(shifted.map(({ pointer, wanted }) => [pointer, wanted])).toEqual([
    ['/skipped', '02:30'],
    ['/repeated', '02:30'],
  ]);
});

test.each([
  ['an hour', '2026-03-02T10:00', 1],
  ['exactly two days', '2026-03-04T09:00', 2],
  ['two days and a minute', '2026-03-04T09:01', 3],
])('after %s everything moves by whole days, and nobody loses time', (_, now, days) => {
  expect(daysSuspended(instant('2026-03-02T09:00'), instant(now))).toBe(days);
});

const DAY = 86_400_000;
const BASE = resolvedPlan();

/** A plan of phases that follow each other, each with its period, and a follow-up: days from the start, at nine in Brussels. */
function planOf(days: readonly number[]): Plan {
  const [phase] = BASE.phases as [Plan['phases'][number]];
  const [period] = BASE.reporting.periods as [Plan['reporting']['periods'][number]];
  const on = (day: number) => moveByDays(moment('2026-01-05T09:00'), day);
  const phases = days.map((day, i) => ({
    ...phase,
    ...{ key: `phase-${i}`, kind: 'preparation' as const, opensAt: on(day), closesAt: on(day + 9) },
  }));
  const periods = phases.map(({ key, opensAt, closesAt }) => ({
    ...period,
    key,
    phase: key,
    from: opensAt,
    until: closesAt,
    dueBy: closesAt,
  }));
  const followUps = [{ key: 'later', title: 'Later', opensAt: on(600), dueBy: on(630) }];
  return { ...BASE, phases, reporting: { ...BASE.reporting, periods }, followUps, editions: [], meetings: [] };
}

type Step = { kind: 'wait'; days: number } | { kind: 'suspend' } | { kind: 'resume' } | { kind: 'close' } | { kind: 'amend'; by: number };
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('wait' as const), days: fc.double({ min: 0.1, max: 40, noNaN: true }) }),
    fc.record({ kind: fc.constantFrom('suspend' as const, 'resume' as const) }),
    fc.record({ kind: fc.constant('amend' as const), by: fc.integer({ min: -20, max: 40 }) }),
    fc.record({ kind: fc.constant('close' as const) }),
  ),
  { maxLength: 30 },
);

test('in any order of suspensions, resumptions, amendments and a closing no entry is taken twice, early, or lost, and hours stay', () => {
  fc.assert(
    fc.property(steps, (story: Step[]) => {
      let plan = planOf([0, 10, 20, 40, 80, 120]);
      let state: OperationState = running;
      let now = instant('2026-01-01T09:00');
      let suspendedAt = now;
      let stood = 0;
      const taken: string[] = [];
      const look = (): void => {
        if (!takesTurns(state.stage)) return;
        const { due } = agenda(plan, state.reached, now, state.stage);
        taken.push(...due.map(({ key }) => key));
        state = { ...state, reached: [...state.reached, ...due.map(({ key }) => key)] };
      };
      for (const step of story) {
        if (step.kind === 'wait') now += Math.round(step.days * DAY);
        look();
        if (step.kind === 'suspend' && refuseSuspension(state) === null) {
          state = suspend(state);
          suspendedAt = now;
        }
        if (step.kind === 'resume' && refuseResumption(state, 1) === null) {
          const days = daysSuspended(suspendedAt, now);
          const { moved } = moveAhead(plan, suspendedAt, days, moveByDays);
          for (const [i, entry] of timetable(moved).entries()) expect([i, entry.moment.wall.slice(11)]).toEqual([i, '09:00']);
          for (const { key, moment: at } of timetable(plan))
            if (instantOf(at) > suspendedAt) expect(agenda(moved, state.reached, now - DAY).due.map((due) => due.key)).not.toContain(key);
          plan = moved;
          stood += days;
          state = resume(state);
        }
        if (step.kind === 'amend' && refuseSubmission(state) === null) {
          const last = plan.phases.at(-1) as Plan['phases'][number];
          const next = { ...plan, phases: [...plan.phases.slice(0, -1), { ...last, closesAt: moveByDays(last.closesAt, step.by) }] };
          if (amendmentFlaws(plan, next, { now, frozen: [] }).length === 0) plan = next;
        }
        if (step.kind === 'close' && refuseClosing(state) === null) state = close(state, null);
      }
      if (state.stage === 'suspended') {
        plan = moveAhead(plan, suspendedAt, daysSuspended(suspendedAt, now), moveByDays).moved;
        state = resume(state);
      }
      now = Math.max(now, instant('2026-01-05T09:00')) + (2_000 + stood) * DAY;
      look();
      const left = timetable(plan, state.stage).map(({ key }) => key);
      expect(taken.length).toBe(new Set(taken).size);
      expect(left.filter((key) => !taken.includes(key))).toEqual([]);
      expect(agenda(plan, state.reached, now, state.stage)).toEqual({ due: [], next: null });
    }),
    { numRuns: 200 },
  );
});
