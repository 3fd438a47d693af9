import { close, refuseClosing, settleClosing } from '../domain/closing.ts';
import { FAILURES } from '../domain/failure.ts';
import {
  COMMANDS,
  isTaken,
  openOperation,
  refuseFreeze,
  refuseIn,
  refuseLaunch,
  refuseSubmission,
  remember,
  settle,
  STAGES,
  submit,
  takeBack,
  type CommandKind,
  type OperationState,
  type Stage,
} from '../domain/operation.ts';
import { refuseResumption, refuseSuspension, suspend } from '../domain/suspension.ts';

/** What each stage takes; everything else is refused with a sentence of what would be allowed. */
const TAKEN: Record<Stage, readonly CommandKind[]> = {
  draft: ['submit', 'cancel'],
  'in-approval': ['submit', 'cancel'], // after a return; while an approval waits, that is refused by what is pending
  approved: ['submit', 'launch', 'cancel'],
  running: ['submit', 'freeze', 'suspend', 'cancel', 'close', 'task', 'subscribe', 'release'],
  suspended: ['resume', 'cancel'],
  closed: ['cancel', 'task', 'release'], // to ask what became of a case, and to tell of it
  completed: [],
  cancelled: [],
  rejected: [],
};

describe.each(STAGES)('an operation that is %s', (stage) => {
  test.each(COMMANDS)(`%s`, (command) => {
    const state: OperationState = { ...openOperation('the operation'), stage, planInForce: 1 };
    const refusals: Record<CommandKind, () => string | null> = {
      submit: () => refuseSubmission(state),
      launch: () => refuseLaunch(state),
      freeze: () => refuseFreeze(state, 'final'),
      suspend: () => refuseSuspension(state),
      resume: () => refuseResumption(state, 1),
      cancel: () => refuseIn(stage, 'cancel'),
      close: () => refuseClosing(state),
      task: () => refuseIn(stage, 'task'),
      subscribe: () => refuseIn(stage, 'subscribe'),
      release: () => refuseIn(stage, 'release'),
    };
    const refused = refusals[command]();
    expect(refused === null).toBe(TAKEN[stage].includes(command));
    expect(refuseIn(stage, command)).toBe(refused);
    if (refused) expect(FAILURES[refused as keyof typeof FAILURES].status).toBe(409);
  });
});

const running: OperationState = { ...openOperation('the operation'), stage: 'running', planInForce: 1 };

test('a suspension waits for a closing, a closing for a submission, and a resumption for both a submission and the plan that it moved', () => {
  const closing = close(running, 'an approval');
  expect([refuseSuspension(closing), refuseSubmission(closing), refuseClosing(closing)]).toEqual(
    Array(3).fill('operation.closing-pending'),
  );
  const pending = submit(running, { approvalId: 'an approval', planVersion: 2 });
  expect(refuseClosing(pending)).toBe('operation.submission-pending');
  expect(refuseResumption(suspend(pending), 1)).toBe('operation.submission-pending');
  expect(refuseResumption(settle(suspend(pending), 'approved'), 1)).toBe('operation.plan-changed');
  expect(refuseResumption(settle(suspend(pending), 'returned'), 1)).toBeNull();
});

test.each(['approved', 'returned', 'rejected', 'lapsed', 'withdrawn'] as const)(
  'whatever becomes of an approval (%s), what was cancelled stays cancelled and what was suspended suspended',
  (outcome) => {
    for (const stage of ['suspended', 'cancelled'] as const) {
      expect(settle({ ...submit(running, { approvalId: 'an approval', planVersion: 2 }), stage }, outcome).stage).toBe(stage);
      expect(settleClosing({ ...close(running, 'an approval'), stage }, outcome).stage).toBe(stage);
    }
    expect(settleClosing(close(running, 'an approval'), outcome)).toMatchObject({
      stage: outcome === 'approved' ? 'closed' : 'running',
      closing: null,
    });
  },
);

test('a plan that the record returns at the last moment leaves the operation as if nobody had approved it', () => {
  const submitted = submit(openOperation('the operation'), { approvalId: 'an approval', planVersion: 1 });
  expect(takeBack(settle(submitted, 'approved'), submitted)).toEqual(settle(submitted, 'returned'));
  const amended = submit(running, { approvalId: 'an approval', planVersion: 2 });
  expect(takeBack(settle(amended, 'approved'), amended)).toEqual(settle(amended, 'returned'));
  expect(takeBack({ ...settle(submitted, 'approved'), stage: 'cancelled' }, submitted).stage).toBe('cancelled');
});

test('a command is known by its id for as long as anybody could repeat it, and no list of them grows without end', () => {
  const ids = Array.from({ length: 1_000 }, (_, i) => ({ commandId: `command-${i}` }));
  const state = ids.reduce(remember, running);
  expect(ids.slice(-100).every((command) => isTaken(state, command))).toBe(true);
  expect(isTaken(state, { commandId: 'another' })).toBe(false);
  expect(JSON.stringify(state).length).toBeLessThan(10_000);
});
