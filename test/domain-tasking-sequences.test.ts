import fc from 'fast-check';
import {
  climb,
  isOver,
  moveClimb,
  nextLookAt,
  startOfClimb,
  type Audience,
  type Climbed,
  type Ladder,
  type TaskingTerms,
} from '../domain/tasking.ts';

const HOUR = 3_600_000;
const hours = (offset: number): number => offset * HOUR;

/**
 * What can happen to a tasking of a few addressees. Hours are counted from the beginning; `task` picks one of those who are there, and
 * `deadline` one that the tasking has had before.
 */
type Step =
  | { kind: 'wait'; hours: number }
  | { kind: 'answer'; task: number }
  | { kind: 'withdraw'; task: number }
  | { kind: 'extend'; task: number; hours: number }
  | { kind: 'move'; hours: number }
  | { kind: 'move-back'; deadline: number }
  | { kind: 'add' };

const task = fc.nat({ max: 7 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 80 }) }) },
    fc.record({ kind: fc.constant('answer' as const), task }),
    fc.record({ kind: fc.constant('withdraw' as const), task }),
    fc.record({ kind: fc.constant('extend' as const), task, hours: fc.integer({ min: -60, max: 200 }) }),
    fc.record({ kind: fc.constant('move' as const), hours: fc.integer({ min: -60, max: 200 }) }),
    fc.record({ kind: fc.constant('move-back' as const), deadline: fc.nat({ max: 4 }) }),
    fc.record({ kind: fc.constant('add' as const) }),
  ),
  { maxLength: 30 },
);
const ladders = fc.uniqueArray(fc.integer({ min: -120, max: 120 }), { maxLength: 6 }).map((offsets): Ladder => offsets.map(rungOf));

/** A rung that can be told apart from all others, where an audience could not. */
function rungOf(offsetHours: number): { offsetHours: number; tells: readonly Audience[] } {
  return { offsetHours, tells: [String(offsetHours) as Audience] };
}

type Told = { offset: number; deadlineAt: number; at: number };
type Task = Climbed & { before: readonly Climbed[]; state: 'open' | 'lapsed' | 'done'; told: Told[]; lapses: number[] };

/** The record and its climber in memory, with the rules of the domain and nothing else. It looks when the last look said, as a workflow does. */
function aTasking(ladder: Ladder, addressees: number) {
  const terms: TaskingTerms = { kind: 'enquiry', ends: 'answered', deadlineAt: hours(100), ladder };
  const tasks: Task[] = [];
  const had = [terms.deadlineAt];
  let now = 0;
  const begun = (): Task => ({
    ...{ deadlineAt: terms.deadlineAt, climbedTo: startOfClimb(terms.deadlineAt, now), before: [], state: 'open', told: [], lapses: [] },
  });
  const waiting = (): Task[] => tasks.filter(({ state }) => state !== 'done');
  const climbing = (one: Task) => ({ ...one, ladder, isToLapse: one.state === 'open' });
  const next = (): number | null => nextLookAt(terms, waiting().map(climbing), now);

  function look(): void {
    climbAll();
    if ((next() ?? Infinity) <= now) throw new Error('It would look again at once, and so for ever.');
  }
  function climbAll(): void {
    for (const one of waiting()) {
      const due = climb(climbing(one), now);
      one.told.push(...due.tells.map((offset) => ({ offset: Number(offset), deadlineAt: one.deadlineAt, at: now })));
      if (due.lapses) one.lapses.push(one.deadlineAt);
      if (due.lapses) one.state = 'lapsed';
      if (due.tells.length > 0 || due.lapses) one.climbedTo = due.climbedTo;
    }
  }
  function move(one: Task, to: number): void {
    Object.assign(one, moveClimb(one, to, now));
    one.deadlineAt = to;
    if (one.state === 'lapsed' && to > now) one.state = 'open';
  }
  function moveAll(to: number): void {
    had.push(to);
    terms.deadlineAt = to;
    for (const one of waiting()) move(one, to);
  }
  tasks.push(...Array.from({ length: addressees }, begun));

  return {
    tasks,
    next,
    isOver: () => isOver(terms, waiting().length, next(), now),
    at: () => now,
    do(step: Step): void {
      const chosen = 'task' in step ? tasks[step.task % Math.max(1, tasks.length)] : undefined;
      if (step.kind === 'wait') this.waitUntil(now + hours(step.hours));
      else if (step.kind === 'add') tasks.push(begun());
      else if (step.kind === 'move') moveAll(now + hours(step.hours));
      else if (step.kind === 'move-back') moveAll(had[step.deadline % had.length] ?? terms.deadlineAt);
      else if (chosen && chosen.state !== 'done') {
        if (step.kind === 'extend') move(chosen, now + hours(step.hours));
        else chosen.state = 'done';
      }
      look(); // whatever changes nudges
    },
    waitUntil(until: number): void {
      for (let at = next(); at !== null && at <= until; at = next()) {
        now = Math.max(now, at);
        look();
      }
      now = until;
    },
  };
}

