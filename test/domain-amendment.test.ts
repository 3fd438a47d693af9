import { amendmentFlaws } from '../domain/amendment.ts';
import type { Plan } from '../domain/plan.ts';
import { at } from './plans.ts';
import { instant, moment, resolvedPlan } from './resolved-plan.ts';

const plan = resolvedPlan();
const [phase] = plan.phases as [Plan['phases'][number]];
const [period] = plan.reporting.periods as [Plan['reporting']['periods'][number]];
const [edition] = plan.editions as [Plan['editions'][number]];

describe('an amendment in the middle of the phase', () => {
  const NOW = instant('2026-03-15T09:00');
  const amended = (changed: Partial<Plan>, now = NOW, frozen: string[] = []): string[] =>
    amendmentFlaws(plan, { ...plan, ...changed }, { now, frozen }).map(({ pointer, code }) => `${pointer} ${code}`);

  test('may put off the end of what is open, move what is to come, and invite others', () => {
    const invitees = [...plan.invitees, { organisation: 'kr-customs', rilo: null, joins: 'phase-1' }];
    const editions = [{ ...edition, cutOff: moment('2026-05-01T00:00') }];
    expect(amended({ phases: [{ ...phase, closesAt: moment('2026-05-01T00:00') }], invitees, editions })).toEqual([]);
  });

  test('may not move a beginning that has been, nor drop its phase', () => {
    expect(amended({ phases: [{ ...phase, opensAt: moment('2026-03-01T00:00') }] })).toEqual(['/phases/0 plan.past-rewritten']);
    expect(amended({ phases: [] })).toEqual(['/phases plan.past-rewritten']);
  });

  test('may not move an end that has been', () => {
    const late = instant('2026-04-12T00:00');
    expect(amended({ phases: [{ ...phase, closesAt: moment('2026-05-01T00:00') }] }, late)).toEqual(['/phases/0 plan.past-rewritten']);
  });

  test('may not move the cut-off of an edition that is frozen, nor drop it, until it is returned', () => {
    const late = instant('2026-04-12T00:00');
    const moved = { editions: [{ ...edition, cutOff: moment('2026-05-01T00:00') }] };
    expect(amended(moved, late, ['final'])).toEqual(['/editions/0/cutOff plan.past-rewritten']);
    expect(amended({ editions: [] }, late, ['final'])).toEqual(['/editions plan.past-rewritten']);
    expect(amended(moved, late)).toEqual([]);
  });

  test('may put off when reports are due, but neither move nor drop a period for which members have been asked', () => {
    const periods = (...changed: Plan['reporting']['periods']) => ({ reporting: { ...plan.reporting, periods: changed } });
    expect(amended(periods({ ...period, dueBy: moment('2026-05-01T00:00') }))).toEqual([]);
    expect(amended(periods({ ...period, from: moment('2026-03-03T00:00') }))).toEqual(['/reporting/periods/0 plan.past-rewritten']);
    expect(amended(periods())).toEqual(['/reporting/periods plan.past-rewritten']);
  });

  test('may not drop who was invited', () => {
    expect(amended({ invitees: plan.invitees.slice(1) })).toEqual(['/invitees plan.invitee-dropped']);
  });

  test('may change anything before anything has been', () => {
    const next = resolvedPlan({
      phases: [{ key: 'other', name: 'Other', kind: 'operational', opensAt: at('2026-03-05T00:00'), closesAt: at('2026-03-06T00:00') }],
    });
    expect(
      amendmentFlaws(plan, { ...next, reporting: { ...next.reporting, periods: [] } }, { now: instant('2026-02-01T00:00'), frozen: [] }),
    ).toEqual([]);
  });
});
