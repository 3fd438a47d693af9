import fc from 'fast-check';
import {
  climb,
  isAnswerTo,
  isOver,
  needsReason,
  nextRungAt,
  startOfClimb,
  type Audience,
  type Climbing,
  type Ladder,
} from '../domain/tasking.ts';

const HOUR = 3_600_000;
const DEADLINE = Date.parse('2026-02-20T17:00:00Z');
const hours = (offset: number): number => DEADLINE + offset * HOUR;

const LADDER: Ladder = [
  { offsetHours: -72, tells: ['addressee'] },
  { offsetHours: -24, tells: ['addressee', 'rilo'] },
  { offsetHours: 24, tells: ['rilo', 'coordinator'] },
];
const climbing = (climbedTo: number, deadlineAt = DEADLINE): Climbing => ({ deadlineAt, ladder: LADDER, climbedTo });

test('nothing is due before the first rung, and the next look is at that rung', () => {
  expect(climb(climbing(hours(-200)), hours(-100))).toEqual({ tells: [], lapses: false, climbedTo: hours(-100), nextAt: hours(-72) });
});

test('a rung is told at its instant and not again', () => {
  expect(climb(climbing(hours(-100)), hours(-72)).tells).toEqual(['addressee']);
  expect(climb(climbing(hours(-72)), hours(-71)).tells).toEqual([]);
});

test('rungs that fell due together are told once, not once each', () => {
  expect(climb(climbing(hours(-100)), hours(-1)).tells).toEqual(['addressee', 'rilo']);
});

test('what is open lapses at the deadline, once', () => {
  expect(climb(climbing(hours(-1)), hours(0)).lapses).toBe(true);
  expect(climb(climbing(hours(0)), hours(1)).lapses).toBe(false);
});

test('after the last rung there is nothing left to climb', () => {
  expect(climb(climbing(hours(0)), hours(24))).toMatchObject({ tells: ['rilo', 'coordinator'], nextAt: null });
  expect(nextRungAt(climbing(hours(0)), hours(24))).toBeNull();
});

test('a deadline that lay behind when its tasking opened still lapses', () => {
  const start = startOfClimb(DEADLINE, hours(10));
  expect(climb(climbing(start), hours(10))).toMatchObject({ tells: [], lapses: true, nextAt: hours(24) });
});

test('when a deadline is put off, its rungs go with it', () => {
  const later = climbing(hours(-24), hours(240));
  expect(climb(later, hours(0))).toMatchObject({ tells: [], lapses: false, nextAt: hours(168) });
});

test('a tasking is over when everybody has answered, but a request for reports waits for its deadline', () => {
  expect(isOver('take-part', { deadlineAt: DEADLINE }, 0, hours(0), hours(-10))).toBe(true);
  expect(isOver('take-part', { deadlineAt: DEADLINE }, 1, hours(0), hours(-10))).toBe(false);
  expect(isOver('report', { deadlineAt: DEADLINE }, 0, hours(0), hours(-10))).toBe(false);
  expect(isOver('report', { deadlineAt: DEADLINE }, 0, hours(24), hours(0))).toBe(true);
  expect(isOver('report', { deadlineAt: DEADLINE }, 3, null, hours(24))).toBe(true);
});

test('each kind of tasking takes its own answers, and only no takes a reason', () => {
  expect(isAnswerTo('take-part', 'accept')).toBe(true);
  expect(isAnswerTo('take-part', 'confirm')).toBe(false);
  expect(isAnswerTo('report', 'reported')).toBe(false); // follows from having reported, nobody says it
  expect(['accept', 'decline', 'confirm', 'dispute'].filter((answer) => needsReason(answer as 'accept'))).toEqual(['decline', 'dispute']);
});

/** Rungs at different hours, each with a name of its own instead of an audience, so that every telling can be traced to its rung. */
const ladders = fc
  .uniqueArray(fc.integer({ min: -300, max: 300 }), { maxLength: 8 })
  .map((offsets) => offsets.map((offsetHours) => ({ offsetHours, tells: [`rung ${offsetHours}` as Audience] })));
/** Looks in any order: workers whose clocks differ, a real clock that is set back. */
const looks = fc.array(
  fc.integer({ min: -400, max: 400 }).map((hour) => hour / 2),
  { maxLength: 30 },
);

test('whenever anybody looks, every rung is told at most once, none that is due is lost, and the deadline lapses once', () => {
  fc.assert(
    fc.property(ladders, looks, fc.integer({ min: -400, max: 100 }), (ladder, times, openedAt) => {
      const start = startOfClimb(DEADLINE, hours(openedAt));
      let climbedTo = start;
      let lapses = 0;
      const told: string[] = [];
      for (const time of [...times, 301]) {
        const now = hours(time);
        const climbed = climb({ deadlineAt: DEADLINE, ladder, climbedTo }, now);
        told.push(...climbed.tells);
        if (climbed.lapses) lapses += 1;
        if (climbed.nextAt !== null) expect(climbed.nextAt).toBeGreaterThan(now);
        climbedTo = climbed.climbedTo;
      }
      const owed = ladder.filter(({ offsetHours }) => hours(offsetHours) > start).flatMap(({ tells }) => tells);
      expect(told.toSorted()).toEqual(owed.toSorted());
      expect(lapses).toBe(1);
    }),
    { numRuns: 500 },
  );
});

test('looking exactly when the last look said tells every rung at its own instant', () => {
  fc.assert(
    fc.property(ladders, (ladder) => {
      let climbedTo = hours(-400);
      let now = climbedTo;
      for (let next: number | null = now; next !== null; ) {
        now = next;
        const climbed = climb({ deadlineAt: DEADLINE, ladder, climbedTo }, now);
        expect(climbed.tells).toEqual(ladder.filter(({ offsetHours }) => hours(offsetHours) === now).flatMap(({ tells }) => tells));
        ({ climbedTo } = climbed);
        next = climbed.nextAt;
      }
      expect(now).toBe(Math.max(DEADLINE, ...ladder.map(({ offsetHours }) => hours(offsetHours))));
    }),
  );
});
