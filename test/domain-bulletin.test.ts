import fc from 'fast-check';
import { bulletinFigures, type BulletinFigures } from '../domain/bulletin.ts';
import { USUAL_SMALLEST_CELL } from '../domain/subscription.ts';

const DENOMINATORS = { invited: 3, accepted: 3, declined: 0, silent: 0, reported: 3, nil: 0 };
const figuresOf = (seizures: readonly number[]): BulletinFigures => ({
  cases: seizures.reduce((a, b) => a + b, 0),
  seizures: seizures.reduce((a, b) => a + b, 0),
  quantities: seizures.map((count, i) => ({ heading: `heading-${i}`, unit: 'C62', quantity: String(count * 10), seizures: count })),
  withheld: [],
  denominators: DENOMINATORS,
});
const told = (seizures: readonly number[]) => bulletinFigures(figuresOf(seizures)).figures.map(({ value }) => value);

test('no figure of few seizures is told, and none follows from the total and the others', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 300 })), { maxLength: 8 }), (counts) => {
      const { figures, suppressed } = bulletinFigures(figuresOf(counts));
      const [, total, ...parts] = figures.map(({ value }) => value);
      const hidden = counts.filter((_, i) => parts[i] === null);
      expect(counts.filter((count, i) => count < USUAL_SMALLEST_CELL && parts[i] !== null)).toEqual([]);
      expect(suppressed).toBe(figures.filter(({ value }) => value === null).length);
      if (hidden.length === 0 || total === null) return;
      expect(hidden.length).toBeGreaterThan(1);
      expect(hidden.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(Math.max(USUAL_SMALLEST_CELL, hidden.length + 1));
    }),
    { numRuns: 1000 },
  );
});

test('one small figure takes the next smallest with it, and the total is told', () => {
  expect(told([1, 40, 7])).toEqual(['48', '48', null, '400', null]);
});

test('of an operation with two seizures nothing is told, and of one without any that there are none', () => {
  expect(told([2])).toEqual([null, null, null]);
  expect(told([])).toEqual(['0', '0']);
});
