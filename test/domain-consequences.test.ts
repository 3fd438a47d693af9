import { amendmentFlaws } from '../domain/amendment.ts';
import type { Plan } from '../domain/plan.ts';
import { planFlaws } from '../domain/plan-flaws.ts';
import { refuseRecommendation } from '../domain/recommendation.ts';
import { instant, moment, resolvedPlan } from './resolved-plan.ts';

const base = resolvedPlan();
const [phase] = base.phases as [Plan['phases'][number]];
const followUp = { key: 'later', title: 'What became of it?', opensAt: moment('2026-08-03T09:00'), dueBy: moment('2026-08-31T18:00') };
const meeting = {
  key: 'kick-off',
  title: 'Kick-off',
  startsAt: moment('2026-02-26T10:00'),
  endsAt: moment('2026-02-26T12:00'),
  place: 'Brussels',
};
const strand = { operation: 'another', phases: [], headings: ['medicines'], reason: 'part of it' };
const flawsOf = (plan: Partial<Plan>): string[] => planFlaws({ ...base, ...plan }).map(({ pointer, code }) => `${pointer} ${code}`);

test.each([
  [
    'a follow-up that is due before it is asked',
    { followUps: [{ ...followUp, dueBy: moment('2026-08-01T09:00') }] },
    '/followUps/0/dueBy plan.dates-reversed',
  ],
  [
    'a follow-up within a phase in the field',
    { followUps: [{ ...followUp, opensAt: moment('2026-03-03T09:00') }] },
    '/followUps/0/opensAt plan.dates-reversed',
  ],
  ['two follow-ups of one key', { followUps: [followUp, followUp] }, '/followUps/1/key plan.key-twice'],
  [
    'a meeting that ends before it starts',
    { meetings: [{ ...meeting, endsAt: meeting.startsAt }] },
    '/meetings/0/endsAt plan.dates-reversed',
  ],
  ['two meetings of one key', { meetings: [meeting, meeting] }, '/meetings/1/key plan.key-twice'],
  ['two strands of one operation', { strands: [strand, strand] }, '/strands/1/operation plan.key-twice'],
  ['a strand of goods that nobody knows', { strands: [{ ...strand, headings: ['ghosts'] }] }, '/strands/0/headings/0 plan.heading-unknown'],
] as const)('%s keeps a plan from being submitted', (_, plan, flaw) => {
  expect(flawsOf(plan)).toEqual([flaw]);
});

test('a plan with follow-ups, meetings and strands can be submitted', () => {
  expect(flawsOf({ followUps: [followUp], meetings: [meeting], strands: [strand] })).toEqual([]);
});

test('a follow-up that has been asked cannot be amended, one that is to come can', () => {
  const inForce = { ...base, followUps: [followUp] };
  const later = { ...base, followUps: [{ ...followUp, opensAt: moment('2026-08-10T09:00') }] };
  const flawsAt = (wall: string, next: Plan): string[] =>
    amendmentFlaws(inForce, next, { now: instant(wall), frozen: [] }).map(({ pointer }) => pointer);
  expect(flawsAt('2026-08-01T09:00', later)).not.toContain('/followUps/0/opensAt');
  expect(flawsAt('2026-08-04T09:00', later)).toContain('/followUps/0/opensAt');
  expect(flawsAt('2026-08-04T09:00', base)).toContain('/followUps');
});

test('recommendations are made in a debrief or a review that has begun, also when all is over', () => {
  const plan = { ...base, phases: [phase, { ...phase, key: 'debrief', kind: 'debrief' as const }] };
  const at = (key: string, wall: string, stage: 'running' | 'completed' | 'cancelled' = 'running') =>
    refuseRecommendation({ stage, plan }, key, instant(wall));
  expect(at('debrief', '2026-03-03T09:00')).toBeNull();
  expect(at('debrief', '2027-03-03T09:00', 'completed')).toBeNull();
  expect(at('debrief', '2026-03-01T09:00')).toBe('recommendation.too-early');
  expect(at('debrief', '2026-03-03T09:00', 'cancelled')).toBe('operation.settled');
  expect([at('phase-1', '2026-03-03T09:00'), at('nowhere', '2026-03-03T09:00')]).toEqual(Array(2).fill('recommendation.phase-unfit'));
});
