import {
  freeze,
  isComplete,
  isSettled,
  openOperation,
  refuseFreeze,
  refuseLaunch,
  refuseSubmission,
  settle,
  settleEdition,
  submit,
  type OperationState,
} from '../domain/operation.ts';
import { timetable } from '../domain/timetable.ts';
import { resolvedPlan } from './resolved-plan.ts';

const draft = openOperation('the operation');
const submitted = (state: OperationState, planVersion = 1): OperationState => submit(state, { approvalId: 'an approval', planVersion });
const approved = settle(submitted(draft), 'approved');
const running: OperationState = { ...approved, stage: 'running' };

test('a submission waits alone: a second one is refused until it is settled', () => {
  expect(refuseSubmission(draft)).toBeNull();
  expect(refuseSubmission(submitted(draft))).toBe('operation.submission-pending');
  expect(refuseSubmission(settle(submitted(draft), 'returned'))).toBeNull();
});

test('a rejected first plan ends the operation', () => {
  const rejected = settle(submitted(draft), 'rejected');
  expect(isSettled(rejected)).toBe(true);
  expect(refuseSubmission(rejected)).toBe('operation.settled');
});

test.each(['returned', 'rejected'] as const)('an amendment that is %s before the launch leaves what was approved', (outcome) => {
  const after = settle(submitted(approved, 2), outcome);
  expect(after).toMatchObject({ stage: 'approved', pending: null, planInForce: 1 });
  expect(refuseLaunch(after)).toBeNull();
});

test('an amendment leaves a running operation running, whatever becomes of it', () => {
  expect(submitted(running, 2).stage).toBe('running');
  for (const outcome of ['approved', 'returned', 'rejected'] as const) expect(settle(submitted(running, 2), outcome).stage).toBe('running');
  expect(settle(submitted(running, 2), 'approved').planInForce).toBe(2);
});

test('only what is approved is launched, and once', () => {
  expect(refuseLaunch(draft)).toBe('operation.not-approved');
  expect(refuseLaunch(submitted(draft))).toBe('operation.not-approved');
  expect(refuseLaunch(approved)).toBeNull();
  expect(refuseLaunch(running)).toBe('operation.launched-before');
});

test('an edition is frozen once, and anew only after it was returned', () => {
  expect(refuseFreeze(approved, 'final')).toBe('operation.not-running');
  const frozen = freeze(running, { editionId: 'first', key: 'final' });
  expect(refuseFreeze(frozen, 'final')).toBe('edition.frozen-before');
  expect(refuseFreeze(frozen, 'interim')).toBeNull();
  expect(refuseFreeze(settleEdition(frozen, 'first', 'returned'), 'final')).toBeNull();
  expect(refuseFreeze(settleEdition(frozen, 'first', 'published'), 'final')).toBe('edition.frozen-before');
});

test('an operation is complete when its timetable is done, its editions are published and no submission waits', () => {
  const plan = resolvedPlan();
  const reached = timetable(plan).map(({ key }) => key);
  const published = settleEdition(freeze(running, { editionId: 'first', key: 'final' }), 'first', 'published');
  expect(isComplete(plan, { ...published, reached })).toBe(true);
  expect(isComplete(plan, { ...published, reached: reached.slice(1) })).toBe(false);
  expect(isComplete(plan, { ...running, reached })).toBe(false);
  expect(isComplete(plan, { ...submitted(published, 2), reached })).toBe(false);
  expect(isComplete({ ...plan, editions: [] }, { ...published, reached })).toBe(false); // nobody has said what it would end with
});
