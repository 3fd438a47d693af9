import type { Seizure } from '../domain/case.ts';
import { caseFlaws, targetOf } from '../domain/case-flaws.ts';
import { instant, resolvedPlan } from './resolved-plan.ts';

const plan = resolvedPlan();
const NOW = instant('2026-03-15T09:00');
const seizure: Seizure = {
  number: 1,
  seizedAt: '2026-03-10T12:00:00+01:00',
  goods: [{ heading: 'medicines', quantity: '1200', unit: 'C62' }],
};

const flawsOf = (seizures: Seizure[], { now = NOW, of = plan } = {}): string[] =>
  caseFlaws({ reference: 'BE-1', seizures }, of, now).map(({ pointer, code }) => `${pointer} ${code}`);

test('a seizure of targeted goods inside a phase has no flaws', () => {
  expect(flawsOf([seizure])).toEqual([]);
});

test.each<[string, Partial<Seizure>, string]>([
  ['before the phase', { seizedAt: '2026-03-01T22:59:59Z' }, '/seizures/0/seizedAt case.outside-phases'],
  ['in the future', { seizedAt: '2026-03-15T09:00:01+01:00' }, '/seizures/0/seizedAt case.in-the-future'],
  [
    'of goods that are in no catalogue',
    { goods: [{ heading: 'unicorns', quantity: '1', unit: 'C62' }] },
    '/seizures/0/goods/0/heading case.heading-unknown',
  ],
  [
    'of goods that the plan does not look for, in a unit that the catalogue does not allow',
    { goods: [{ heading: 'alcohol', quantity: '1', unit: 'C62' }] },
    '/seizures/0/goods/0/unit case.unit-not-allowed',
  ],
  [
    'found by an indicator that the plan does not have',
    { detection: { method: 'risk-profile', riskIndicator: 'light-parcels' } },
    '/seizures/0/detection/riskIndicator case.indicator-unknown',
  ],
  [
    'that counts one state of persons twice',
    {
      persons: [
        { state: 'arrested', count: 1 },
        { state: 'arrested', count: 2 },
      ],
    },
    '/seizures/0/persons/1/state case.state-twice',
  ],
  [
    'in a unit that the plan does not allow',
    { goods: [{ heading: 'vaccines', quantity: '1', unit: 'C62' }] },
    '/seizures/0/goods/0/unit case.unit-not-allowed',
  ],
])('a seizure %s is pointed at', (_, changed, flaw) => {
  expect(flawsOf([{ ...seizure, ...changed }])).toEqual([flaw]);
});

test('the first instant of a phase belongs to it, whatever zone the report is written in', () => {
  expect(flawsOf([{ ...seizure, seizedAt: '2026-03-01T23:00:00Z' }])).toEqual([]);
  expect(flawsOf([{ ...seizure, seizedAt: '2026-03-02T08:00:00+09:00' }])).toEqual([]);
});

test('two seizures of one number are told apart by nobody', () => {
  expect(flawsOf([seizure, seizure])).toEqual(['/seizures/1/number case.seizure-number-twice']);
});

test('the long form asks for what the minimal one leaves open', () => {
  const long = { ...plan, form: 'long' as const };
  expect(flawsOf([seizure], { of: long })).toHaveLength(5);
  const whole: Seizure = { ...seizure, place: 'Zaventem', direction: 'import', transport: '4', departure: 'IN', destination: 'BE' };
  expect(flawsOf([whole], { of: long })).toEqual([]);
});

test('goods that the plan does not look for are a bonus find, in a unit of the catalogue', () => {
  expect(flawsOf([{ ...seizure, goods: [{ heading: 'ivory', quantity: '4.5', unit: 'KGM' }] }])).toEqual([]);
  expect(targetOf(plan.targets, 'ivory')).toBeUndefined();
});

test('a subtype falls under the target of its heading, and takes its units, unless it is a target of its own', () => {
  const targets = [
    { heading: 'wildlife', units: ['H87'] },
    { heading: 'timber', units: ['MTQ'] },
  ];
  const of = { ...plan, targets };
  expect(flawsOf([{ ...seizure, goods: [{ heading: 'ivory', quantity: '4', unit: 'H87' }] }], { of })).toEqual([]);
  expect(flawsOf([{ ...seizure, goods: [{ heading: 'ivory', quantity: '4', unit: 'KGM' }] }], { of })).toHaveLength(1);
  expect(targetOf(targets, 'timber')?.units).toEqual(['MTQ']);
});

test('an indicator of the plan is known', () => {
  const of = { ...plan, riskIndicators: [{ key: 'light-parcels', name: 'Parcels lighter than declared' }] };
  expect(flawsOf([{ ...seizure, detection: { method: 'risk-profile', riskIndicator: 'light-parcels' } }], { of })).toEqual([]);
});
