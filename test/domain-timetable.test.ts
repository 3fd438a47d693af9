import fc from 'fast-check';
import { amendmentFlaws } from '../domain/amendment.ts';
import { instantOf } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';
import { planFlaws } from '../domain/plan-flaws.ts';
import { agenda, entriesAhead, timetable } from '../domain/timetable.ts';
import { instant, movedTo, resolvedPlan } from './resolved-plan.ts';

test('at one instant a phase closes before the next opens', () => {
  const plan = resolvedPlan();
  const [phase] = plan.phases as [Plan['phases'][number]];
  const next = { ...phase, key: 'phase-2', opensAt: phase.closesAt, closesAt: movedTo(instantOf(phase.closesAt) + 1) };
  const keys = timetable({ ...plan, phases: [next, phase] }).map(({ key }) => key);
  expect(keys.indexOf('phase/phase-1/close')).toBeLessThan(keys.indexOf('phase/phase-2/open'));
});

test('the agenda names what is due and not taken, and what comes after it', () => {
  const plan = resolvedPlan();
  const { due, next } = agenda(plan, ['phase/phase-1/open'], instant('2026-03-02T00:00'));
  expect(due.map(({ key }) => key)).toEqual(['period/phase-1/open']);
  expect(next?.key).toBe('phase/phase-1/close');
});

test('a phase that was closed before the plan that extends it came into force lies ahead again', () => {
  const plan = resolvedPlan();
  expect(entriesAhead(plan, instant('2026-03-15T00:00'))).toEqual(['phase/phase-1/close']);
});

const HOUR = 3_600_000;
const START = instant('2026-03-01T00:00');

type Change = { subject: number; by: number; adds: boolean };
type Happening = { passes: number; change: Change | null };
const happenings = fc.array(
  fc.record({
    passes: fc.nat(300),
    change: fc.option(fc.record({ subject: fc.nat(20), by: fc.integer({ min: -200, max: 400 }), adds: fc.boolean() })),
  }),
  { maxLength: 25 },
);

const BASE = resolvedPlan();

/** A plan of preparation phases and periods that follow each other, at hours from the start. */
function planOf(hours: readonly number[]): Plan {
  const plan = BASE;
  const [phase] = plan.phases as [Plan['phases'][number]];
  const [period] = plan.reporting.periods as [Plan['reporting']['periods'][number]];
  const phases = hours.map((hour, i) => ({
    ...phase,
    key: `phase-${i}`,
    kind: 'preparation' as const,
    opensAt: movedTo(START + hour * HOUR),
    closesAt: movedTo(START + (hour + 50) * HOUR),
  }));
  const periods = phases.map(({ key, opensAt, closesAt }) => ({
    ...period,
    key,
    phase: key,
    from: opensAt,
    until: closesAt,
    dueBy: closesAt,
  }));
  return { ...plan, phases, reporting: { ...plan.reporting, periods }, editions: [], invitees: [] };
}

function amend(plan: Plan, { subject, by, adds }: Change): Plan {
  const shift = <T extends { at: string }>(moment: T): T => ({ ...moment, at: new Date(Date.parse(moment.at) + by * HOUR).toISOString() });
  const changed = subject % Math.max(1, plan.phases.length);
  const phases = plan.phases.map((phase, i) => (i === changed ? { ...phase, closesAt: shift(phase.closesAt) } : phase));
  const periods = plan.reporting.periods.map((period, i) =>
    i === changed ? { ...period, until: shift(period.until), dueBy: shift(period.dueBy) } : period,
  );
  const grown = planOf([...plan.phases.map(({ opensAt }) => (Date.parse(opensAt.at) - START) / HOUR), subject * 40]);
  const added = adds ? { phases: grown.phases.slice(-1), periods: grown.reporting.periods.slice(-1) } : { phases: [], periods: [] };
  return { ...plan, phases: [...phases, ...added.phases], reporting: { ...plan.reporting, periods: [...periods, ...added.periods] } };
}

test('under any amendment of the future, every entry of the timetable is taken once', () => {
  fc.assert(
    fc.property(happenings, (story: Happening[]) => {
      let plan = planOf([0, 100, 200]);
      let now = START - HOUR;
      let reached: string[] = [];
      const taken: string[] = [];
      const look = (): void => {
        const { due } = agenda(plan, reached, now);
        for (const { moment } of due) expect(instantOf(moment)).toBeLessThanOrEqual(now);
        taken.push(...due.map(({ key }) => key));
        reached = [...reached, ...due.map(({ key }) => key)];
      };
      for (const { passes, change } of story) {
        now += passes * HOUR;
        look();
        const next = change && amend(plan, change);
        const isFit =
          next &&
          amendmentFlaws(plan, next, { now, frozen: [] }).length === 0 &&
          planFlaws(next).every(({ code }) => code === 'plan.incomplete');
        if (isFit) plan = next;
      }
      now += 100_000 * HOUR;
      look();
      expect(agenda(plan, reached, now)).toEqual({ due: [], next: null });
      expect(taken.toSorted()).toEqual(
        timetable(plan)
          .map(({ key }) => key)
          .toSorted(),
      );
    }),
    { numRuns: 300 },
  );
});
