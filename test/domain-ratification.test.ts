import { OUTCOMES } from '../domain/approval.ts';
import { close } from '../domain/closing.ts';
import { openOperation, settle, STAGES, submit, takeBack, type OperationState } from '../domain/operation.ts';
import { isUnratified, suspendsUnratified } from '../domain/ratification.ts';
import { resume, suspend } from '../domain/suspension.ts';

/** As after the launch of a plan that came into force by the fast track as version 1. */
const running: OperationState = { ...openOperation('the operation'), stage: 'running', planInForce: 1, planApproved: 1 };
const amended = (state: OperationState, planVersion: number): OperationState =>
  settle(submit(state, { approvalId: `of ${planVersion}`, planVersion }), 'approved');

test('a ratification fails when it is refused or lapses, not when its operation gives it up', () => {
  expect(OUTCOMES.filter(isUnratified)).toEqual(['returned', 'rejected', 'lapsed']);
});

test('only a running operation is suspended for it: not before its launch, and not where it stands still or is over', () => {
  expect(STAGES.filter((stage) => suspendsUnratified({ ...running, stage }, 1))).toEqual(['running']);
  expect(suspendsUnratified(close(running, 'the closing'), 1)).toBe(false);
});

test('another version that has been approved since takes the doubt away, and a resumption, which only moves the plan, does not', () => {
  expect(suspendsUnratified(amended(running, 2), 1)).toBe(false);
  const resumed = { ...resume(suspend(running)), planInForce: 2 };
  expect(suspendsUnratified(resumed, 1)).toBe(true);
  const before = submit(resumed, { approvalId: 'of 3', planVersion: 3 });
  expect(suspendsUnratified(settle(before, 'rejected'), 1)).toBe(true);
  expect(suspendsUnratified(takeBack(settle(before, 'approved'), before), 1)).toBe(true);
});
