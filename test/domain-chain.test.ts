import { natureOf } from '../domain/amendment.ts';
import { chainFor } from '../domain/chain.ts';
import { chainFlaws } from '../domain/chain-flaws.ts';
import { healthOf, type PastStep } from '../domain/chain-health.ts';
import type { Plan, StepRule } from '../domain/plan.ts';
import type { Approver } from '../domain/step.ts';
import { moment, resolvedPlan } from './resolved-plan.ts';

const plan = resolvedPlan();
const rule: StepRule = { name: 'direction', posts: ['director'], quorum: { count: 1 } };
const flawsOf = (changed: Partial<Plan>): string[] => chainFlaws({ ...plan, ...changed }).map(({ pointer, code }) => `${pointer} ${code}`);

test.each<[string, Partial<Plan>, string]>([
  ['a step named twice', { approval: [rule, rule] }, '/approval/1/name plan.key-twice'],
  [
    'a rung after the end of its step',
    { chains: { closing: [{ ...rule, deadline: { hours: 24, ladder: [{ offsetHours: 1, tells: ['addressee'] }], then: 'lapse' } }] } },
    '/chains/closing/0/deadline/ladder/0/offsetHours plan.rung-after-end',
  ],
  [
    'a rung before its step opens',
    { approval: [{ ...rule, deadline: { hours: 24, ladder: [{ offsetHours: -24, tells: ['addressee'] }], then: 'consent' } }] },
    '/approval/0/deadline/ladder/0/offsetHours plan.rung-before-start',
  ],
  [
    'a rung that tells a regional office',
    { approval: [{ ...rule, deadline: { hours: 24, ladder: [{ offsetHours: 0, tells: ['coordinator', 'rilo'] }], then: 'consent' } }] },
    '/approval/0/deadline/ladder/0/tells/1 plan.audience-unfit',
  ],
  ['a veto of a strange post', { chains: { release: [{ ...rule, veto: ['operations'] }] } }, '/chains/release/0/veto/0 plan.veto-unknown'],
  [
    'a fast track that asks nobody',
    { chains: { fastTrack: { approval: [rule], ratification: [] } } },
    '/chains/fastTrack/ratification plan.incomplete',
  ],
  [
    'a ratification that may never end',
    { chains: { fastTrack: { approval: [rule], ratification: [rule] } } },
    '/chains/fastTrack/ratification/0/deadline plan.ratification-open-ended',
  ],
])('a plan has a flaw with %s, in any of its chains', (_, changed, expected) => {
  expect(flawsOf(changed)).toEqual([expected]);
});

test('an extension makes a phase longer or adds one; it and an amendment follow their own chain, or that of the plan', () => {
  const [phase] = plan.phases as [Plan['phases'][number]];
  const later = { ...phase, closesAt: moment('2026-04-05T00:00') };
  expect(natureOf(plan, { ...plan, title: 'Operation Rose' })).toBe('amendment');
  expect(natureOf(plan, { ...plan, phases: [later] })).toBe('extension');
  expect(natureOf(plan, { ...plan, phases: [phase, { ...later, key: 'second' }] })).toBe('extension');
  expect(natureOf({ ...plan, phases: [later] }, plan)).toBe('amendment');
  const chains = { extension: [rule], amendment: [] };
  expect(chainFor({ ...plan, chains }, 'extension')).toEqual({ pointer: '/chains/extension', rules: [rule] });
  expect(chainFor({ ...plan, chains }, 'amendment')).toEqual({ pointer: '/approval', rules: plan.approval });
});

test('a step is worrying with one approver, with none, and where its posts were always late', () => {
  const dirk: Approver = { personId: 'dirk', standsFor: null, post: 'director', service: 'customs', organisation: 'wco' };
  const concernsOf = (approvers: readonly Approver[], past: readonly PastStep[] = []) =>
    healthOf([{ pointer: '/approval', rules: [rule] }], approvers, past).flatMap(({ concerns }) => concerns);
  const past = (...late: boolean[]): PastStep[] => late.map((wasLate) => ({ posts: ['director'], wasLate }));
  const stan = { ...dirk, personId: 'stan', standsFor: 'dirk' };
  expect(concernsOf([])).toEqual(['nobody']);
  expect(concernsOf([dirk])).toEqual(['one-approver']);
  expect(concernsOf([dirk, stan])).toEqual([]);
  expect(concernsOf([dirk, stan], past(true, true))).toEqual(['always-late']);
  expect(concernsOf([dirk, stan], past(true, false))).toEqual([]);
  expect(concernsOf([dirk, stan], past(true))).toEqual([]);
});
