import fc from 'fast-check';
import { planFlaws } from '../domain/plan-flaws.ts';
import { rungsAfterEnd } from '../domain/tasking-order.ts';
import {
  climb,
  isOver,
  kindsAnsweredBy,
  mayAnswer,
  lateByHours,
  moveClimb,
  nextLookAt,
  nextRungAt,
  refuseAnswer,
  ruleOf,
  SPOKEN_ANSWERS,
  startOfClimb,
  TASKING_KINDS,
  type Audience,
  type Climbing,
  type Ends,
  type Ladder,
  type Silence,
  type TaskingKind,
  type TaskingTerms,
} from '../domain/tasking.ts';
import { aPlan } from './plans.ts';
import { resolvedPlan } from './resolved-plan.ts';

const HOUR = 3_600_000;
const DEADLINE = Date.parse('2026-02-20T17:00:00Z');
const hours = (offset: number): number => DEADLINE + offset * HOUR;

const LADDER: Ladder = [
  { offsetHours: -72, tells: ['addressee'] },
  { offsetHours: -24, tells: ['addressee', 'rilo'] },
  { offsetHours: 24, tells: ['rilo', 'coordinator'] },
];
const climbing = (climbedTo: number, deadlineAt = DEADLINE): Climbing => ({ deadlineAt, ladder: LADDER, climbedTo, isToLapse: true });

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

