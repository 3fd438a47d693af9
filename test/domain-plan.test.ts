import { amendmentFlaws } from '../domain/amendment.ts';
import type { Plan } from '../domain/plan.ts';
import { planFlaws } from '../domain/plan-flaws.ts';
import { fieldPhaseAt, phasesUpTo } from '../domain/phase.ts';
import { at } from './plans.ts';
import { instant, moment, resolvedPlan } from './resolved-plan.ts';

const plan = resolvedPlan();
const [phase] = plan.phases as [Plan['phases'][number]];
const [period] = plan.reporting.periods as [Plan['reporting']['periods'][number]];
const [edition] = plan.editions as [Plan['editions'][number]];

const flawsOf = (changed: Partial<Plan>): string[] => planFlaws({ ...plan, ...changed }).map(({ pointer, code }) => `${pointer} ${code}`);

test('a plan that says everything has no flaws', () => {
  expect(planFlaws(plan)).toEqual([]);
});

test.each(['objectives', 'leads', 'phases', 'targets', 'invitees', 'approval'] as const)('a plan without %s is incomplete', (field) => {
  expect(flawsOf({ [field]: [] })).toContain(`/${field} plan.incomplete`);
});

test('editions need somebody to sign them off', () => {
  expect(flawsOf({ publication: { ...plan.publication, signOff: [] } })).toEqual(['/publication/signOff plan.incomplete']);
  expect(flawsOf({ publication: { ...plan.publication, signOff: [] }, editions: [] })).toEqual([]);
});

test.each<[string, Partial<Plan>, string]>([
  ['a phase that ends before it begins', { phases: [{ ...phase, closesAt: phase.opensAt }] }, '/phases/0/closesAt plan.dates-reversed'],
  ['two phases of one key', { phases: [phase, { ...phase, kind: 'debrief' }] }, '/phases/1/key plan.key-twice'],
  ['two field phases at one time', { phases: [phase, { ...phase, key: 'b' }] }, '/phases/1/opensAt plan.phases-overlap'],
  [
    'a target that no catalogue knows',
    { targets: [...plan.targets, { heading: 'unicorns', units: ['C62'] }] },
    '/targets/3/heading plan.heading-unknown',
  ],
  [
    'a unit that no catalogue knows',
    { targets: [{ heading: 'medicines', units: ['boxes'] }, ...plan.targets.slice(1)] },
    '/targets/0/units/0 plan.unit-unknown',
  ],
  ['one target twice', { targets: [...plan.targets, { heading: 'medicines', units: ['C62'] }] }, '/targets/3/heading plan.key-twice'],
  [
    'a sum over what nobody may report',
    { sums: [{ key: 'total', name: 'Total', unit: 'C62', parts: [{ heading: 'vaccines', unit: 'C62' }], reason: 'because' }] },
    '/sums/0/parts/0 plan.sum-unknown-part',
  ],
  [
    'a sum that is named like a heading',
    { sums: [{ key: 'medicines', name: 'All', unit: 'C62', parts: [{ heading: 'medicines', unit: 'C62' }], reason: 'because' }] },
    '/sums/0/key plan.key-twice',
  ],
  [
    'an invitee that joins with no phase',
    { invitees: [{ organisation: 'be-customs', rilo: null, joins: 'none' }] },
    '/invitees/0/joins plan.phase-unknown',
  ],
  ['an invitee twice', { invitees: [...plan.invitees, ...plan.invitees.slice(0, 1)] }, '/invitees/2/organisation plan.key-twice'],
  [
    'a period of no phase',
    { reporting: { ...plan.reporting, periods: [{ ...period, phase: 'none' }] } },
    '/reporting/periods/0/phase plan.phase-unknown',
  ],
  [
    'a period that is due before it begins',
    { reporting: { ...plan.reporting, periods: [{ ...period, dueBy: period.from }] } },
    '/reporting/periods/0/dueBy plan.dates-reversed',
  ],
  [
    'an edition confirmed before its cut-off',
    { editions: [{ ...edition, confirmBy: edition.cutOff }] },
    '/editions/0/confirmBy plan.dates-reversed',
  ],
  ['an edition of no phase', { editions: [{ ...edition, phases: ['none'] }] }, '/editions/0/phases/0 plan.phase-unknown'],
  ['two steps of one name', { approval: [...plan.approval, ...plan.approval] }, '/approval/1/name plan.key-twice'],
  [
    'a recipient that is no partner',
    { publication: { ...plan.publication, recipients: ['who'] } },
    '/publication/recipients/0 plan.not-a-partner',
  ],
])('%s is pointed at', (_, changed, flaw) => {
  expect(flawsOf(changed)).toContain(flaw);
});

test('phases that follow each other without a gap do not overlap', () => {
  const next = { ...phase, key: 'phase-2', opensAt: phase.closesAt, closesAt: moment('2026-06-01T00:00') };
  expect(flawsOf({ phases: [phase, next] })).toEqual([]);
});

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