/** Rungs of a ladder that a deadline reaches after `from` and by `until`. */
function rungsBetween(ladder: Ladder, deadlineAt: number, from: number, until: number): number[] {
  return ladder
    .map(({ offsetHours }) => offsetHours)
    .filter((offset) => deadlineAt + hours(offset) > from && deadlineAt + hours(offset) <= until);
}

test('whatever happens to a tasking, nobody is told of one rung of one deadline twice, nor of any after the answer', () => {
  fc.assert(
    fc.property(ladders, fc.integer({ min: 1, max: 3 }), steps, (ladder, addressees, sequence) => {
      const tasking = aTasking(ladder, addressees);
      const settled = new Map<Task, number>();
      for (const step of sequence) {
        tasking.do(step);
        for (const one of tasking.tasks.filter(({ state }) => state === 'done')) if (!settled.has(one)) settled.set(one, one.told.length);
      }
      tasking.waitUntil(hours(10_000));
      for (const one of tasking.tasks) {
        const names = one.told.map(({ offset, deadlineAt }) => `${offset} of ${deadlineAt}`);
        expect(new Set(names).size).toBe(names.length);
        expect(one.told.length).toBe(settled.get(one) ?? one.told.length);
        for (const { offset, deadlineAt, at } of one.told) expect(at).toBeGreaterThanOrEqual(deadlineAt + hours(offset));
      }
      expect(tasking.isOver()).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test('however often deadlines move, every rung that lies ahead of the last one is told at its own instant, and the deadline lapses once', () => {
  fc.assert(
    fc.property(ladders, steps, (ladder, sequence) => {
      const tasking = aTasking(ladder, 2);
      for (const step of sequence) tasking.do(step);
      const from = tasking.at();
      const before = tasking.tasks.map((one) => ({ one, told: one.told.length, lapses: one.lapses.length, isOpen: one.state === 'open' }));
      tasking.waitUntil(hours(10_000));
      for (const { one, told, lapses, isOpen } of before.filter((was) => was.one.state !== 'done')) {
        const { deadlineAt } = one;
        const since = one.told.slice(told);
        expect(since.map(({ offset }) => offset).toSorted()).toEqual(rungsBetween(ladder, deadlineAt, from, hours(10_000)).toSorted());
        for (const { offset, at } of since) expect(at).toBe(deadlineAt + hours(offset));
        expect(one.lapses.slice(lapses)).toEqual(isOpen ? [deadlineAt] : []);
        expect(one.state).toBe('lapsed');
      }
    }),
    { numRuns: 1_000 },
  );
});

test('a deadline that comes nearer loses no rung: what nobody was told of yet and now lies behind is told at once', () => {
  fc.assert(
    fc.property(ladders, fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }), (ladder, waited, nearer) => {
      const tasking = aTasking(ladder, 1);
      tasking.do({ kind: 'wait', hours: waited });
      const [one] = tasking.tasks;
      const open = one?.state === 'open';
      const toldBefore = new Set(one?.told.map(({ offset }) => offset));
      const to = Math.min(nearer, 99 - waited);
      tasking.do({ kind: 'move', hours: to });
      tasking.waitUntil(hours(10_000));
      // Rungs before the beginning were never owed; everything later is told, be it of the old deadline or of the new one.
      const owed = ladder.map(({ offsetHours }) => offsetHours).filter((offset) => hours(100) + hours(offset) > 0);
      const told = new Set([...toldBefore, ...(one?.told ?? []).map(({ offset }) => offset)]);
      if (open) expect(owed.filter((offset) => !told.has(offset))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
