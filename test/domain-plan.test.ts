import type { Plan } from '../domain/plan.ts';
import { planFlaws } from '../domain/plan-flaws.ts';
import { moment, resolvedPlan } from './resolved-plan.ts';

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
  [
    'a recipient twice, whose release would be decided twice',
    { publication: { ...plan.publication, recipients: [...plan.partners, ...plan.partners] } },
    `/publication/recipients/${plan.partners.length} plan.key-twice`,
  ],
])('%s is pointed at', (_, changed, flaw) => {
  expect(flawsOf(changed)).toContain(flaw);
});

test('phases that follow each other without a gap do not overlap', () => {
  const next = { ...phase, key: 'phase-2', opensAt: phase.closesAt, closesAt: moment('2026-06-01T00:00') };
  expect(flawsOf({ phases: [phase, next] })).toEqual([]);
});
