import fc from 'fast-check';
import { coverage, refuseShift, type Interval } from '../domain/roster.ts';

const interval = (from: number, until: number): Interval => ({ from, until });

test('gaps are what no shift covers, at both ends too', () => {
  const shifts = [interval(2, 4), interval(4, 6), interval(7, 12)];
  expect(coverage(interval(0, 10), shifts)).toEqual({
    covered: [interval(2, 6), interval(7, 10)],
    gaps: [interval(0, 2), interval(6, 7)],
  });
});

test('without shifts the whole window is a gap, and under one long shift there is none', () => {
  expect(coverage(interval(0, 10), [])).toEqual({ covered: [], gaps: [interval(0, 10)] });
  expect(coverage(interval(0, 10), [interval(-5, 20)])).toEqual({ covered: [interval(0, 10)], gaps: [] });
});

const shifts = fc.array(
  fc.tuple(fc.integer({ min: -20, max: 120 }), fc.integer({ min: 1, max: 40 })).map(([from, lasts]) => interval(from, from + lasts)),
  { maxLength: 20 },
);

test('covered parts and gaps tile the window: none is empty, none overlaps, nothing is left out', () => {
  fc.assert(
    fc.property(shifts, fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 60 }), (roster, from, lasts) => {
      const window = interval(from, from + lasts);
      const { covered, gaps } = coverage(window, roster);
      const tiles = [...covered, ...gaps].toSorted((a, b) => a.from - b.from);
      expect(tiles.every((tile) => tile.from < tile.until)).toBe(true);
      expect(tiles[0]?.from).toBe(window.from);
      expect(tiles.at(-1)?.until).toBe(window.until);
      expect(tiles.slice(1).every((tile, i) => tile.from === tiles[i]?.until)).toBe(true);
    }),
  );
});

test('somebody is on duty at an instant exactly where it is covered', () => {
  fc.assert(
    fc.property(shifts, fc.integer({ min: 0, max: 99 }), (roster, at) => {
      const isOn = roster.some(({ from, until }) => from <= at && at < until);
      const { gaps } = coverage(interval(0, 100), roster);
      expect(gaps.some(({ from, until }) => from <= at && at < until)).toBe(!isOn);
    }),
  );
});

test('a shift is for staff, who are staff for all of it and have no other at that time', () => {
  const staff = [{ from: 0, until: 100 }];
  expect(refuseShift(interval(10, 20), staff, [])).toBeNull();
  expect(refuseShift(interval(90, 101), staff, [])).toBe('shift.not-staff');
  expect(refuseShift(interval(10, 20), [], [])).toBe('shift.not-staff');
  expect(refuseShift(interval(10, 20), staff, [interval(19, 30)])).toBe('shift.overlap');
  expect(refuseShift(interval(10, 20), staff, [interval(0, 10), interval(20, 30)])).toBeNull();
});