test('what is open lapses at the deadline, and what has lapsed does not lapse again', () => {
  expect(climb(climbing(hours(-2)), hours(-1)).lapses).toBe(false);
  expect(climb(climbing(hours(-1)), hours(0)).lapses).toBe(true);
  expect(climb({ ...climbing(hours(0)), isToLapse: false }, hours(1)).lapses).toBe(false);
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

const terms = (kind: TaskingKind, ends: Ends = 'answered'): TaskingTerms => ({ kind, ends, deadlineAt: DEADLINE, ladder: LADDER });

test('a tasking is over when everybody has answered, but a request for reports waits for its deadline', () => {
  expect(isOver(terms('take-part'), 0, hours(0), hours(-10))).toBe(true);
  expect(isOver(terms('take-part'), 1, hours(0), hours(-10))).toBe(false);
  expect(isOver(terms('report'), 0, hours(0), hours(-10))).toBe(false);
  expect(isOver(terms('report'), 0, null, hours(0))).toBe(true);
  expect(isOver(terms('report'), 3, null, hours(24))).toBe(true);
});

test('a request for a working address never lapses into nothing: it goes on for as long as nobody has answered it', () => {
  expect(isOver(terms('mend-contact'), 1, null, hours(10_000))).toBe(false);
  expect(isOver(terms('mend-contact'), 0, hours(0), hours(-10))).toBe(true);
  expect(TASKING_KINDS.filter((kind) => ruleOf(kind).endures)).toEqual(['mend-delivery', 'mend-contact']);
});

test('a tasking that ends at its deadline goes on until then though all have answered, and its next look is there', () => {
  const lasting = terms('enquiry', 'deadline');
  expect(nextLookAt(lasting, [], hours(-10))).toBe(DEADLINE);
  expect(isOver(lasting, 0, DEADLINE, hours(-10))).toBe(false);
  expect(nextLookAt(lasting, [], hours(0))).toBeNull();
  expect(nextLookAt(terms('enquiry'), [], hours(-10))).toBeNull();
});

test('the next look is the earliest of all who are open, each by its own deadline', () => {
  const own = [
    { deadlineAt: hours(0), climbedTo: hours(-20), isToLapse: true },
    { deadlineAt: hours(-30), climbedTo: hours(-60), isToLapse: true },
  ];
  expect(nextLookAt(terms('enquiry'), own, hours(-60))).toBe(hours(-54)); // a day before the earlier of the two
});

test('each kind takes its own answers, no takes a reason, and what is told takes words', () => {
  expect(refuseAnswer('take-part', { answer: 'accept' })).toBeNull();
  expect(refuseAnswer('take-part', { answer: 'confirm', reason: 'All of it' })).toBe('task.answer-unfit');
  expect(refuseAnswer('report', { answer: 'done' })).toBe('task.answer-unfit'); // reporting answers it, saying so does not
  for (const kind of TASKING_KINDS)
    for (const answer of SPOKEN_ANSWERS.filter((given) => ruleOf(kind).answers[given] === 'with-reason')) {
      expect(refuseAnswer(kind, { answer })).toBe('task.reason-missing');
      expect(refuseAnswer(kind, { answer, reason: 'No staff' })).toBeNull();
    }
  expect(refuseAnswer('enquiry', { answer: 'done' })).toBe('task.details-missing');
  expect(refuseAnswer('enquiry', { answer: 'done', details: 'Container seen in May' })).toBeNull();
});

test('silence is consent only to figures, and whoever coordinates mends addresses while contacts answer invitations', () => {
  expect(TASKING_KINDS.filter((kind) => ruleOf(kind).silences.includes('consent'))).toEqual(['confirm-figures']);
  expect(kindsAnsweredBy('coordinator')).toEqual(['confirm-recall', 'acknowledge', 'mend-delivery', 'mend-contact']);
  expect(kindsAnsweredBy('contact')).toContain('take-part');
  expect(kindsAnsweredBy('reporter')).not.toContain('take-part');
  expect(kindsAnsweredBy('liaison')).toEqual([]);
  expect(kindsAnsweredBy('signatory')).toEqual(['confirm-figures', 'consent', 'review-necessity']);
  expect(kindsAnsweredBy('reporter')).not.toContain('review-necessity');
  expect(kindsAnsweredBy('contact')).not.toContain('confirm-figures');
  expect(mayAnswer('enquiry', [], true)).toBe(true);
  expect(mayAnswer('confirm-figures', ['contact', 'reporter'], true)).toBe(false);
});

test('a rung after the end is found in the plan and in what a coordinator asks for; an escalation after a deadline is none', () => {
  const escalating: Ladder = [
    { offsetHours: -24, tells: ['addressee'] },
    { offsetHours: 24, tells: ['coordinator'] },
  ];
  const flawsOf = (silence: Silence): string[] =>
    planFlaws(resolvedPlan({ publication: { ...aPlan().publication, silence, ladder: escalating } })).map(
      ({ pointer, code }) => `${pointer} ${code}`,
    );
  expect(flawsOf('consent')).toEqual(['/publication/ladder/1/offsetHours tasking.rung-after-end']);
  expect(flawsOf('silent')).toEqual([]);
  expect(rungsAfterEnd('/ladder', escalating).map(({ pointer }) => pointer)).toEqual(['/ladder/1/offsetHours']);
});

test("lateness counts from the task's own deadline: until the answer, or until now", () => {
  const task = { state: 'open' as const, answer: null, deadline: { wall: '', zone: 'UTC', at: new Date(DEADLINE).toISOString() } };
  expect(lateByHours({ ...task, answeredAt: null }, hours(-1))).toBeNull();
  expect(lateByHours({ ...task, state: 'lapsed', answeredAt: null }, hours(36))).toBe(36);
  expect(lateByHours({ ...task, state: 'answered', answer: 'accept', answeredAt: hours(1.5) }, hours(36))).toBe(1.5);
  expect(lateByHours({ ...task, state: 'lapsed', answer: 'silence', answeredAt: null }, hours(36))).toBeNull();
  expect(lateByHours({ ...task, state: 'withdrawn', answeredAt: null }, hours(36))).toBeNull();
});

test('a deadline that is put off by little does not tell again what has just been told; a rung that nobody was told of is told at once', () => {
  const climbed = { deadlineAt: hours(0), climbedTo: hours(-24), before: [] };
  const putOff = moveClimb(climbed, hours(2), hours(-20));
  expect(climb(climbing(putOff.climbedTo, hours(2)), hours(-20)).tells).toEqual([]); // its rung at -22 was told at -24
  const nearer = moveClimb({ deadlineAt: hours(0), climbedTo: hours(-72), before: [] }, hours(-40), hours(-60));
  expect(climb(climbing(nearer.climbedTo, hours(-40)), hours(-60)).tells).toEqual(['addressee', 'rilo']); // its rung at -64 is behind already
});

test('a deadline that is moved by mistake, and moved back, tells nobody a second time, and what is still open when it has passed lapses', () => {
  const moved = moveClimb({ deadlineAt: hours(0), climbedTo: hours(-24), before: [] }, hours(100), hours(-20));
  const back = moveClimb({ deadlineAt: hours(100), ...moved }, hours(0), hours(-10));
  expect(climb(climbing(back.climbedTo, hours(0)), hours(-10)).tells).toEqual([]);
  const afterEnd = moveClimb({ deadlineAt: hours(0), climbedTo: hours(0), before: [] }, hours(100), hours(20));
  const late = climbing(moveClimb({ deadlineAt: hours(100), ...afterEnd }, hours(0), hours(21)).climbedTo);
  expect(climb(late, hours(21))).toMatchObject({ tells: [], lapses: true });
  expect(climb({ ...late, isToLapse: false }, hours(21)).lapses).toBe(false);
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
        const climbed = climb({ deadlineAt: DEADLINE, ladder, climbedTo, isToLapse: lapses === 0 }, now);
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
        const climbed = climb({ deadlineAt: DEADLINE, ladder, climbedTo, isToLapse: true }, now);
        expect(climbed.tells).toEqual(ladder.filter(({ offsetHours }) => hours(offsetHours) === now).flatMap(({ tells }) => tells));
        ({ climbedTo } = climbed);
        next = climbed.nextAt;
      }
      expect(now).toBe(Math.max(DEADLINE, ...ladder.map(({ offsetHours }) => hours(offsetHours))));
    }),
  );
});
