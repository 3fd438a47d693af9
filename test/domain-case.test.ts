import { caseFlaws, type Seizure } from '../domain/case.ts';
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
    'of goods that the plan does not look for',
    { goods: [{ heading: 'tobacco', quantity: '1', unit: 'C62' }] },
    '/seizures/0/goods/0/heading case.heading-not-targeted',
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
