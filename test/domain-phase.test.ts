import type { Plan } from '../domain/plan.ts';
import { fieldPhaseAt, phasesUpTo } from '../domain/phase.ts';
import { instant, moment, resolvedPlan } from './resolved-plan.ts';

const plan = resolvedPlan();
const [phase] = plan.phases as [Plan['phases'][number]];

test('a phase holds its first instant and not its last', () => {
  expect(fieldPhaseAt(plan.phases, instant('2026-03-02T00:00'))?.key).toBe('phase-1');
  expect(fieldPhaseAt(plan.phases, instant('2026-03-30T00:00'))).toBeUndefined();
  expect(fieldPhaseAt([{ ...phase, kind: 'debrief' }], instant('2026-03-10T00:00'))).toBeUndefined();
});

test('whoever joined with an earlier phase is part of the later ones', () => {
  const later = { ...phase, key: 'phase-2', opensAt: phase.closesAt, closesAt: moment('2026-06-01T00:00') };
  expect(phasesUpTo([later, phase], ['phase-2'])).toEqual(['phase-2', 'phase-1']);
  expect(phasesUpTo([later, phase], ['phase-1'])).toEqual(['phase-1']);
});
