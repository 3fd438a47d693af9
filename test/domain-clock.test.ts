import fc from 'fast-check';
import { FASTEST_RATE, operationTime, realTimeClock, realWait, setRate, type Clock } from '../domain/clock.ts';

const NOW = Date.parse('2026-03-01T00:00:00Z');
const DAY = 86_400_000;

test('the clock of an ordinary operation shows real time', () => {
  const clock = realTimeClock(NOW);
  expect(operationTime(clock, NOW + DAY)).toBe(NOW + DAY);
  expect(realWait(clock, NOW + DAY, NOW)).toBe(DAY);
});

test('a drill runs fast up to where it holds, and stands still there', () => {
  const clock: Clock = { anchorRealMs: NOW, anchorMs: 0, rate: 1_000, holdMs: DAY };
  expect(operationTime(clock, NOW + 1_000)).toBe(1_000_000);
  expect(operationTime(clock, NOW + DAY)).toBe(DAY);
});

test('what lies beyond the hold is not waited for by the clock', () => {
  const clock: Clock = { anchorRealMs: NOW, anchorMs: 0, rate: 1_000, holdMs: DAY };
  expect(realWait(clock, DAY, NOW)).toBe(DAY / 1_000);
  expect(realWait(clock, DAY + 1, NOW)).toBeNull();
  expect(realWait({ ...clock, rate: 0 }, DAY, NOW)).toBeNull();
});

test('setting another rate does not move the present', () => {
  const clock: Clock = { anchorRealMs: NOW, anchorMs: 0, rate: 7, holdMs: null };
  const faster = setRate(clock, NOW + 1_001, 1_000_000, 2 * DAY);
  expect(operationTime(faster, NOW + 1_001)).toBe(operationTime(clock, NOW + 1_001));
});

test('a real clock that is set back to before the anchor does not take the operation back', () => {
  expect(operationTime({ anchorRealMs: NOW, anchorMs: 500, rate: 10, holdMs: null }, NOW - DAY)).toBe(500);
});

const rate = fc.oneof(fc.constantFrom(0, 1, FASTEST_RATE), fc.double({ min: 0.01, max: FASTEST_RATE, noNaN: true }));
const hold = fc.option(fc.integer({ min: 0, max: 400 * DAY }));

test('through any settings, an operation never goes back in time and never passes its hold', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ passes: fc.nat(DAY), rate, hold }), { maxLength: 20 }), (settings) => {
      let real = NOW;
      let clock = realTimeClock(real);
      let before = operationTime(clock, real);
      for (const { passes, rate: newRate, hold: offset } of settings) {
        real += passes;
        const now = operationTime(clock, real);
        expect(now).toBeGreaterThanOrEqual(before);
        const holdMs = offset === null ? null : NOW + offset;
        clock = setRate(clock, real, newRate, holdMs);
        expect(operationTime(clock, real)).toBe(now);
        if (holdMs !== null) expect(operationTime(clock, real + 1_000 * DAY)).toBeLessThanOrEqual(Math.max(holdMs, now));
        before = now;
      }
    }),
    { numRuns: 300 },
  );
});

test('whoever waits as long as the clock says finds the instant reached, and not long ago', () => {
  fc.assert(
    fc.property(rate, hold, fc.nat(DAY), fc.nat(1_000 * DAY), (newRate, offset, passed, ahead) => {
      const clock: Clock = { anchorRealMs: NOW, anchorMs: NOW, rate: newRate, holdMs: offset === null ? null : NOW + offset };
      const at = NOW + ahead;
      const real = NOW + passed;
      const wait = realWait(clock, at, real);
      if (wait === null) return expect(operationTime(clock, real + 1_000_000 * DAY)).toBeLessThan(at);
      // Rounding may leave the last millisecond to a second look, which is what everybody who waits does.
      const second = realWait(clock, at, real + wait) ?? Number.NaN;
      expect(second).toBeLessThanOrEqual(Math.ceil(1 / newRate));
      expect(operationTime(clock, real + wait + second)).toBeGreaterThanOrEqual(at);
      if (wait > 0) expect(operationTime(clock, real + wait)).toBeLessThanOrEqual(at + newRate + 1);
    }),
    { numRuns: 500 },
  );
});
