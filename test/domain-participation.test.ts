import { phasesInTheField } from '../domain/participation.ts';
import type { Phase, PhaseKind } from '../domain/phase.ts';
import type { Role } from '../domain/organisation.ts';
import { onBehalf } from '../domain/unit.ts';

const moment = (at: number) => ({ wall: '', zone: 'UTC', at: new Date(at).toISOString() });
const aPhase = (key: string, kind: PhaseKind, opens: number): Phase => ({
  ...{ key, name: key, kind },
  ...{ opensAt: moment(opens), closesAt: moment(opens + 10) },
});
const PHASES = [aPhase('training', 'training', 0), aPhase('first', 'operational', 10), aPhase('second', 'operational', 30)];

test('whoever joined is in the field once a phase of field activity has begun that does not open before theirs', () => {
  expect(phasesInTheField(PHASES, 9)).toEqual([]);
  expect(phasesInTheField(PHASES, 10)).toEqual(['training', 'first']);
  expect(phasesInTheField(PHASES, 25)).toEqual(['training', 'first']);
  expect(phasesInTheField(PHASES, 30)).toEqual(['training', 'first', 'second']);
});

test('for another service of the unit somebody reports and answers, but neither leads, approves nor supervises', () => {
  const held = { roles: ['coordinator', 'contact', 'reporter', 'auditor', 'administrator'] as Role[], posts: ['director'] };
  expect(onBehalf(held, true)).toEqual(held);
  expect(onBehalf(held, false)).toEqual({ roles: ['contact', 'reporter'], posts: [] });
});
